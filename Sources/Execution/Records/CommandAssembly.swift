import HostProtocol
import LinuxSystem
import ProfileModel

/// Turns a command's evidence into its record: pure arithmetic, no readings.
struct CommandAssembly {
  private let start: TrialBuilder
  private let configuration: Configuration
  private let evidence: CommandEvidence
  /// Its end was ours, so that its time is not the command's.
  private let wasEnded: Bool

  init(
    _ planned: PlannedTrial, _ machine: MachineDescription, _ evidence: CommandEvidence,
    fault: TrialFault?
  ) {
    switch fault {
    case .timedOut, .tooManyProcesses, .needsTerminal, .interrupted: wasEnded = true
    default: wasEnded = false
    }
    start = TrialBuilder(planned, machine, fault: fault)
    configuration = planned.configuration
    self.evidence = evidence
  }

  func result() -> TrialResult {
    var builder = start
    builder.trial.outputFolder = evidence.outputFolder
    builder.trial.check = evidence.check
    builder.trial.reported = evidence.reported
    builder.trial.metrics = evidence.metrics
    addWhatNeverApplies(to: &builder.trial)
    if evidence.service == nil, evidence.spec.service != nil {
      builder.trial.unavailable[.startupSeconds] = "the server was not started"
    }
    if let problem = evidence.wakesProblem { builder.trial.unavailable[.criticalPath] = problem }
    guard let group = evidence.group, group.leaders.contains(where: { $0.pid != 0 }) else {
      return builder.result()
    }
    let samples = describe(group, in: &builder)
    let wakes = wasEnded ? nil : evidence.wakes(of: group, since: origin(group))
    if evidence.recordedWakes != nil, wakes == nil {
      builder.trial.unavailable[.criticalPath] = "the command did not end by itself"
    }
    var result = builder.result(samples: samples, origin: origin(group))
    result.wakes = wakes
    return result
  }

  private func origin(_ group: CommandGroup) -> UInt64 {
    evidence.service?.opened ?? group.firstSpawn ?? 0
  }

  /// - Returns: the samples of the threads that are recorded.
  private func describe(_ group: CommandGroup, in builder: inout TrialBuilder) -> [Sample] {
    addTimes(group, to: &builder.trial)
    CommandTotals(evidence, group, accountsDelays: builder.accountsDelays)
      .put(into: &builder.trial, wasEnded: wasEnded)
    let workers = workers(group, accountsDelays: builder.accountsDelays)
    workers.put(into: &builder.trial)
    addMemory(to: &builder.trial)
    let sampler = evidence.sampler
    if let sampler {
      builder.add(sampler.tally, sampler.places, sampler.activity) { workers.indices[$0] }
    }
    builder.add(
      sampler?.schedule, evidence.policy, pssSamples: sampler?.memory.pssSamples ?? 0)
    builder.add(
      evidence.watches,
      launcherCPUSeconds: Double(group.counts?.launcherNanoseconds ?? 0) / 1e9
        + (evidence.service?.loadCPUSeconds ?? 0),
      isOutlived: group.end?.leftovers ?? 0 > 0)
    if let roster = sampler?.roster, roster.unfollowed == 0 { builder.addShortage(roster.isShort) }
    if let remark = SchedulerCheck.remark(about: builder.trial.workers) {
      builder.trial.notes.append(remark)
    }
    CommandRemarks(evidence, group, configuration).add(to: &builder)
    return sampler.map(workers.samples) ?? []
  }

  private func addTimes(_ group: CommandGroup, to trial: inout Trial) {
    trial.exitStatus = CommandVerdict.exitStatus(group)
    if let service = evidence.service { return addServiceTimes(service, group, to: &trial) }
    if let asked = evidence.asked {
      trial.wallSeconds = seconds(from: origin(group), to: asked.instant)
      if let end = group.end {
        trial.teardownSeconds = seconds(from: asked.instant, to: end.instant)
      }
      return
    }
    let exits = group.leaders.compactMap(\.exit)
    guard !wasEnded, exits.count == group.leaders.count, let last = exits.map(\.instant).max()
    else {
      trial.unavailable[.wallSeconds] = "the command did not end by itself"
      trial.unavailable[.teardownSeconds] = "the command did not end by itself"
      return
    }
    trial.wallSeconds = seconds(from: origin(group), to: last)
    if let end = group.end { trial.teardownSeconds = seconds(from: last, to: end.instant) }
  }

  /// Of a server: the window's length, the time until it was ready, and the time that its end took.
  private func addServiceTimes(
    _ service: ServiceEvidence, _ group: CommandGroup, to trial: inout Trial
  ) {
    trial.service = service.record(server: evidence.sampler?.roster.threads.filter(\.wasRead) ?? [])
    trial.unavailable[.service] = nil
    trial.wallSeconds = service.windowSeconds
    if trial.wallSeconds == nil {
      trial.unavailable[.wallSeconds] = "the window was not opened and closed"
    }
    if let spawned = group.leaders.first?.spawned, let ready = service.ready {
      trial.startupSeconds = seconds(from: spawned, to: ready)
    } else {
      trial.unavailable[.startupSeconds] = "the server was not ready"
    }
    if let stopping = service.stopping, let end = group.end {
      trial.teardownSeconds = seconds(from: stopping, to: end.instant)
    } else {
      trial.unavailable[.teardownSeconds] = "the server was not asked to end"
    }
  }

  private func workers(_ group: CommandGroup, accountsDelays: Bool) -> TreeWorkers {
    let processes = evidence.sampler?.roster.processes ?? []
    return TreeWorkers(
      evidence.sampler?.roster.threads ?? [], origin: origin(group),
      exact: evidence.service == nil && evidence.asked == nil
        ? Set(group.leaders.filter { $0.exit != nil }.map(\.pid)) : [],
      accountsDelays: accountsDelays
    ) { configuration.cpus(ofCopy: processes[$0].copy) }
  }

  private func addMemory(to trial: inout Trial) {
    trial.peakGroupBytes = evidence.group?.counts?.groupPeakBytes
    if trial.peakGroupBytes != nil {
      trial.unavailable[.peakGroupBytes] = nil
      trial.totalsSources["peakGroupBytes"] = "cgroup"
    }
    guard let sampler = evidence.sampler else { return }
    TreeMemoryAssembly(isCommand: true).put(sampler, into: &trial)
  }

  private func addWhatNeverApplies(to trial: inout Trial) {
    if evidence.service == nil {
      trial.unavailable[.startupSeconds] =
        "not applicable: a command has no gate, so its start-up is part of its wall time"
    }
    trial.unavailable[.startSkewSeconds] = "not applicable: a command has no gate"
    for key in [Trial.CodingKeys.workDone, .workUnit] {
      trial.unavailable[key] = "not applicable: a command's work is its own"
    }
    if trial.check == nil {
      trial.unavailable[.check] =
        evidence.spec.service == nil
        ? "the command did not come to its end" : "not applicable: a server comes to no result"
    }
    trial.unavailable[.readLatency] = "not applicable: only the io workload times its reads"
    trial.unavailable[.cachedBytesBefore] = "not applicable: only the io workload has a data file"
  }
}
