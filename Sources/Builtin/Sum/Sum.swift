public import LinuxSystem
public import Text

/// The sum of the integers 1…`limit`, `repeats` times over: waits for nothing.
public struct Sum: BuiltinWorkload {
  public static let workUnit = "additions"
  public static let needsOnlyCPU = true
  public static let sharesNothing = true

  /// About half a second of one core: enough for 50 samples, and short enough for a dozen rounds of both standard
  /// workloads in the default time, without which no outcome can be claimed.
  public static let defaultLimit: UInt64 = 2_000_000_000
  /// The largest N whose sum N(N+1)/2 fits `Int64`.
  public static let largestLimit: UInt64 = 4_294_967_295

  /// N, from 1 to ``largestLimit``.
  public let limit: UInt64
  /// From 1; `limit` × `repeats` fits `UInt64`.
  public let repeats: UInt64

  public init(limit: UInt64 = defaultLimit, repeats: UInt64 = 1) {
    self.limit = limit
    self.repeats = repeats
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    limit = try texts["limit"].map(Self.parseLimit) ?? Self.defaultLimit
    repeats = try texts["repeats"].map(Self.parseRepeats) ?? 1
    let most = UInt64.max / limit
    guard repeats <= most else {
      throw .usage(
        naming("--repeats", "\(repeats)"),
        why: "\(NumberText.count(limit)) additions that often are more than 2^64",
        remedy: "Ask for at most \(NumberText.count(most)) with this limit")
    }
  }

  public init?(recorded: [String: String]) {
    guard let limit = recorded["limit"].flatMap({ UInt64($0) }), limit <= Self.largestLimit,
      let repeats = recorded["repeats"].flatMap({ UInt64($0) }),
      !limit.multipliedReportingOverflow(by: repeats).overflow
    else { return nil }
    self.init(limit: limit, repeats: repeats)
  }

  public var recorded: [String: String] { ["limit": "\(limit)", "repeats": "\(repeats)"] }

  public var expectedWork: UInt64 { limit * repeats }

  public var expectedCheck: Int128 { Int128(limit) * (Int128(limit) + 1) / 2 * Int128(repeats) }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    SumKernel(limit: limit, repeats: repeats, share: share)
  }

  private static func parseLimit(_ text: String) throws(Refusal) -> UInt64 {
    UInt64(
      try WholeNumber.parse(
        text, option: "--limit", most: Int(largestLimit), none: "there is nothing to sum",
        more: "the sum of 1 to this number does not fit 64 bits",
        remedy: "Ask for 1 to \(NumberText.count(largestLimit)); for longer trials use --repeats"))
  }

  private static func parseRepeats(_ text: String) throws(Refusal) -> UInt64 {
    UInt64(
      try WholeNumber.parse(
        text, option: "--repeats", none: "there is nothing to do", more: "this is more than 2^63",
        remedy: "Ask for 1 or more, but fewer than 2^63"))
  }
}
