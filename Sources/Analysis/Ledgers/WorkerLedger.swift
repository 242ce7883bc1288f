import ProfileModel

/// One worker's wall time, split into parts that add up to it.
struct WorkerLedger {
  let wallSeconds: Double
  /// Wall time of the trial, and its beginning to this worker's start, seconds; nil when they are not known.
  let trialSeconds: Double?
  let notStartedSeconds: Double?
  /// Seconds; a part that could not be measured is missing.
  private(set) var parts: [LedgerPart: Double] = [:]
  /// Whether the time on the CPU is a last reading's and not the final one.
  let isSampled: Bool
  /// Whether the kernel accounted the waits for storage.
  private(set) var hasExactDisk = false

  /// Nil when the wall time or the CPU time of the worker is not known.
  ///
  /// - Parameters:
  ///   - counts: samples of the worker; where none fell into its sleep, of its trial and then of all trials.
  ///   - throttledSecondsPerCPU: time that the quota stopped each CPU for; nil when it is not known.
  ///   - trialSeconds: wall time of the trial; nil when it is not known.
  init?(
    _ worker: WorkerRecord, counts: [WaitCounts], throttledSecondsPerCPU: Double?,
    trialSeconds: Double? = nil
  ) {
    let counters = worker.counters
    guard let wall = worker.wallSeconds, let user = counters.userSeconds,
      let system = counters.systemSeconds
    else { return nil }
    wallSeconds = wall
    self.trialSeconds = trialSeconds
    notStartedSeconds = worker.startOffsetSeconds.map { max(0, $0) }
    isSampled = worker.exactness != "exact"
    parts[.user] = user
    parts[.system] = system
    if let waited = counters.runQueueSeconds {
      let throttled = throttledSecondsPerCPU.map { min(waited, $0) }
      parts[.throttled] = throttled
      parts[.runQueue] = waited - (throttled ?? 0)
      // Recomputed: the record's own `sleepSeconds` is clamped.
      addWaits(max(0, wall - user - system - waited), counters.diskWaitSeconds, counts)
    }
    // In a fixed order: a dictionary's own differs from run to run, and so would the last digits.
    let known = LedgerPart.allCases.compactMap { parts[$0] }
    parts[.residual] = wall - known.reduce(0, +)
  }

  /// Whether the time off the CPU could be told from waiting for one.
  var isComplete: Bool { parts[.runQueue] != nil }

  private mutating func addWaits(
    _ asleep: Double, _ diskWait: Double?, _ candidates: [WaitCounts]
  ) {
    for part in LedgerPart.waits { parts[part] = 0 }
    var rest = asleep
    var counts = candidates
    if let diskWait, !Self.isPartial(diskWait, asleep, candidates) {
      hasExactDisk = true
      parts[.wait(.disk)] = diskWait
      // The account comes in ticks of 10 ms and may exceed the time: that shows in the residual.
      rest = max(0, asleep - diskWait)
      counts = candidates.map { $0.leavingOut(.disk) }
    }
    let split = counts.lazy.compactMap { $0.split(rest) }.first ?? [.other: rest]
    for (kind, seconds) in split { parts[.wait(kind), default: 0] += seconds }
  }

  /// Whether samples saw far more waiting for storage than the kernel accounted.
  ///
  /// Its account covers block devices of this kernel; NFS, FUSE and the like wait elsewhere. Ten samples and twice the
  /// time keep the samples' own error from deciding.
  private static func isPartial(
    _ diskWait: Double, _ asleep: Double, _ candidates: [WaitCounts]
  ) -> Bool {
    guard let own = candidates.first, own[.disk] >= 10, let split = own.split(asleep) else {
      return false
    }
    return (split[.disk] ?? 0) > 2 * diskWait + 0.02
  }

  /// Puts throttling back into the wait for a CPU: for averages over workers of which some lack it.
  mutating func mergeThrottling() {
    guard let throttled = parts.removeValue(forKey: .throttled) else { return }
    parts[.runQueue, default: 0] += throttled
  }
}
