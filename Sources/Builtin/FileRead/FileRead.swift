public import LinuxSystem

/// Reads of every block of a file, each once: waits for storage.
public struct FileRead: BuiltinWorkload {
  public static let workUnit = "bytes"

  /// Of the whole file; a multiple of ``blockSizeBytes``.
  public var sizeBytes: UInt64
  /// Of one read; a multiple of 512.
  public var blockSizeBytes: UInt64
  public var access: BlockOrder.Access
  /// Where reads are answered from.
  public var cache: FileNeed.CacheState

  public init(
    sizeBytes: UInt64, blockSizeBytes: UInt64, access: BlockOrder.Access,
    cache: FileNeed.CacheState
  ) {
    self.sizeBytes = sizeBytes
    self.blockSizeBytes = blockSizeBytes
    self.access = access
    self.cache = cache
  }

  public init?(recorded: [String: String]) {
    guard let sizeBytes = recorded["sizeBytes"].flatMap({ UInt64($0) }),
      let blockSizeBytes = recorded["blockSizeBytes"].flatMap({ UInt64($0) }), blockSizeBytes > 0,
      let access = recorded["access"].flatMap(BlockOrder.Access.init(rawValue:)),
      let cache = recorded["cache"].flatMap(FileNeed.CacheState.init(rawValue:))
    else { return nil }
    self.init(sizeBytes: sizeBytes, blockSizeBytes: blockSizeBytes, access: access, cache: cache)
  }

  public var recorded: [String: String] {
    [
      "sizeBytes": "\(sizeBytes)", "blockSizeBytes": "\(blockSizeBytes)",
      "access": access.rawValue, "cache": cache.rawValue,
    ]
  }

  public var expectedWork: UInt64 { sizeBytes }

  public var expectedCheck: Int128 {
    SectorStamp.sum(sectors: sizeBytes / UInt64(SectorStamp.sectorBytes))
  }

  public var file: FileNeed? {
    FileNeed(sizeBytes: sizeBytes, blockSizeBytes: blockSizeBytes, cache: cache)
  }

  public func kernel(
    for share: WorkerShare, file: String?, seed: UInt64
  ) throws(SystemError) -> any Kernel {
    // Without a path the kernel says that there is no such file.
    try FileReadKernel(self, of: file ?? "", seed: seed, share: share)
  }
}
