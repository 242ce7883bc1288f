import LinuxSystem
import ProfileModel

/// The threads of a tree as worker records: the busiest, in the order in which they were seen.
struct TreeWorkers {
  private let records: [WorkerRecord]
  /// Sampled threads → their indices in the record.
  let indices: [Int: Int]
  /// Threads that are not recorded by themselves; the totals hold them.
  private let omitted: Int

  private static let mostRecords = 256

  /// - Parameter requested: the CPUs that a process of the tree was given; empty when unpinned.
  init(
    _ threads: [TreeThread], origin: UInt64, exact: Set<Int32>, accountsDelays: Bool,
    requested: (_ process: Int) -> [Int]
  ) {
    let known = threads.indices.filter { threads[$0].wasRead }
    let busiest = known.sorted { threads[$0].times.onCPU > threads[$1].times.onCPU }
    let kept = busiest.prefix(Self.mostRecords).sorted()
    omitted = known.count - kept.count
    var records: [WorkerRecord] = []
    var indices: [Int: Int] = [:]
    for index in kept {
      let thread = threads[index]
      indices[index] = records.count
      var record = WorkerRecord(
        index: records.count, pid: Int(thread.pid), tid: Int(thread.tid),
        requestedCPUs: requested(thread.process), obtainedCPUs: thread.firstMask ?? [])
      record.exactness =
        exact.contains(thread.tid) && thread.tid == thread.pid ? "exact" : "sampled"
      Self.fill(&record, thread, origin: origin, accountsDelays: accountsDelays)
      records.append(record)
    }
    self.records = records
    self.indices = indices
  }

  /// The samples of the threads that are recorded, by their indices in the record.
  func samples(of sampler: TreeSampler) -> [Sample] {
    sampler.samples.compactMap { sample in
      // An earlier one is that of a thread whose place another one took.
      guard let index = indices[Int(sample.worker)],
        sample.instant >= sampler.roster.threads[Int(sample.worker)].times.started
      else { return nil }
      var sample = sample
      sample.worker = Int32(index)
      return sample
    }
  }

  /// Records them, and says how many are not listed.
  func put(into trial: inout Trial) {
    trial.workers = records
    guard omitted > 0 else { return }
    trial.notes.append(
      "\(omitted) of \(omitted + records.count) threads are not listed, only the busiest; the totals count all"
    )
  }

  private static func fill(
    _ record: inout WorkerRecord, _ thread: TreeThread, origin: UInt64, accountsDelays: Bool
  ) {
    record.name = thread.name
    record.finalCPUs = thread.lastMask
    if record.finalCPUs == nil {
      record.unavailable[.finalCPUs] = "the thread was gone before its mask could be read"
    }
    record.observedCPUs = thread.cpus.sorted()
    record.states = thread.states.named
    record.stateSeconds = thread.states.seconds
    record.lookoutSamples = thread.states.lookouts
    record.timeslices = thread.timeslices
    if record.timeslices == nil {
      record.unavailable[.timeslices] =
        thread.isShort ? TrialBuilder.shortage : Counters.noSchedStat
    }
    record.startOffsetSeconds = seconds(from: origin, to: thread.times.started)
    record.setTimes(
      wall: thread.wallSeconds, cpu: thread.cpuSeconds,
      ticks: (thread.userTicks, thread.systemTicks),
      runQueue: thread.times.runQueue.map { Double($0) / 1e9 },
      diskTicks: accountsDelays ? thread.diskTicks : nil,
      shortage: thread.isShort ? TrialBuilder.shortage : nil)
    let reason =
      "not applicable: a command's threads are read from outside, so these are known of the whole tree alone"
    for key in Counters.CodingKeys.counts { record.unavailable[key] = reason }
    record.unavailable[.workDone] = "not applicable: a command's work is its own"
  }
}
