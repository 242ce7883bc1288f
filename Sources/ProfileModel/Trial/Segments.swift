/// Resident memory by segment (`smaps`), bytes.
public struct Segments: Codable, Sendable, Equatable {
  /// Executable file maps.
  public var codeBytes: UInt64
  /// Written and read-only file maps that are not code.
  public var dataBytes: UInt64
  /// Anonymous maps right behind an image.
  public var bssBytes: UInt64
  public var heapBytes: UInt64
  /// The main stack and the threads' stacks.
  public var stackBytes: UInt64
  /// Other anonymous maps.
  public var anonymousBytes: UInt64
  /// Shared memory maps.
  public var sharedMemoryBytes: UInt64
  /// Everything else (vdso and the like).
  public var otherBytes: UInt64
  /// Resident pages that other processes map too.
  public var sharedBytes: UInt64
  /// Resident pages of this process alone (USS).
  public var privateBytes: UInt64

  public init() {
    codeBytes = 0
    dataBytes = 0
    bssBytes = 0
    heapBytes = 0
    stackBytes = 0
    anonymousBytes = 0
    sharedMemoryBytes = 0
    otherBytes = 0
    sharedBytes = 0
    privateBytes = 0
  }
}
