import ProfileModel
import Text

/// What would help against a bound.
struct BoundLever {
  private let configuration: Configuration
  private let shares: LedgerShares
  private let shortage: CPUShortage
  private let foremost: LockEvidence?
  private let machine: MachineDescription
  /// Workers beyond which another one buys little in this study; nil when it is not known.
  private let knee: Int?

  init(
    _ split: ConfigurationLedger, shares: LedgerShares, shortage: CPUShortage,
    lock: LockEvidence?, machine: MachineDescription, knee: Int?
  ) {
    configuration = split.configuration
    self.shares = shares
    self.shortage = shortage
    foremost = lock
    self.machine = machine
    self.knee = knee
  }

  /// While CPUs are free.
  var moreWorkers: String? {
    let free = shortage.allowedCPUs - configuration.workers
    guard free > 0, shortage.workers < shortage.allowedCPUs else { return nil }
    return "more workers: \(ListText.counted(free, "CPU")) more may be used"
  }

  var storage: String {
    guard let knee, knee < configuration.workers else {
      return "more workers, so that more requests are in flight; or faster storage"
    }
    return
      "faster storage: beyond \(ListText.counted(knee, "worker")) more requests in flight buy little"
  }

  var starved: String { shortage.lever }

  var lock: String {
    let isShared = foremost.map { $0.lock.record.process == nil } ?? true
    if isShared || configuration.threadsPerProcess == 1 && configuration.processes > 1 {
      return "hold the lock for less, or split it; else fewer workers"
    }
    return foremost?.isConsistentWithGIL == true
      ? "processes, each of which has a lock of its own; or an interpreter without a GIL"
      : "processes, each of which has a lock of its own; or hold the lock for less"
  }

  var throttled: String {
    guard let quota = machine.cpuQuotaCores else { return "more CPU quota" }
    let more = "more quota: the group may use \(NumberText.amount(quota)) cores"
    guard shortage.workers > 1, Double(shortage.workers) > quota else { return more }
    let fitting = max(1, Int(quota.rounded(.down)))
    return "\(more); or fewer workers: \(fitting) can use it up"
  }

  /// The largest part that names a bound; nil where none is worth a word.
  var largestPart: LedgerPart? {
    LedgerPart.allCases.filter { $0.bound != nil && ($0 != .runQueue || !shortage.isHandOver) }
      .max { shares[$0] < shares[$1] }.flatMap { shares[$0] >= BoundThreshold.mention ? $0 : nil }
  }
}
