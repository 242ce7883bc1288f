public import LinuxSystem

/// The sum of the integers 1…`limit`, `repeats` times over: waits for nothing.
public struct Sum: BuiltinWorkload {
  public static let workUnit = "additions"

  public var limit: UInt64
  public var repeats: UInt64

  public init(limit: UInt64, repeats: UInt64) {
    self.limit = limit
    self.repeats = repeats
  }

  public init?(recorded: [String: String]) {
    guard let limit = recorded["limit"].flatMap({ UInt64($0) }),
      let repeats = recorded["repeats"].flatMap({ UInt64($0) })
    else { return nil }
    self.init(limit: limit, repeats: repeats)
  }

  public var recorded: [String: String] { ["limit": "\(limit)", "repeats": "\(repeats)"] }

  public var expectedWork: UInt64 { limit * repeats }

  public var expectedCheck: Int128 { Int128(limit) * (Int128(limit) + 1) / 2 * Int128(repeats) }

  public func kernel(
    for share: WorkerShare, file: String?, seed: UInt64
  ) throws(SystemError) -> any Kernel {
    SumKernel(limit: limit, repeats: repeats, share: share)
  }
}
