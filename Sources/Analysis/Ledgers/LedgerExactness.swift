import ProfileModel
import Text

/// Where each part of a ledger comes from, in the words of `exactness`.
struct LedgerExactness {
  /// A part's words, and whether it has a value.
  typealias Label = (text: String, isKnown: Bool)

  let trials: [TrialLedger]
  let workers: [WorkerLedger]
  let samples: WaitCounts

  func label(_ part: LedgerPart) -> Label {
    guard workers.contains(where: { $0.parts[part] != nil }) else {
      return ("unavailable: \(reason(part))", false)
    }
    switch part {
    case .user, .system:
      return (isSampled ?? "estimated: ticks split the exact time on the CPU", true)
    case .runQueue: return (runQueue, true)
    case .throttled: return (throttled, true)
    case .wait(.disk) where workers.allSatisfy(\.hasExactDisk): return ("exact", true)
    case .wait(let kind): return wait(kind)
    case .residual: return ("exact", true)
    }
  }

  /// How many of the recorded threads the ledger stands for.
  var wall: String {
    let recorded = trials.map(\.trial.workers.count).reduce(0, +)
    guard workers.count < recorded else { return isSampled ?? "exact" }
    let idle = trials.map(\.workers.leftOut).reduce(0, +)
    let others = recorded - workers.count - idle
    let reasons = [
      idle > 0 ? "\(idle) only waited for the others or lived briefly" : nil,
      others > 0 ? "\(others) could not be read to the end" : nil,
    ]
    return "\(isSampled ?? "exact"); of \(workers.count) of \(recorded) threads: "
      + ListText.and(reasons.compactMap(\.self))
  }

  private var isSampled: String? {
    workers.contains(where: \.isSampled) ? counted(samples.total) : nil
  }

  private var runQueue: String {
    let isEstimated = workers.contains { ($0.parts[.throttled] ?? 0) > 0 }
    if isEstimated { return "estimated: the exact wait for a CPU, less the estimated throttling" }
    return isSampled ?? "exact"
  }

  /// Nothing throttled is exact; more is summed over CPUs by the kernel, and shared out to workers.
  private var throttled: String {
    workers.allSatisfy { $0.parts[.throttled] == 0 }
      ? "exact" : "estimated: the group's throttled time per CPU, at most the wait for a CPU"
  }

  private func wait(_ kind: WaitKind) -> Label {
    let hasSlept = LedgerPart.waits.contains { wait in
      workers.contains { ($0.parts[wait] ?? 0) > 0 }
    }
    guard hasSlept else { return ("exact", true) }
    if samples.total == 0 {
      let words = "no sample was taken, so what was waited for is not known"
      return kind == .other ? ("estimated: \(words)", true) : ("unavailable: \(words)", false)
    }
    return samples.asleep > 0
      ? (counted(samples.asleep), true)
      : (
        kind == .other
          ? "estimated: no sample fell into it" : counted(samples.total), true
      )
  }

  private func counted(_ samples: Int) -> String {
    "sampled (\(ListText.counted(samples, "sample")))"
  }

  private func reason(_ part: LedgerPart) -> String {
    let key = part == .throttled ? part.key : LedgerPart.runQueue.key
    for trial in trials.map(\.trial) {
      if let reason = trial.unavailable.reasons[key] { return reason }
      for worker in trial.workers {
        if let reason = worker.unavailable.reasons[key] { return reason }
      }
    }
    return "not recorded"
  }
}
