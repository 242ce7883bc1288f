public import ProfileModel
import Text

/// What the `memory` workload reads: a buffer of `size`, split among the workers, `repeats` times.
public struct MemoryParameters: Hashable, Sendable {
  public static let workload = "memory"

  /// Of all workers' parts together; a multiple of ``unit``.
  public let size: ByteSize
  /// Passes, from 1.
  public let repeats: Int64

  /// Workers' parts begin and end on multiples of this.
  static let unit: Int64 = 4096
  static let leastDefault = ByteSize.mebibytes(256)
  /// A default trial reads about this much: half a second to a second of one core.
  static let defaultTraffic: Int64 = 8 << 30
  static let leastPasses: Int64 = 4
  /// The known answer is computed pass by pass.
  static let mostRepeats: Int64 = 1_000_000

  /// - Parameters:
  ///   - size: as typed after `--size`, nil for ``defaultSize(on:)``.
  ///   - repeats: as typed after `--repeats`, nil for as many as read about 8 GiB.
  public init(
    size: String? = nil, repeats: String? = nil, machine: MachineDescription
  ) throws(PlanRefusal) {
    self.size = try size.map(Self.parseSize) ?? Self.defaultSize(on: machine)
    self.repeats =
      try repeats.map(Self.parseRepeats)
      ?? max(Self.leastPasses, Self.defaultTraffic / self.size.bytes)
    try Self.requireMemory(
      for: self.size, what: naming("--size", size ?? "\(self.size)"), on: machine)
  }

  /// Past every cache: 4 times the largest one, 2 times all last-level caches together, at least 256 MiB, and at
  /// most a quarter of the memory that there is.
  static func defaultSize(on machine: MachineDescription) -> ByteSize {
    let caches = machine.lastLevelCaches
    let wanted = max(
      leastDefault.bytes, 4 * (caches.max() ?? 0), 2 * caches.reduce(0, +))
    let quarter = (machine.usableMemoryBytes ?? .max) / 4
    let bytes = min(wanted, max(quarter, unit))
    return ByteSize(bytes: bytes - bytes % unit) ?? leastDefault
  }

  /// As they stand in a configuration.
  public var values: [String: ParameterValue] {
    ["sizeBytes": .integer(size.bytes), "repeats": .integer(repeats)]
  }

  private static func parseSize(_ text: String) throws(PlanRefusal) -> ByteSize {
    let size = try ByteSize.parse(text, option: "--size")
    guard size.bytes.isMultiple(of: unit) else {
      let below = ByteSize(bytes: size.bytes - size.bytes % unit) ?? ByteSize.kibibytes(4)
      throw .usage(
        naming("--size", text), why: "this is not a multiple of 4KiB",
        remedy: "Use \(below) or \(leastDefault)")
    }
    return size
  }

  private static func parseRepeats(_ text: String) throws(PlanRefusal) -> Int64 {
    let remedy = "Ask for 1 to \(NumberText.count(mostRepeats)) passes, or a larger --size"
    switch WholeNumber(text) {
    case nil: throw .usage(naming("--repeats", text), why: reasonNotWhole(text), remedy: remedy)
    case .value(0):
      throw .usage(naming("--repeats", text), why: "there is nothing to read", remedy: remedy)
    case .value(let number) where number <= mostRepeats: return Int64(number)
    case .value, .huge:
      throw .usage(
        naming("--repeats", text),
        why: "these are more than \(NumberText.count(mostRepeats)) passes",
        remedy: remedy)
    }
  }

  private static func requireMemory(
    for size: ByteSize, what: String, on machine: MachineDescription
  ) throws(PlanRefusal) {
    guard let memory = machine.usableMemoryBytes, size.bytes >= memory else { return }
    let limit = ByteSize(bytes: memory - memory % unit).map { " (\($0))" } ?? ""
    throw .unavailable(
      what, why: "the buffer does not fit the memory that this process may use\(limit)",
      remedy: "Ask for less, such as \(defaultSize(on: machine))")
  }
}

extension MachineDescription {
  /// Sizes of the caches of the highest level that there is, each once.
  var lastLevelCaches: [Int64] {
    let data = caches.filter { $0.type != "Instruction" }
    let last = data.map(\.level).max()
    return data.filter { $0.level == last }.compactMap {
      $0.sizeBytes.flatMap { Int64(exactly: $0) }
    }
  }

  /// The smaller of the memory and its limit; nil when neither is known.
  var usableMemoryBytes: Int64? {
    [memoryBytes, memoryLimitBytes].compactMap { $0 }.min().map { Int64(clamping: $0) }
  }
}
