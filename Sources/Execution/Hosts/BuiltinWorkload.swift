import HostProtocol
import ProfileModel

/// A built-in workload with its parameters: what the hosts are told, and the answer they must give.
struct BuiltinWorkload {
  let work: HostOrder.Work
  /// Units that all workers together must do.
  let expectedWork: UInt64
  let expectedCheck: String
  let workUnit: String
  /// State of the page cache to make before each trial; nil without a data file.
  let cache: CacheState?
  let dataFile: String?

  /// What the page cache holds of the data file when the work starts.
  enum CacheState: String {
    /// The cache is passed by (`O_DIRECT`).
    case direct
    /// Nothing of the file.
    case cold
    /// All of it.
    case warm
  }

  /// Nil when the configuration's parameters are not those of a built-in workload.
  init?(_ configuration: Configuration, dataFile: String?, seed: UInt64) {
    switch configuration.workload {
    case "cpu": self.init(sum: configuration.parameters)
    case "io": self.init(read: configuration.parameters, path: dataFile, seed: seed)
    case "memory": self.init(readMemory: configuration.parameters)
    default: return nil
    }
  }

  private init?(sum parameters: [String: ParameterValue]) {
    guard let limit = parameters.unsigned("limit"), let repeats = parameters.unsigned("repeats")
    else { return nil }
    work = .sum(limit: limit, repeats: repeats)
    expectedWork = limit * repeats
    expectedCheck = String(Int128(limit) * (Int128(limit) + 1) / 2 * Int128(repeats))
    workUnit = "additions"
    cache = nil
    dataFile = nil
  }

  private init?(readMemory parameters: [String: ParameterValue]) {
    guard let size = parameters.unsigned("sizeBytes"), let repeats = parameters.unsigned("repeats")
    else { return nil }
    work = .readMemory(sizeBytes: size, repeats: repeats)
    expectedWork = size * repeats
    expectedCheck = String(MemoryCheck.sum(words: size / 8, passes: repeats))
    workUnit = "bytes"
    cache = nil
    dataFile = nil
  }

  private init?(read parameters: [String: ParameterValue], path: String?, seed: UInt64) {
    guard let path, let size = parameters.unsigned("sizeBytes"),
      let blockSize = parameters.unsigned("blockSizeBytes"),
      let cache = parameters["cache"].flatMap({ CacheState(rawValue: $0.description) }),
      let access = parameters["access"]?.description
    else { return nil }
    work = .read(
      path: path, sizeBytes: size, blockSizeBytes: blockSize, random: access == "random",
      direct: cache == .direct, seed: seed)
    expectedWork = size
    // Each 512-byte sector carries its number, from 1.
    let sectors = Int128(size / 512)
    expectedCheck = String(sectors * (sectors + 1) / 2)
    workUnit = "bytes"
    self.cache = cache
    dataFile = path
  }
}

extension [String: ParameterValue] {
  fileprivate func unsigned(_ key: String) -> UInt64? {
    self[key]?.integerValue.flatMap { UInt64(exactly: $0) }
  }
}
