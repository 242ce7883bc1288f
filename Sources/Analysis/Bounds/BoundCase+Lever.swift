import ProfileModel
import Text

/// What would help against it.
extension BoundCase {
  private var configuration: Configuration { split.configuration }

  /// More CPUs buy nothing while one that it may use stands idle.
  var userLever: Lever {
    if let moreWorkers { return isShortLived ? fewerTasks.or(moreWorkers) : moreWorkers }
    if isShortLived { return fewerTasks }
    let isFull = program.coresBusy >= BoundThreshold.full * usableCPUs
    return isFull ? "less work per unit, or more \(scarce)" : "less work per unit"
  }

  /// The kernel works for who calls it, touches fresh memory, or makes and ends processes and threads.
  var kernelLever: Lever {
    let calls: Lever = "fewer or larger system calls"
    if isShortLived { return fewerTasks }
    return faultRate == nil
      ? calls : Lever("fewer fresh pages: memory that is kept, or larger pages").or(calls)
  }

  private var fewerTasks: Lever { "fewer processes and threads that live longer" }

  /// While CPUs are free.
  var moreWorkers: Lever? {
    let free = usableCPUs - Double(split.isCommand ? usedCPUs : configuration.workers)
    guard free > 0, split.isCommand || Double(shortage.workers) < usableCPUs else { return nil }
    let more = "\(ListText.counted(amount: free, "CPU")) more may be used"
    return Lever(
      split.isCommand ? "more of it side by side: \(more)" : "more workers: \(more)", .more)
  }

  /// What there is too little of.
  var scarce: String {
    usableCPUs < Double(shortage.allowedCPUs) ? "CPU quota" : "CPUs"
  }

  /// The last one in part, where a quota has no whole number of them.
  private var usableCPUs: Double {
    let cpus = Double(shortage.allowedCPUs)
    return min(cpus, machine.cpuQuotaCores ?? cpus)
  }

  /// CPUs that a command keeps busy: a last turn that overlaps with the next is none of its own.
  private var usedCPUs: Int {
    program.isOneAtATime ? 1 : max(1, Int(clamping: (program.coresBusy - 0.1).rounded(.up)))
  }

  var storageLever: Lever {
    if let share = split.flushShare, share >= 0.5 { return "fewer flushes: commit in batches" }
    guard let knee, knee < configuration.workers else {
      return Lever("more workers, so that more requests are in flight", .more)
        .or("faster storage")
    }
    return
      "faster storage: beyond \(ListText.counted(knee, "worker")) more requests in flight buy little"
  }

  var lockLever: Lever {
    let isShared =
      foremost.map { $0.lock.record.process == nil || $0.lock.record.primitive == .file }
      ?? !isParkedInOneProcess
    if isShared || configuration.threadsPerProcess == 1 && configuration.processes > 1 {
      return Lever("hold the lock for less, or split it")
        .or("fewer workers", .fewer, joinedBy: "; else ")
    }
    return foremost?.isConsistentWithGIL == true
      ? "processes, each of which has a lock of its own; or an interpreter without a GIL"
      : "processes, each of which has a lock of its own; or hold the lock for less"
  }

  /// A runtime's lock has no address that is known, but is its process's own.
  private var isParkedInOneProcess: Bool {
    program.isOneAtATime && program.isParked
      && split.trials.allSatisfy { Set($0.workers.counted.map(\.pid)).count == 1 }
  }

  var throttledLever: Lever {
    guard let quota = machine.cpuQuotaCores else { return "more CPU quota" }
    let more = Lever("more quota: the group may use \(ListText.counted(amount: quota, "core"))")
    guard shortage.workers > 1, Double(shortage.workers) > quota else { return more }
    // What is left of a core that is not whole is used by a worker more.
    let fitting = max(1, Int(clamping: quota.rounded(.up)))
    guard fitting < shortage.workers else { return more }
    return more.or("fewer workers: \(fitting) can use it up", .fewer)
  }

  /// The largest part that names a bound; nil where none is worth a word.
  var largestPart: LedgerPart? {
    LedgerPart.allCases.filter { $0.bound != nil && ($0 != .runQueue || !shortage.isHandOver) }
      .max { program.shares[$0] < program.shares[$1] }.flatMap {
        program.shares[$0] >= BoundThreshold.mention ? $0 : nil
      }
  }
}
