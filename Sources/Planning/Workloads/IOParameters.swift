public import ProfileModel
import Text

/// What the `io` workload reads, and how.
public struct IOParameters: Hashable, Sendable {
  public static let workload = "io"

  /// The order of the blocks.
  public enum Access: String, Sendable, CaseIterable {
    case random
    case sequential
  }

  /// Where reads are to be answered from.
  public enum Cache: String, Sendable, CaseIterable {
    /// `O_DIRECT`: past the page cache.
    case direct
    /// The file's pages are dropped before each trial.
    case cold
    /// The file is read once before each trial.
    case warm
  }

  /// Of the whole file; each trial reads every block once.
  public let size: ByteSize
  /// Of one read; a multiple of ``sector``, at most ``largestBlock``, and `size` is a multiple of it.
  public let blockSize: ByteSize
  public let access: Access
  public let cache: Cache
  /// Where the file is laid out, as typed; nil for the default (`TMPDIR` or `/var/tmp`).
  ///
  /// Not a parameter of the configuration: the study's design describes the storage.
  public let directory: String?

  /// `O_DIRECT` wants offset, length and address aligned to the logical block, which is never below 512 bytes.
  static let sector: Int64 = 512
  /// `MAX_RW_COUNT` of the kernel for 4 KiB pages (`include/linux/fs.h`): no read returns more.
  static let largestBlock: Int64 = 0x7fff_f000
  /// 8192 reads: about half a second where a read takes 60 µs, and 8 reads beyond the 99.9th percentile.
  public static let defaultSize = ByteSize.mebibytes(32)
  static let defaultBlockSize = ByteSize.kibibytes(4)

  /// The defaults: 32 MiB in random 4 KiB blocks, direct.
  public init() {
    size = Self.defaultSize
    blockSize = Self.defaultBlockSize
    access = .random
    cache = .direct
    directory = nil
  }

  /// Every argument is as typed after the option of its name; nil stands for the default.
  public init(
    size: String? = nil, blockSize: String? = nil, access: String? = nil, cache: String? = nil,
    directory: String? = nil
  ) throws(PlanRefusal) {
    self.size = try size.map(Self.parseSize) ?? Self.defaultSize
    self.blockSize = try blockSize.map(Self.parseBlockSize) ?? Self.defaultBlockSize
    self.access = try word(access, option: "--access", noun: "access", default: .random)
    self.cache = try word(cache, option: "--cache", noun: "cache mode", default: .direct)
    self.directory = directory
    if directory == "" {
      throw .usage(
        naming("--directory", ""), why: "the path is empty",
        remedy: "Name a directory on the storage to be measured")
    }
    try Self.checkFit(
      size: self.size, blockSize: self.blockSize, what: naming("--size", size ?? "\(self.size)"))
  }

  /// Blocks of the file.
  public var blocks: Int64 { size.bytes / blockSize.bytes }

  /// As they stand in a configuration.
  public var values: [String: ParameterValue] {
    [
      "sizeBytes": .integer(size.bytes),
      "blockSizeBytes": .integer(blockSize.bytes),
      "access": .text(access.rawValue),
      "cache": .text(cache.rawValue),
    ]
  }

  private static func parseSize(_ text: String) throws(PlanRefusal) -> ByteSize {
    try ByteSize.parse(text, option: "--size")
  }

  private static func parseBlockSize(_ text: String) throws(PlanRefusal) -> ByteSize {
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
  ) throws(PlanRefusal) {
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

/// One of an option's words, or the default when nothing was typed.
private func word<Choice: RawRepresentable<String> & CaseIterable>(
  _ text: String?, option: String, noun: String, default standard: Choice
) throws(PlanRefusal) -> Choice {
  guard let text else { return standard }
  guard let choice = Choice(rawValue: text) else {
    throw WordList.unknown(
      text, known: Choice.allCases.map(\.rawValue), option: option, noun: noun)
  }
  return choice
}
