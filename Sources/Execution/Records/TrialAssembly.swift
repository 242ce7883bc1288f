import Builtin
import HostProtocol
import LinuxSystem
import ProfileModel

/// Turns a trial's evidence into its record: pure arithmetic, no readings.
struct TrialAssembly {
  let planned: PlannedTrial
  let configuration: Configuration
  let machine: MachineDescription
  let evidence: TrialEvidence

  init(
    _ planned: PlannedTrial, _ machine: MachineDescription, _ evidence: TrialEvidence
  ) {
    self.planned = planned
    self.configuration = planned.configuration
    self.machine = machine
    self.evidence = evidence
  }

  func result(fault: TrialFault?) -> TrialResult {
    var trial = Trial(
      configuration: planned.configuration.id, round: planned.round, position: planned.position,
      warmup: planned.warmup, twin: planned.twin)
    var interrupt: Int32?
    if let fault {
      trial.outcome = .failed
      trial.failure = "\(fault)"
      if case .interrupted(let signal) = fault {
        trial.outcome = .interrupted
        interrupt = signal
      }
    }
    trial.cachedBytesBefore = evidence.cachedBytes
    trial.workUnit = evidence.workload.map { type(of: $0).workUnit }
    guard let group = evidence.group else {
      trial.markTotalsUnavailable("the trial did not come to its start")
      return TrialResult(trial: trial, interrupt: interrupt)
    }
    describe(group, in: &trial)
    return TrialResult(
      trial: trial, samples: evidence.sampler?.samples ?? [],
      origin: firstStart(group) ?? group.gateOpened,
      interrupt: interrupt)
  }

  private func describe(_ group: HostGroup, in trial: inout Trial) {
    trial.workers = WorkerAssembly(configuration, evidence, group, machine).records()
    addWork(group, to: &trial)
    addTimes(group, to: &trial)
    addMemory(to: &trial)
    addHeld(to: &trial)
    addMemoryPlacement(group, to: &trial)
    addCPUChanges(to: &trial)
    trial.sampling = samplingRecord(group)
    trial.environment = evidence.watch.record(hostCPUSeconds: trial.counters.cpuSeconds)
    addWaits(group, to: &trial)
    trial.readLatency = LatencySummary.of(group.latencies)
    let disturbances = Disturbance.reasons(trial, on: machine)
    trial.disturbed = !disturbances.isEmpty
    trial.notes += disturbances
    addReasons(to: &trial)
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
    let sampler = evidence.sampler
    for index in trial.processes.indices {
      trial.processes[index].peakPSSBytes = sampler?.peakPSSByProcess[index]
      if trial.processes[index].peakPSSBytes == nil {
        trial.processes[index].unavailable["peakPSSBytes"] = Self.noPSS
      }
    }
    trial.peakPSSBytes = sampler?.peakPSS
    trial.peakRSSBytes =
      trial.processes.count == 1 ? trial.processes[0].peakRSSBytes : sampler?.peakRSS
  }

  private func addWaits(_ group: HostGroup, to trial: inout Trial) {
    let throttling = evidence.throttle.result
    trial.throttledSeconds = throttling.seconds
    if let reason = throttling.reason { trial.unavailable["throttledSeconds"] = reason }
    guard let waits = evidence.waits else { return }
    var assembly = WaitAssembly(places: waits.places)
    trial.waits = assembly.records(waits.tally) { $0 }
  }

  private static let noPSS =
    "smaps_rollup could not be read: it needs Linux 4.14 and the right to trace the process"

  private func addHeld(to trial: inout Trial) {
    guard configuration.isPinned, evidence.hold != nil else { return }
    trial.held = trial.workers.allSatisfy { $0.held == true }
  }

  private func samplingRecord(_ group: HostGroup) -> SamplingRecord {
    var record = SamplingRecord(requestedIntervalSeconds: evidence.policy.intervalSeconds)
    guard let sampler = evidence.sampler else { return record }
    let finished = group.finished.compactMap { $0 }
    let start = finished.map(\.start).min() ?? group.gateOpened
    let end = finished.map(\.end).max() ?? UInt64.max
    let instants = sampler.instants.filter { $0 >= start && $0 <= end }
    record.samples = instants.count
    record.late = sampler.late
    if let first = instants.first, let last = instants.last, instants.count > 1 {
      record.achievedIntervalSeconds =
        seconds(from: first, to: last) / Double(instants.count - 1)
    }
    if let before = evidence.samplerStart, let after = evidence.samplerEnd {
      record.samplerCPUSeconds = seconds(from: before, to: after)
    }
    record.pssBudget = evidence.policy.pssBudget
    record.pssSamples = sampler.pssSamples
    return record
  }

  private func addReasons(to trial: inout Trial) {
    if trial.peakPSSBytes == nil { trial.unavailable["peakPSSBytes"] = Self.noPSS }
    if trial.peakRSSBytes == nil {
      trial.unavailable["peakRSSBytes"] = "a process of the trial could not be read"
    }
    for worker in trial.workers {
      trial.unavailable.merge(worker.unavailable) { first, _ in first }
    }
    if evidence.workload?.file == nil {
      trial.unavailable["readLatency"] = "not applicable: the workload reads no file"
      trial.unavailable["cachedBytesBefore"] = "not applicable: the workload reads no file"
    }
    trial.unavailable["sampleCoverage"] = "not applicable: the workers read themselves"
    trial.unavailable["exitStatus"] = "not applicable: only commands have one"
    trial.unavailable["outputFolder"] = "not applicable: only commands write one"
    if !configuration.isPinned { trial.unavailable["held"] = "not applicable: nothing was pinned" }
  }

  private func seconds(from start: UInt64, to end: UInt64) -> Double {
    end >= start ? Double(end - start) / 1e9 : 0
  }
}
