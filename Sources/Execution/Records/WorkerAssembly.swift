import HostProtocol
import LinuxSystem
import ProfileModel

/// Turns the workers' own accounts and the samples into worker records.
struct WorkerAssembly {
  private let configuration: Configuration
  private let evidence: HostEvidence
  private let group: HostGroup
  private let accountsDelays: Bool

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
      record.finalCPUs = evidence.hold?.masks[index]
      if record.finalCPUs == nil {
        record.unavailable["finalCPUs"] = "the trial did not come to its hold"
      }
      record.observedCPUs = seen?.cpus[index].sorted() ?? []
      record.states = seen?.states[index].named ?? [:]
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
    let wall = Double(finished.end - finished.start) / 1e9
    let cpu = Double(finished.cpuNanoseconds) / 1e9
    record.wallSeconds = wall
    record.startOffsetSeconds = Double(finished.start - firstStart) / 1e9
    record.workDone = finished.workDone
    // Ticks give the split, the thread's CPU clock the exact total.
    let ticks = Double(finished.userMicroseconds + finished.systemMicroseconds)
    let userShare = ticks > 0 ? Double(finished.userMicroseconds) / ticks : 1
    record.counters.userSeconds = cpu * userShare
    record.counters.systemSeconds = cpu * (1 - userShare)
    record.counters.voluntaryContextSwitches = finished.voluntaryContextSwitches
    record.counters.involuntaryContextSwitches = finished.involuntaryContextSwitches
    record.counters.minorFaults = finished.minorFaults
    record.counters.majorFaults = finished.majorFaults
    record.counters.requestedReadBytes = finished.requestedReadBytes
    record.counters.storageReadBytes = finished.storageReadBytes
    addWaits(finished, to: &record, wall: wall, cpu: cpu)
    if finished.requestedReadBytes == nil {
      let reason = "/proc/PID/task/TID/io could not be read: it needs CONFIG_TASK_IO_ACCOUNTING"
      record.unavailable["requestedReadBytes"] = reason
      record.unavailable["storageReadBytes"] = reason
    }
  }

  private func addWaits(
    _ finished: WorkerFinished, to record: inout WorkerRecord, wall: Double, cpu: Double
  ) {
    if let nanoseconds = finished.runQueueNanoseconds {
      let waited = Double(nanoseconds) / 1e9
      record.counters.runQueueSeconds = waited
      record.counters.sleepSeconds = max(0, wall - cpu - waited)
    } else {
      let reason = "/proc/PID/task/TID/schedstat could not be read: it needs CONFIG_SCHED_INFO"
      record.unavailable["runQueueSeconds"] = reason
      record.unavailable["sleepSeconds"] = reason
    }
    if accountsDelays, let ticks = finished.diskWaitTicks {
      record.counters.diskWaitSeconds = Double(ticks) / ProcessControl.ticksPerSecond
    } else {
      record.unavailable["diskWaitSeconds"] =
        "the kernel does not account it; before the run: sudo sysctl kernel.task_delayacct=1"
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
      record.unavailable["migrations"] =
        "/proc/PID/task/TID/sched could not be read: it needs CONFIG_SCHED_DEBUG"
    }
  }
}
