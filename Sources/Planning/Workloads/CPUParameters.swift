public import ProfileModel
import Text

/// What the `cpu` workload computes: the sum of 1…`limit`, `repeats` times.
public struct CPUParameters: Hashable, Sendable {
  public static let workload = "cpu"
  /// About half a second of one core: enough for 50 samples, and short enough for a dozen rounds of both workloads
  /// in the default time, without which no outcome can be claimed.
  public static let defaultLimit: Int64 = 2_000_000_000
  /// The largest N whose sum N(N+1)/2 fits `Int64`.
  public static let largestLimit: Int64 = 4_294_967_295

  /// N, from 1 to ``largestLimit``.
  public let limit: Int64
  /// From 1; `limit` × `repeats` additions fit `UInt64`.
  public let repeats: Int64

  /// The defaults: ``defaultLimit`` once.
  public init() {
    limit = Self.defaultLimit
    repeats = 1
  }

  /// - Parameters:
  ///   - limit: as typed after `--limit`, nil for the default.
  ///   - repeats: as typed after `--repeats`, nil for 1.
  public init(limit: String?, repeats: String?) throws(PlanRefusal) {
    self.limit = try limit.map(Self.parseLimit) ?? Self.defaultLimit
    self.repeats = try repeats.map(Self.parseRepeats) ?? 1
    let most = UInt64.max / UInt64(self.limit)
    guard UInt64(self.repeats) <= most else {
      throw .usage(
        naming("--repeats", "\(self.repeats)"),
        why: "\(NumberText.count(self.limit)) additions that often are more than 2^64",
        remedy: "Ask for at most \(NumberText.count(most)) with this limit")
    }
  }

  /// Additions of one trial.
  public var additions: UInt64 { UInt64(limit) * UInt64(repeats) }

  /// As they stand in a configuration.
  public var values: [String: ParameterValue] {
    ["limit": .integer(limit), "repeats": .integer(repeats)]
  }

  private static func parseLimit(_ text: String) throws(PlanRefusal) -> Int64 {
    let remedy =
      "Ask for 1 to \(NumberText.count(largestLimit)); for longer trials use --repeats"
    switch WholeNumber(text) {
    case nil:
      throw .usage(naming("--limit", text), why: reasonNotWhole(text), remedy: remedy)
    case .value(0):
      throw .usage(naming("--limit", text), why: "there is nothing to sum", remedy: remedy)
    case .value(let number) where number <= largestLimit:
      return Int64(number)
    case .value, .huge:
      throw .usage(
        naming("--limit", text), why: "the sum of 1 to this number does not fit 64 bits",
        remedy: remedy)
    }
  }

  private static func parseRepeats(_ text: String) throws(PlanRefusal) -> Int64 {
    let remedy = "Ask for 1 or more"
    switch WholeNumber(text) {
    case nil:
      throw .usage(naming("--repeats", text), why: reasonNotWhole(text), remedy: remedy)
    case .value(0):
      throw .usage(naming("--repeats", text), why: "there is nothing to do", remedy: remedy)
    case .value(let number):
      return Int64(number)
    case .huge:
      throw .usage(
        naming("--repeats", text), why: "this is more than 2^63", remedy: "Ask for fewer")
    }
  }
}
