import HostProtocol
import LinuxSystem
import ProfileModel

/// Turns the workers' own accounts and the samples into worker records.
struct WorkerAssembly {
  private let configuration: Configuration
  private let evidence: HostEvidence
  private let group: HostGroup
  private let accountsDelays: Bool

  static let writesNothing = "not applicable: the built-in workloads write nothing"

  init(
    _ configuration: Configuration, _ evidence: HostEvidence, _ group: HostGroup,
    accountsDelays: Bool
  ) {
    self.configuration = configuration
    self.evidence = evidence
    self.group = group
    self.accountsDelays = accountsDelays
  }

  func records() -> [WorkerRecord] {
    let firstStart = group.finished.compactMap { $0?.start }.min()
    let seen = evidence.waits ?? evidence.sampler.map { WaitEvidence(group, $0) }
    return group.ready.indices.compactMap { index in
      guard let ready = group.ready[index] else { return nil }
      var record = WorkerRecord(
        index: index, pid: Int(group.pid(ofWorker: index)), tid: Int(ready.tid),
        requestedCPUs: configuration.workerCPUs[index], obtainedCPUs: ready.obtainedCPUs)
      record.name = evidence.hold?.names[index]
      record.finalCPUs = evidence.hold?.masks[index]
      if record.finalCPUs == nil {
        record.unavailable[.finalCPUs] = "the trial did not come to its hold"
      }
      record.unavailable[.timeslices] = "not applicable: a worker counts its switches itself"
      record.observedCPUs = seen?.cpus[index].sorted() ?? []
      record.states = seen?.states[index].named ?? [:]
      record.stateSeconds = seen?.states[index].seconds ?? [:]
      record.lookoutSamples = seen?.states[index].lookouts ?? 0
      add(group.finished[index], to: &record, firstStart: firstStart)
      addMigrations(to: &record)
      return record
    }
  }

  private func add(
    _ finished: WorkerFinished?, to record: inout WorkerRecord, firstStart: UInt64?
  ) {
    guard let finished, let firstStart else {
      record.markAllUnavailable("the worker did not finish")
      return
    }
    record.startOffsetSeconds = Double(finished.start - firstStart) / 1e9
    record.workDone = finished.workDone
    record.setTimes(
      wall: Double(finished.end - finished.start) / 1e9,
      cpu: Double(finished.cpuNanoseconds) / 1e9,
      ticks: (finished.userMicroseconds, finished.systemMicroseconds),
      runQueue: finished.runQueueNanoseconds.map { Double($0) / 1e9 },
      diskTicks: accountsDelays ? finished.diskWaitTicks : nil)
    record.counters.voluntaryContextSwitches = finished.voluntaryContextSwitches
    record.counters.involuntaryContextSwitches = finished.involuntaryContextSwitches
    record.counters.minorFaults = finished.minorFaults
    record.counters.majorFaults = finished.majorFaults
    record.counters.requestedReadBytes = finished.requestedReadBytes
    record.counters.storageReadBytes = finished.storageReadBytes
    for key in [Counters.CodingKeys.requestedWriteBytes, .storageWriteBytes] {
      record.unavailable[key] = Self.writesNothing
    }
    if finished.requestedReadBytes == nil {
      let reason = "/proc/PID/task/TID/io could not be read: it needs CONFIG_TASK_IO_ACCOUNTING"
      record.unavailable[.requestedReadBytes] = reason
      record.unavailable[.storageReadBytes] = reason
    }
  }

  private func addMigrations(to record: inout WorkerRecord) {
    let index = record.index
    if let hold = evidence.hold, index < evidence.migrationsBefore.count,
      let before = evidence.migrationsBefore[index], let after = hold.migrations[index],
      after >= before
    {
      record.counters.migrations = after - before
    } else {
      record.unavailable[.migrations] =
        "/proc/PID/task/TID/sched could not be read: it needs CONFIG_SCHED_DEBUG"
    }
  }
}
