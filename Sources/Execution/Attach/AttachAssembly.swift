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
    var totals = AttachTotals(evidence)
    totals.addDiskWait(accounted: builder.accountsDelays)
    totals.put(into: &builder.trial)
    let workers = TreeWorkers(
      threads, origin: opened, exact: [], accountsDelays: builder.accountsDelays
    ) { _ in [] }
    builder.trial.workers = workers.records
    for (thread, index) in workers.indices {
      AttachedThread.fill(
        &builder.trial.workers[index], threads[thread],
        isThere: evidence.atClosing.threads.contains(thread))
    }
    if workers.omitted > 0 {
      builder.trial.notes.append(
        "\(workers.omitted) of \(workers.omitted + workers.records.count) threads are not listed, only the busiest; the totals count all"
      )
    }
    AttachMemory(evidence).put(into: &builder.trial)
    builder.add(sampler.tally, sampler.places, sampler.activity) { workers.indices[$0] }
    builder.add(sampler.schedule, evidence.policy, pssSamples: sampler.memory.pssSamples)
    builder.add(evidence.watches)
    builder.addShortage(sampler.roster.isShort && sampler.roster.unfollowed == 0)
    addRemarks(sampler, to: &builder.trial)
    builder.trial.attached = AttachedProcesses(evidence).record
    builder.trial.unavailable[.attached] = nil
    return builder.result(samples: samples(sampler, workers), origin: opened)
  }

  private func addRemarks(_ sampler: TreeSampler, to trial: inout Trial) {
    if evidence.isOver, let wall = trial.wallSeconds {
      trial.notes.append(
        "it ended \(NumberText.duration(wall)) after the window was opened, which was to last \(NumberText.duration(evidence.requestedSeconds))"
      )
    }
    if sampler.roster.unfollowed > 0 {
      let reason =
        sampler.roster.isShort ? TrialBuilder.shortage : "there were too many at one time"
      trial.notes.append("\(sampler.roster.unfollowed) threads were not followed: \(reason)")
    }
    if let remark = SchedulerCheck.remark(about: trial.workers) { trial.notes.append(remark) }
  }

  private func samples(_ sampler: TreeSampler, _ workers: TreeWorkers) -> [Sample] {
    sampler.samples.compactMap { sample in
      guard let index = workers.indices[Int(sample.worker)],
        sample.instant >= threads[Int(sample.worker)].times.started
      else { return nil }
      var sample = sample
      sample.worker = Int32(index)
      return sample
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
    record.unavailable[.minorFaults] = nil
    record.unavailable[.majorFaults] = nil
    guard let voluntary = thread.counts.voluntarySwitches,
      let involuntary = thread.counts.involuntarySwitches
    else {
      for key in [Counters.CodingKeys.voluntaryContextSwitches, .involuntaryContextSwitches] {
        record.unavailable[key] = "it ended before its status was read"
      }
      return
    }
    record.counters.voluntaryContextSwitches = voluntary
    record.counters.involuntaryContextSwitches = involuntary
    record.unavailable[.voluntaryContextSwitches] = nil
    record.unavailable[.involuntaryContextSwitches] = nil
  }
}
