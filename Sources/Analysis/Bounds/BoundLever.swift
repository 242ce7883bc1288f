import ProfileModel
import Text

/// What would help against a bound.
struct BoundLever {
  private let configuration: Configuration
  private let shares: LedgerShares
  private let shortage: CPUShortage
  private let lock: LockEvidence?
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
    self.lock = lock
    self.machine = machine
    self.knee = knee
  }

  func words(_ kind: Bound.Kind) -> String {
    switch kind {
    case .cpuUser: moreWorkers ?? "less work per unit, or more CPUs"
    case .cpuKernel:
      "fewer or larger system calls" + (moreWorkers.map { "; or \($0)" } ?? "")
    case .storage: storage
    case .lock: lockLever
    case .starved: shortage.lever
    case .throttled: throttled
    case .peer: "a faster peer, or more in flight: more workers that do not wait for each other"
    case .timer: "shorter sleeps, or more workers that sleep side by side"
    case .memory:
      "fewer workers, or another placement: workers on cores that share no cache or memory node"
    case .mixed: mixed
    }
  }

  /// While CPUs are free.
  private var moreWorkers: String? {
    let free = shortage.allowedCPUs - configuration.workers
    guard free > 0, shortage.workers < shortage.allowedCPUs else { return nil }
    return "more workers: \(ListText.counted(free, "CPU")) more may be used"
  }

  private var storage: String {
    guard let knee, knee < configuration.workers else {
      return "more workers, so that more requests are in flight; or faster storage"
    }
    return
      "faster storage: beyond \(ListText.counted(knee, "worker")) more requests in flight buy little"
  }

  private var lockLever: String {
    let isShared = lock.map { $0.lock.record.process == nil } ?? true
    if isShared || configuration.threadsPerProcess == 1 && configuration.processes > 1 {
      return "hold the lock for less, or split it; else fewer workers"
    }
    return lock?.isConsistentWithGIL == true
      ? "processes, each of which has a lock of its own; or an interpreter without a GIL"
      : "processes, each of which has a lock of its own; or hold the lock for less"
  }

  private var throttled: String {
    guard let quota = machine.cpuQuotaCores else { return "more CPU quota" }
    let more = "more quota: the group may use \(NumberText.amount(quota)) cores"
    guard shortage.workers > 1, Double(shortage.workers) > quota else { return more }
    let fitting = max(1, Int(quota.rounded(.down)))
    return "\(more); or fewer workers: \(fitting) can use it up"
  }

  /// Of the largest part that has one.
  private var mixed: String {
    let parts = LedgerPart.allCases.filter { $0.bound != nil }
      .filter { $0 != .runQueue || !shortage.isHandOver }
    guard let largest = parts.max(by: { shares[$0] < shares[$1] }), let kind = largest.bound,
      shares[largest] >= BoundThreshold.mention
    else { return "samples at a shorter interval (--sample-interval), to tell what is waited for" }
    return "for its \(largest.words) part, \(words(kind))"
  }
}
