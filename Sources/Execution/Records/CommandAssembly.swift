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
  private static let mostProcesses = 256
  /// Sources that differ by more are worth a remark: one of them does not see all.
  private static let agreement = 0.02

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
    evidence.service?.opened ?? group.leaders.map(\.spawned).filter { $0 > 0 }.min() ?? 0
  }

  /// - Returns: the samples of the threads that are recorded.
  private func describe(_ group: CommandGroup, in builder: inout TrialBuilder) -> [Sample] {
    addTimes(group, to: &builder.trial)
    addTotals(group, to: &builder)
    let workers = workers(group, accountsDelays: builder.accountsDelays)
    builder.trial.workers = workers.records
    if workers.omitted > 0 {
      builder.trial.notes.append(
        "\(workers.omitted) of \(workers.omitted + workers.records.count) threads are not listed, only the busiest; the totals count all"
      )
    }
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
    CommandRemarks(evidence, group, configuration).add(to: &builder.trial)
    return samples(of: workers)
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

  private func addTotals(_ group: CommandGroup, to builder: inout TrialBuilder) {
    var totals = CommandTotals(evidence, group)
    totals.addDiskWait(accounted: builder.accountsDelays)
    add(totals, group, to: &builder.trial)
  }

  private func add(_ totals: CommandTotals, _ group: CommandGroup, to trial: inout Trial) {
    trial.counters = totals.counters
    trial.totalsTier = totals.source
    trial.totalsSources = totals.sources
    trial.cpuSecondsBySource = totals.cpuBySource
    trial.sampleCoverage = totals.coverage
    if totals.coverage == nil {
      trial.unavailable[.sampleCoverage] = "there is no exact total to compare the samples with"
    }
    trial.unavailable.fill(from: totals.unavailable)
    if let remark = totals.remark { trial.notes.append(remark) }
    // What outlives the command is in some sources' totals and not in others', and so is what comes after its time.
    guard !wasEnded, evidence.asked == nil, group.end?.leftovers ?? 0 == 0 else { return }
    let exact = totals.cpuBySource.filter { $0.key != TotalsTier.sampled.rawValue }.values
    if let least = exact.min(), let most = exact.max(), least < most * (1 - Self.agreement),
      most - least > 0.005
    {
      let list = totals.cpuBySource.sorted { $0.key < $1.key }.map {
        "\($0.key) \(Int(($0.value * 1000).rounded())) ms"
      }
      trial.notes.append("sources of CPU time differ: \(list.joined(separator: ", "))")
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
    trial.peakRSSBytes = sampler.memory.peakRSS
    trial.peakPSSBytes = sampler.memory.peakPSS
    for key in ["peakRSSBytes", "peakPSSBytes"] { trial.totalsSources[key] = "sampled" }
    if trial.peakRSSBytes == nil {
      trial.unavailable[.peakRSSBytes] =
        sampler.roster.isShort ? TrialBuilder.shortage : "the command ended before it could be read"
    }
    if trial.peakPSSBytes == nil, sampler.roster.isShort {
      trial.unavailable[.peakPSSBytes] = TrialBuilder.shortage
    } else if let closed = sampler.memory.closed {
      trial.peakPSSBytes = nil
      trial.unavailable[.peakPSSBytes] =
        "\(closed.name ?? "a process") (pid \(closed.pid)) changed its user or is not dumpable, so its smaps_rollup may not be read: run as root"
    } else if trial.peakPSSBytes != nil, sampler.memory.missedPeak {
      trial.peakPSSBytes = nil
      trial.unavailable[.peakPSSBytes] =
        "smaps_rollup was not read when its memory was at its peak: it was gone too soon, or is so large that a reading is dear"
    } else if trial.peakPSSBytes == nil {
      trial.unavailable[.peakPSSBytes] =
        "the command ended before smaps_rollup could be read, or this kernel lacks the file"
    }
    let all = sampler.roster.processes
    let largest = all.sorted { $0.peakRSS ?? 0 > $1.peakRSS ?? 0 }.prefix(Self.mostProcesses)
    trial.processes = largest.map(record)
    trial.notes += TrialBuilder.unlisted(all.count, listed: largest.count)
  }

  private func record(_ process: TreeProcess) -> ProcessRecord {
    var record = process.record(
      withoutPSS: process.isClosed
        ? "it changed its user or is not dumpable: run as root"
        : "it ended before smaps_rollup could be read")
    record.unavailable[.segments] = "not applicable: a command is not held at its end"
    record.unavailable[.startupSeconds] =
      "not applicable: a command has no first statement of ours"
    return record
  }

  private func samples(of workers: TreeWorkers) -> [Sample] {
    let threads = evidence.sampler?.roster.threads ?? []
    return (evidence.sampler?.samples ?? []).compactMap { sample in
      // An earlier one is that of a thread whose place another one took.
      guard let index = workers.indices[Int(sample.worker)],
        sample.instant >= threads[Int(sample.worker)].times.started
      else { return nil }
      var sample = sample
      sample.worker = Int32(index)
      return sample
    }
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
