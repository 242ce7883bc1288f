/// A file that a workload reads, and what the page cache must hold of it when a trial starts.
public struct FileNeed: Hashable, Sendable {
  public var sizeBytes: UInt64
  /// Of one read.
  public var blockSizeBytes: UInt64
  public var cache: CacheState

  public enum CacheState: String, Sendable, CaseIterable {
    /// Whatever it holds: reads pass it by (`O_DIRECT`).
    case direct
    /// Nothing of the file.
    case cold
    /// All of it.
    case warm
  }

  public init(sizeBytes: UInt64, blockSizeBytes: UInt64, cache: CacheState) {
    self.sizeBytes = sizeBytes
    self.blockSizeBytes = blockSizeBytes
    self.cache = cache
  }
}
