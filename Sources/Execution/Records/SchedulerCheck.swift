import ProfileModel
import Text

/// Whether the kernel's account of waiting for a CPU agrees with what samples saw.
///
/// Seen on Linux 6.18, in about one of fifty threads: a sleep of two seconds that `schedstat` counts as run-queue wait. A
/// thread that was asleep in most samples did not wait for a CPU meanwhile.
enum SchedulerCheck {
  /// Fewer samples prove nothing, nor does a smaller contradiction.
  private static let fewest = 20
  private static let tolerance = 0.2

  /// A remark about the first worker with a contradiction; nil without one.
  static func remark(about workers: [WorkerRecord]) -> String? {
    let doubtful = workers.filter(isContradicted)
    guard let first = doubtful.first, let slept = first.counters.sleepSeconds else { return nil }
    return
      "the kernel's run-queue wait contradicts the samples for \(doubtful.count) of \(workers.count) threads: "
      + "thread \(first.tid) was asleep in \(asleep(first)) of \(seen(first)) samples, and by the kernel's account for \(NumberText.duration(slept)); "
      + "its sleep was counted as run-queue wait"
  }

  private static func isContradicted(_ worker: WorkerRecord) -> Bool {
    guard let wall = worker.wallSeconds, let slept = worker.counters.sleepSeconds, wall > 0,
      seen(worker) >= fewest
    else { return false }
    let share = Double(asleep(worker)) / Double(seen(worker))
    return share - slept / wall > tolerance
  }

  private static func seen(_ worker: WorkerRecord) -> Int { worker.states.values.reduce(0, +) }

  private static func asleep(_ worker: WorkerRecord) -> Int {
    seen(worker) - (worker.states["runnable"] ?? 0) - (worker.states["stopped"] ?? 0)
  }
}
