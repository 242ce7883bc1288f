/// Resident memory by segment (`smaps`), bytes; `MapKind` in `ProcFS` tells what each segment is.
public struct Segments: Codable, Sendable, Equatable {
  public var codeBytes: UInt64 = 0
  public var dataBytes: UInt64 = 0
  public var bssBytes: UInt64 = 0
  public var heapBytes: UInt64 = 0
  public var stackBytes: UInt64 = 0
  public var anonymousBytes: UInt64 = 0
  public var sharedMemoryBytes: UInt64 = 0
  public var otherBytes: UInt64 = 0
  /// Resident pages that other processes map too.
  public var sharedBytes: UInt64 = 0
  /// Resident pages of this process alone (USS).
  public var privateBytes: UInt64 = 0

  public init() {}
}
