public import LinuxSystem
public import Text

/// Reads of a buffer of `sizeBytes`, split among the workers, `repeats` times over: waits for memory.
public struct MemoryRead: BuiltinWorkload {
  public static let workUnit = "bytes"
  public static let streamsMemory = true
  public static let sharesNothing = true

  /// Of all workers' parts together; a multiple of ``MemoryReadKernel/unit``.
  public let sizeBytes: UInt64
  /// Passes, from 1.
  public let repeats: UInt64

  static let leastDefault = ByteSize.mebibytes(256)
  /// A default trial reads about this much: half a second to a second of one core.
  private static let defaultTraffic: Int64 = 8 << 30
  private static let leastPasses: Int64 = 4
  /// The known answer is computed pass by pass.
  private static let mostRepeats = 1_000_000
  private static let unit = Int64(MemoryReadKernel.unit)

  public init(sizeBytes: UInt64, repeats: UInt64) {
    self.sizeBytes = sizeBytes
    self.repeats = repeats
  }

  /// What is not asked for: ``defaultSize(on:)``, and as many passes as read about 8 GiB.
  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let size = try texts["size"].map(Self.parseSize) ?? Self.defaultSize(on: machine)
    let passes = max(Self.leastPasses, Self.defaultTraffic / size.bytes)
    self.init(
      sizeBytes: UInt64(size.bytes),
      repeats: UInt64(try texts["repeats"].map(Self.parseRepeats) ?? Int(passes)))
    try Self.requireMemory(
      for: size, what: naming("--size", texts["size"] ?? "\(size)"), on: machine)
  }

  public init?(recorded: [String: String]) {
    guard let sizeBytes = recorded["sizeBytes"].flatMap({ UInt64($0) }),
      let repeats = recorded["repeats"].flatMap({ UInt64($0) }),
      !sizeBytes.multipliedReportingOverflow(by: repeats).overflow
    else { return nil }
    self.init(sizeBytes: sizeBytes, repeats: repeats)
  }

  public var recorded: [String: String] { ["sizeBytes": "\(sizeBytes)", "repeats": "\(repeats)"] }

  public var expectedWork: UInt64 { sizeBytes * repeats }

  public var expectedCheck: Int128 { MemoryCheck.sum(words: sizeBytes / 8, passes: repeats) }

  public var bufferBytes: UInt64? { sizeBytes }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    try MemoryReadKernel(sizeBytes: sizeBytes, repeats: repeats, share: share)
  }

  /// Past every cache: 4 times the largest one, 2 times all last-level caches together, at least 256 MiB, and at
  /// most a quarter of the memory that there is.
  private static func defaultSize(on machine: MachineMemory) -> ByteSize {
    let caches = machine.lastLevelCaches
    let wanted = max(
      leastDefault.bytes, 4 * (caches.max() ?? 0), 2 * caches.reduce(0, +))
    let quarter = (machine.usableBytes ?? .max) / 4
    let bytes = min(wanted, max(quarter, unit))
    return ByteSize(bytes: bytes - bytes % unit) ?? leastDefault
  }

  private static func parseSize(_ text: String) throws(Refusal) -> ByteSize {
    let size = try ByteSize.parse(text, option: "--size")
    guard size.bytes.isMultiple(of: unit) else {
      let below = ByteSize(bytes: size.bytes - size.bytes % unit) ?? ByteSize.kibibytes(4)
      throw .usage(
        naming("--size", text), why: "this is not a multiple of 4KiB",
        remedy: "Use \(below) or \(leastDefault)")
    }
    return size
  }

  private static func parseRepeats(_ text: String) throws(Refusal) -> Int {
    let most = NumberText.count(mostRepeats)
    return try WholeNumber.parse(
      text, option: "--repeats", most: mostRepeats, none: "there is nothing to read",
      more: "these are more than \(most) passes",
      remedy: "Ask for 1 to \(most) passes, or a larger --size")
  }

  private static func requireMemory(
    for size: ByteSize, what: String, on machine: MachineMemory
  ) throws(Refusal) {
    guard let memory = machine.usableBytes, size.bytes >= memory else { return }
    let limit = ByteSize(bytes: memory - memory % unit).map { " (\($0))" } ?? ""
    throw .unavailable(
      what, why: "the buffer does not fit the memory that this process may use\(limit)",
      remedy: "Ask for less, such as \(defaultSize(on: machine))")
  }
}
