import LinuxSystem
import ProfileModel
import Text

/// Turns what was seen through a window into its record: pure arithmetic, no readings.
struct AttachAssembly {
  private let start: TrialBuilder
  private let evidence: AttachEvidence
  private let threads: [TreeThread]

  init(
    _ planned: PlannedTrial, _ machine: MachineDescription, _ evidence: AttachEvidence,
    fault: TrialFault?
  ) {
    start = TrialBuilder(planned, machine, fault: fault)
    self.evidence = evidence
    threads = evidence.sampler?.roster.threads ?? []
  }

  func result() -> TrialResult {
    var builder = start
    addWhatNeverApplies(to: &builder.trial)
    guard let sampler = evidence.sampler, let opened = sampler.openedAt,
      let closed = sampler.closedAt
    else { return builder.result() }
    builder.trial.wallSeconds = seconds(from: opened, to: closed)
    AttachTotals(evidence, accountsDelays: builder.accountsDelays).put(into: &builder.trial)
    let workers = TreeWorkers(
      threads, origin: opened, exact: [], accountsDelays: builder.accountsDelays
    ) { _ in [] }
    workers.put(into: &builder.trial)
    for (thread, index) in workers.indices {
      AttachedThread.fill(
        &builder.trial.workers[index], threads[thread],
        isThere: evidence.atClosing.threads.contains(thread))
    }
    TreeMemoryAssembly(isCommand: false, readsPSS: evidence.readsMemory)
      .put(sampler, into: &builder.trial)
    builder.add(sampler.tally, sampler.places, sampler.activity) { workers.indices[$0] }
    builder.add(sampler.schedule, evidence.policy, pssSamples: sampler.memory.pssSamples)
    builder.add(evidence.watches)
    builder.addShortage(sampler.roster.isShort && sampler.roster.unfollowed == 0)
    addRemarks(sampler, to: &builder)
    builder.trial.attached = AttachedProcesses(evidence).record
    builder.trial.unavailable[.attached] = nil
    return builder.result(samples: workers.samples(of: sampler), origin: opened)
  }

  private func addRemarks(_ sampler: TreeSampler, to builder: inout TrialBuilder) {
    if evidence.isOver, let wall = builder.trial.wallSeconds {
      builder.trial.notes.append(
        "it ended \(NumberText.duration(wall)) after the window was opened, which was to last \(NumberText.duration(evidence.requestedSeconds))"
      )
    }
    builder.addUnfollowed(sampler.roster)
    if let remark = SchedulerCheck.remark(about: builder.trial.workers) {
      builder.trial.notes.append(remark)
    }
  }

  private func addWhatNeverApplies(to trial: inout Trial) {
    let running = "not applicable: it was running already"
    for key in [
      Trial.CodingKeys.startupSeconds, .startSkewSeconds, .teardownSeconds, .exitStatus,
    ] {
      trial.unavailable[key] = running
    }
    trial.unavailable[.check] = running
    trial.unavailable[.workDone] = "not applicable: its work is its own"
    trial.unavailable[.workUnit] = "not applicable: its work is its own"
    trial.unavailable[.readLatency] = "not applicable: only the io workload times its reads"
    trial.unavailable[.cachedBytesBefore] = "not applicable: only the io workload has a data file"
    trial.unavailable[.attached] = "the window was not opened and closed"
    if evidence.sampler == nil {
      trial.unavailable[.wallSeconds] = "the window was not opened and closed"
    }
  }
}

/// What is known of an attached thread beyond its times.
private enum AttachedThread {
  static func fill(_ record: inout WorkerRecord, _ thread: TreeThread, isThere: Bool) {
    // Read at both ends, or at its birth: no tick is missing.
    if isThere { record.exactness = "exact" }
    record.counters.minorFaults = thread.counts.minorFaults
    record.counters.majorFaults = thread.counts.majorFaults
    for key in Counters.CodingKeys.faults { record.unavailable[key] = nil }
    let switches = [thread].switches
    record.counters.voluntaryContextSwitches = switches?.voluntary
    record.counters.involuntaryContextSwitches = switches?.involuntary
    for key in Counters.CodingKeys.switches {
      record.unavailable[key] = switches == nil ? "it ended before its status was read" : nil
    }
  }
}
