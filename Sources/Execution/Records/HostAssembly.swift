import Builtin
import HostProtocol
import LinuxSystem
import ProfileModel
import Text

/// Turns the evidence of a trial of hosts into its record: pure arithmetic, no readings.
struct HostAssembly {
  let configuration: Configuration
  let evidence: HostEvidence
  private let start: TrialBuilder

  init(
    _ planned: PlannedTrial, _ machine: MachineDescription, _ evidence: HostEvidence,
    fault: TrialFault?
  ) {
    configuration = planned.configuration
    self.evidence = evidence
    start = TrialBuilder(planned, machine, fault: fault)
  }

  func result() -> TrialResult {
    var builder = start
    builder.trial.cachedBytesBefore = evidence.cachedBytes
    builder.trial.workUnit = evidence.workload.map { type(of: $0).workUnit }
    guard let group = evidence.group else {
      builder.trial.markTotalsUnavailable("the trial did not come to its start")
      return builder.result()
    }
    describe(group, in: &builder)
    return builder.result(
      samples: evidence.sampler?.samples ?? [], origin: firstStart(group) ?? group.gateOpened)
  }

  private func describe(_ group: HostGroup, in builder: inout TrialBuilder) {
    builder.trial.workers = WorkerAssembly(
      configuration, evidence, group, accountsDelays: builder.accountsDelays
    ).records()
    addWork(group, to: &builder.trial)
    addTimes(group, to: &builder.trial)
    addMemory(to: &builder.trial)
    addHeld(to: &builder.trial)
    addMemoryPlacement(group, to: &builder.trial)
    addSampling(group, to: &builder)
    builder.add(evidence.watches)
    addChangedMasks(to: &builder.trial)
    if let waits = evidence.waits { builder.add(waits.tally, waits.places, waits.activity) { $0 } }
    builder.trial.readLatency = LatencySummary.summary(group.latencies)
    addReasons(to: &builder.trial)
  }

  private func firstStart(_ group: HostGroup) -> UInt64? {
    group.finished.compactMap { $0?.start }.min()
  }

  /// Totals, only when all workers are there: a part would look like a whole.
  private func addWork(_ group: HostGroup, to trial: inout Trial) {
    let all = group.finished.compactMap { $0 }
    guard all.count == group.finished.count, let workload = evidence.workload else {
      trial.markTotalsUnavailable(
        "\(group.finished.count - all.count) of \(group.finished.count) workers did not finish")
      return
    }
    trial.counters = Counters.sum(trial.workers.map(\.counters))
    trial.workDone = all.reduce(0) { $0 + $1.workDone }
    let check = all.reduce(Int128(0)) { $0 + $1.check }
    let expected = String(workload.expectedCheck)
    trial.check = Check(expected: expected, actual: String(check))
    guard trial.outcome == .completed else { return }
    if trial.check?.correct != true || trial.workDone != workload.expectedWork {
      trial.outcome = .failed
      trial.failure =
        "wrong result: check value \(check) instead of \(expected), "
        + "\(trial.workDone ?? 0) of \(workload.expectedWork) \(trial.workUnit ?? "units")"
    }
  }

  private func addTimes(_ group: HostGroup, to trial: inout Trial) {
    let finished = group.finished.compactMap { $0 }
    guard finished.count == group.finished.count, let first = finished.map(\.start).min(),
      let lastStart = finished.map(\.start).max(), let end = finished.map(\.end).max(),
      let spawned = group.hosts.first?.spawned, let ready = group.ready.compactMap(\.?.ready).max()
    else { return }
    trial.wallSeconds = seconds(from: first, to: end)
    trial.startSkewSeconds = seconds(from: first, to: lastStart)
    // The profiler's own preparations between the last ready and the gate are not the strategy's cost.
    trial.startupSeconds =
      seconds(from: spawned, to: ready) + seconds(from: group.gateOpened, to: first)
    if group.reaped > 0 {
      trial.teardownSeconds = seconds(from: group.released, to: group.reaped)
    }
  }

  private func addMemory(to trial: inout Trial) {
    guard let hold = evidence.hold else { return }
    trial.processes = hold.processes
    let memory = evidence.sampler?.memory
    for index in trial.processes.indices {
      trial.processes[index].peakPSSBytes = memory?.peakPSSByHost[index]
      if trial.processes[index].peakPSSBytes == nil {
        trial.processes[index].unavailable[.peakPSSBytes] = noPSS
      }
    }
    trial.peakPSSBytes = memory?.peakPSS
    trial.peakRSSBytes =
      trial.processes.count == 1 ? trial.processes[0].peakRSSBytes : memory?.peakRSS
  }

  private var noPSS: String {
    evidence.sampler?.isShort ?? false
      ? TrialBuilder.shortage
      : "smaps_rollup could not be read: it needs Linux 4.14 and the right to trace the process"
  }

  private func addHeld(to trial: inout Trial) {
    guard configuration.isPinned, evidence.hold != nil else { return }
    trial.held = trial.workers.allSatisfy { $0.held == true }
  }

  /// Whose mask the kernel changed in mid-trial.
  private func addChangedMasks(to trial: inout Trial) {
    for worker in trial.workers {
      guard let mask = worker.finalCPUs, mask != worker.obtainedCPUs else { continue }
      trial.notes.append(
        "Worker \(worker.index) was allowed on CPUs \(worker.obtainedCPUs.idList) at the start, "
          + "but on \(mask.idList) at the end: something changed its affinity.")
    }
  }

  private func addSampling(_ group: HostGroup, to builder: inout TrialBuilder) {
    let start = firstStart(group) ?? group.gateOpened
    let end = group.finished.compactMap { $0?.end }.max() ?? UInt64.max
    builder.add(
      evidence.sampler?.schedule, evidence.policy,
      pssSamples: evidence.sampler?.memory.pssSamples ?? 0, within: start...max(start, end))
    builder.addShortage(
      evidence.sampler?.isShort ?? false,
      followed: evidence.sampler.map { ($0.followed, of: group.ready.count) })
  }

  private func addReasons(to trial: inout Trial) {
    if trial.peakPSSBytes == nil { trial.unavailable[.peakPSSBytes] = noPSS }
    if trial.peakRSSBytes == nil {
      trial.unavailable[.peakRSSBytes] = "a process of the trial could not be read"
    }
    for worker in trial.workers {
      trial.unavailable.fill(from: worker.unavailable)
    }
    if evidence.workload.map({ type(of: $0).readsFile }) != true {
      trial.unavailable[.readLatency] = "not applicable: the workload times no reads"
    }
    if evidence.workload?.file == nil {
      trial.unavailable[.cachedBytesBefore] = "not applicable: the workload reads no file"
    }
    trial.unavailable[.sampleCoverage] = "not applicable: the workers read themselves"
    trial.unavailable[.exitStatus] = "not applicable: only commands have one"
    trial.unavailable[.outputFolder] = "not applicable: only commands write one"
  }
}
