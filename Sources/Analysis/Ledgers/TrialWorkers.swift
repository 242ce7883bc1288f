import ProfileModel

/// Which of a trial's recorded threads did a share of the work.
///
/// The built-in workloads' workers all do. A command's threads are all recorded, and some of them only wait for the
/// others: a shell, `make`, Python's main thread in a join. Their waiting is not the work's.
struct TrialWorkers {
  /// A thread ran when it used at least this share of the busiest one's CPU time.
  ///
  /// Start-up and the joining of others cost a coordinator some milliseconds; twenty workers in turn under one lock
  /// still have this much each.
  static let activeShare = 0.05
  /// A thread that did not run and of whose sleep at least this share waited for others is a coordinator.
  private static let waitingShare = 0.9

  let counted: [WorkerRecord]
  /// Threads that only waited for others.
  let leftOut: Int
  private let leastCPU: Double

  init(_ trial: Trial) {
    let timed = trial.workers.filter { $0.wallSeconds.map { $0 > 0 } == true }
    let least = Self.activeShare * (timed.compactMap(\.counters.cpuSeconds).max() ?? 0)
    leastCPU = least
    let ownReadings = trial.totalsTier == "workers"
    let busy = timed.filter { ownReadings || !Self.isCoordinator($0, leastCPU: least) }
    counted = busy.isEmpty ? timed : busy
    leftOut = timed.count - counted.count
  }

  /// Whether a worker used the CPU in earnest.
  func ran(_ worker: WorkerRecord) -> Bool {
    worker.counters.cpuSeconds.map { $0 > 0 && $0 >= leastCPU } == true
  }

  private static func isCoordinator(_ worker: WorkerRecord, leastCPU: Double) -> Bool {
    guard let cpu = worker.counters.cpuSeconds, cpu < leastCPU else { return false }
    let counts = WaitCounts(states: worker.states)
    let waiting = counts[.lock] + counts[.peer]
    return waiting > 0 && Double(waiting) >= waitingShare * Double(counts.asleep)
  }
}
