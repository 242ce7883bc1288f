import ProfileModel

/// Which of a trial's recorded threads did a share of the work.
///
/// The built-in workloads' workers all do. A command's threads are all recorded, and some of them only wait for the
/// others: a shell, `make`, Python's main thread in a join. Their waiting is not the work's.
struct TrialWorkers {
  /// The busiest thread works when it used this share of the wall time.
  private static let workingShare = 0.02
  /// A thread ran when it used at least this share of the busiest one's CPU time.
  ///
  /// An idle main thread's start-up is some milliseconds; twenty workers in turn under one lock are all alike.
  static let activeShare = 0.05
  /// A coordinator used less than this share of the time in which it did not wait for a CPU.
  ///
  /// Starting an interpreter through a wrapper script takes a seventh of a trial of one second.
  private static let coordinatorCPU = 0.2
  /// Of a coordinator's sleep at least this share waited for others, at no lock that others wait for too.
  private static let waitingShare = 0.9

  /// A helper lived for less than this share of the longest-lived worker's time.
  private static let briefShare = 0.1
  /// All helpers together lived for less than this share of all workers' time.
  ///
  /// A wrapper script's `dirname` and `sed` are no workers, a build's thousand short compilations are.
  private static let helpersShare = 0.1

  let counted: [WorkerRecord]
  /// Threads that only waited for others, and brief helpers.
  let leftOut: Int
  private let leastCPU: Double

  init(_ trial: Trial) {
    let timed = trial.workers.filter { $0.wallSeconds.map { $0 > 0 } == true }
    let most = timed.compactMap(\.counters.cpuSeconds).max() ?? 0
    leastCPU = Self.activeShare * most
    let ownReadings = trial.totalsTier == "workers"
    let alone = Self.waitsAlone(trial)
    let wall = trial.wallSeconds ?? 0
    let busy = timed.filter { worker in
      // Who does most of the work is no coordinator, however much it waits for others.
      let cpu = worker.counters.cpuSeconds ?? 0
      return ownReadings || cpu >= most && cpu >= Self.workingShare * wall && wall > 0
        || !Self.isCoordinator(worker, waitsAlone: alone(worker))
    }
    let chosen = busy.isEmpty ? timed : ownReadings ? busy : Self.withoutHelpers(busy)
    counted =
      trial.service == nil ? chosen : Self.working(timed, unlessBy: chosen, least: leastCPU)
    leftOut = timed.count - counted.count
  }

  /// Whether a worker used the CPU in earnest.
  func ran(_ worker: WorkerRecord) -> Bool {
    worker.counters.cpuSeconds.map { $0 > 0 && $0 >= leastCPU } == true
  }

  /// Those who ran, where the chosen ones did less than half of the work.
  ///
  /// A server's threads that each serve a connection wait for its client: that is their work, and the loop that accepts
  /// connections does little.
  private static func working(
    _ all: [WorkerRecord], unlessBy chosen: [WorkerRecord], least: Double
  ) -> [WorkerRecord] {
    func cpu(_ workers: [WorkerRecord]) -> Double {
      workers.compactMap(\.counters.cpuSeconds).reduce(0, +)
    }
    guard cpu(chosen) < 0.5 * cpu(all) else { return chosen }
    return all.filter { ($0.counters.cpuSeconds ?? 0) >= least }
  }

  private static func isCoordinator(_ worker: WorkerRecord, waitsAlone: Int) -> Bool {
    guard let cpu = worker.counters.cpuSeconds, let wall = worker.wallSeconds else { return false }
    let time = wall - (worker.counters.runQueueSeconds ?? 0)
    let counts = WaitCounts(worker)
    let waiting = counts[.peer] + counts[.child] + waitsAlone
    return cpu < coordinatorCPU * time && waiting > 0
      && Double(waiting) >= waitingShare * Double(counts.asleep - counts.unplaced)
  }

  private static func withoutHelpers(_ workers: [WorkerRecord]) -> [WorkerRecord] {
    let walls = workers.compactMap(\.wallSeconds)
    let least = briefShare * (walls.max() ?? 0)
    let brief = walls.filter { $0 < least }.reduce(0, +)
    guard brief < helpersShare * walls.reduce(0, +) else { return workers }
    return workers.filter { ($0.wallSeconds ?? 0) >= least }
  }

  /// Samples of a worker at locks where nobody else was seen, as in a join; all where no place was recorded.
  private static func waitsAlone(_ trial: Trial) -> (WorkerRecord) -> Int {
    let locks = TrialWaits.locks(of: trial)
    guard !locks.isEmpty else { return { WaitCounts($0)[.lock] } }
    var alone: [Int: Int] = [:]
    for lock in locks where !lock.isSureLock {
      guard let only = lock.workers.first, Set(lock.workers.map(\.worker)).count == 1 else {
        continue
      }
      alone[only.worker, default: 0] += lock.samples
    }
    return { alone[$0.index] ?? 0 }
  }
}
