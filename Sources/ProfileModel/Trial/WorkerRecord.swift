/// One worker in one trial.
public struct WorkerRecord: Sendable, Equatable {
  /// From 0, in the order of the layout: process by process, thread by thread.
  public var index: Int
  public var pid: Int
  public var tid: Int
  /// The thread's name (`comm`), as it was last read; null where it was not.
  public var name: String?
  public var requestedCPUs: [Int]
  /// The affinity mask read back from the kernel after pinning.
  public var obtainedCPUs: [Int]
  /// The affinity mask at the end of the work, read from outside; null when the worker was gone by then.
  public var finalCPUs: [Int]?
  /// The CPUs on which samples saw the worker; empty when there were no samples.
  public var observedCPUs: [Int] = []
  /// Last statement of the work minus the first, seconds.
  public var wallSeconds: Double?
  /// First statement of the work, seconds after the first worker's.
  public var startOffsetSeconds: Double?
  /// Units of work done (see the trial's `workUnit`).
  public var workDone: UInt64?
  public var counters = Counters()
  /// Samples in each state: `runnable` (running or waiting for a CPU), `lock`, `disk`, `peer`, `child`, `timer`,
  /// `stopped`, `other`, `sleeping` (asleep, and the kernel did not tell for what).
  public var states: [String: Int] = [:]
  /// The time that the samples in each state stand for, seconds: readings come at uneven distances.
  public var stateSeconds: [String: Double] = [:]
  /// Samples of them at which it looked for whatever comes (epoll, select, accept): who waits so has no work in hand; null in
  /// older studies.
  public var lookoutSamples: Int?
  /// How often it got a CPU (`/proc/PID/task/TID/schedstat`), of a command's thread; null where that was not read.
  public var timeslices: UInt64?
  /// Whether times and counters are `exact`, or `sampled`: as the last reading before the thread was gone saw them.
  public var exactness = "exact"
  public var unavailable: Unavailable<CodingKeys> = .init()

  public init(index: Int, pid: Int, tid: Int, requestedCPUs: [Int], obtainedCPUs: [Int]) {
    self.index = index
    self.pid = pid
    self.tid = tid
    self.requestedCPUs = requestedCPUs
    self.obtainedCPUs = obtainedCPUs
  }
}

extension WorkerRecord {
  /// Whether a pinned worker got exactly the CPUs asked for, kept them to its end, and was seen on no other.
  ///
  /// Null when neither its last mask nor a sample can tell.
  public var held: Bool? {
    let asked = requestedCPUs.sorted()
    // A command's thread may be gone before its first mask could be read.
    guard obtainedCPUs.isEmpty || obtainedCPUs == asked, finalCPUs ?? asked == asked,
      Set(observedCPUs).isSubset(of: asked)
    else { return false }
    return finalCPUs == nil && observedCPUs.isEmpty ? nil : true
  }
}

/// One flat object: the counters beside the worker's own keys.
extension WorkerRecord: Codable {
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case index, pid, tid, name, requestedCPUs, obtainedCPUs, finalCPUs, observedCPUs, wallSeconds,
      startOffsetSeconds, workDone, states, stateSeconds, lookoutSamples, timeslices, exactness,
      unavailable
  }

  private static let fields: [CodedField<WorkerRecord, CodingKeys>] = [
    .init(.name, \.name),
    .init(.finalCPUs, \.finalCPUs),
    .init(.wallSeconds, \.wallSeconds),
    .init(.startOffsetSeconds, \.startOffsetSeconds),
    .init(.workDone, \.workDone),
    .init(.states, \.states),
    .init(.stateSeconds, \.stateSeconds),
    .init(.lookoutSamples, \.lookoutSamples),
    .init(.timeslices, \.timeslices),
    .init(.exactness, \.exactness),
    .init(.unavailable, \.unavailable),
  ]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      index: container.decode(Int.self, forKey: .index),
      pid: container.decode(Int.self, forKey: .pid),
      tid: container.decode(Int.self, forKey: .tid),
      requestedCPUs: container.decode([Int].self, forKey: .requestedCPUs),
      obtainedCPUs: container.decode([Int].self, forKey: .obtainedCPUs))
    observedCPUs = try container.decode([Int].self, forKey: .observedCPUs)
    counters = try Counters(from: decoder)
    for field in Self.fields { try field.decode(container, &self) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(index, forKey: .index)
    try container.encode(pid, forKey: .pid)
    try container.encode(tid, forKey: .tid)
    try container.encode(requestedCPUs, forKey: .requestedCPUs)
    try container.encode(obtainedCPUs, forKey: .obtainedCPUs)
    try container.encode(observedCPUs, forKey: .observedCPUs)
    try counters.encode(to: encoder)
    for field in Self.fields { try field.encode(self, &container) }
  }
}
