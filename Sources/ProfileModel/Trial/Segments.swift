/// Resident memory by segment (`smaps`), bytes.
public struct Segments: Codable, Sendable, Equatable {
  /// Executable file maps.
  public var codeBytes: UInt64 = 0
  /// Written and read-only file maps that are not code.
  public var dataBytes: UInt64 = 0
  /// Anonymous maps right behind an image.
  public var bssBytes: UInt64 = 0
  public var heapBytes: UInt64 = 0
  /// The main stack and the threads' stacks.
  public var stackBytes: UInt64 = 0
  /// Other anonymous maps.
  public var anonymousBytes: UInt64 = 0
  /// Shared memory maps.
  public var sharedMemoryBytes: UInt64 = 0
  /// Everything else (vdso and the like).
  public var otherBytes: UInt64 = 0
  /// Resident pages that other processes map too.
  public var sharedBytes: UInt64 = 0
  /// Resident pages of this process alone (USS).
  public var privateBytes: UInt64 = 0

  public init() {}
}
