public import LinuxSystem
public import Text

/// Reads of every block of a file, each once: waits for storage.
public struct FileRead: BuiltinWorkload {
  public static let workUnit = "bytes"
  public static let readsFile = true
  public static let sharesNothing = true

  /// Of the whole file; a multiple of ``blockSizeBytes``.
  public let sizeBytes: UInt64
  /// Of one read; a multiple of 512, at most ``largestBlock``.
  public let blockSizeBytes: UInt64
  public let access: BlockOrder.Access
  /// Where reads are answered from.
  public let cache: FileNeed.CacheState

  /// `O_DIRECT` wants offset, length and address aligned to the logical block, which is never below 512 bytes.
  private static let sector = Int64(SectorStamp.sectorBytes)
  /// `MAX_RW_COUNT` of the kernel for 4 KiB pages (`include/linux/fs.h`): no read returns more.
  private static let largestBlock: Int64 = 0x7fff_f000
  /// 8192 reads: about half a second where a read takes 60 µs, and 8 reads beyond the 99.9th percentile.
  static let defaultSize = ByteSize.mebibytes(32)
  static let defaultBlockSize = ByteSize.kibibytes(4)

  public init(
    sizeBytes: UInt64, blockSizeBytes: UInt64, access: BlockOrder.Access,
    cache: FileNeed.CacheState
  ) {
    self.sizeBytes = sizeBytes
    self.blockSizeBytes = blockSizeBytes
    self.access = access
    self.cache = cache
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let size = try Self.size(texts, standard: Self.defaultSize)
    let blockSize = try texts["block-size"].map(Self.parseBlockSize) ?? Self.defaultBlockSize
    self.init(
      sizeBytes: UInt64(size.bytes), blockSizeBytes: UInt64(blockSize.bytes),
      access: try WordList.choice(
        texts["access"], option: "--access", noun: "access", standard: .random),
      cache: try WordList.choice(
        texts["cache"], option: "--cache", noun: "cache mode", standard: .direct))
    try Self.checkFit(
      size: size, blockSize: blockSize, what: naming("--size", texts["size"] ?? "\(size)"))
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
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    // Without a path the kernel says that there is no such file.
    try FileReadKernel(self, of: site.file ?? "", seed: site.seed, share: share)
  }

  private static func parseBlockSize(_ text: String) throws(Refusal) -> ByteSize {
    let size = try ByteSize.parse(text, option: "--block-size")
    guard size.bytes <= largestBlock else {
      throw .usage(
        naming("--block-size", text),
        why: "Linux reads at most \(NumberText.count(largestBlock)) bytes at once",
        remedy: "Ask for 1GiB or less")
    }
    guard size.bytes.isMultiple(of: sector) else {
      throw .usage(
        naming("--block-size", text), why: "this is not a multiple of \(sector) bytes",
        remedy: "Use \(nearestSizes(to: size, multipleOf: sector))")
    }
    return size
  }

  private static func checkFit(
    size: ByteSize, blockSize: ByteSize, what: String
  ) throws(Refusal) {
    guard blockSize <= size else {
      throw .usage(
        what, why: "the file is smaller than one block of \(blockSize)",
        remedy: "Use --size \(blockSize) or more, or a smaller --block-size")
    }
    guard size.bytes.isMultiple(of: blockSize.bytes) else {
      throw .usage(
        what, why: "this is not a whole number of blocks of \(blockSize)",
        remedy: "Use --size \(nearestSizes(to: size, multipleOf: blockSize.bytes))")
    }
  }

  /// The multiples around a size that is none itself, nearest first.
  private static func nearestSizes(to size: ByteSize, multipleOf unit: Int64) -> String {
    let over = size.bytes % unit
    let below = ByteSize(bytes: size.bytes - over)
    let (next, overflow) = (size.bytes - over).addingReportingOverflow(unit)
    let above = overflow ? nil : ByteSize(bytes: next)
    let both = over * 2 < unit ? [below, above] : [above, below]
    return ListText.or(both.compactMap { $0?.description })
  }
}
