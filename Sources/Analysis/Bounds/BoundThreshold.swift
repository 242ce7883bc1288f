/// Where the lines between the kinds of bounds run, as shares of a worker's wall time unless said otherwise.
///
/// They stand between the signatures that were measured of known cases (a table in the tests), far from each.
package enum BoundThreshold {
  /// Waiting for a CPU, a lock or a quota binds from this share on.
  ///
  /// Without it the work would be done in three quarters of the time. An idle machine shows under 5 %, two Python
  /// threads in turn under their lock 20 to 30 %, two programs on one core 50 %.
  package static let contention = 0.25
  /// Nothing binds that has less than this share, unless it is contention.
  package static let leading = 0.4
  /// Two parts of which the smaller has at least this share of the larger bind together: `mixed`.
  ///
  /// One second of sleep and one of work in turn are within 8 % of each other; reading ahead from a disk, 56 % disk
  /// and 25 % system, is not mixed. (System time is no rival of a wait for storage or a peer: it is what asking costs.)
  package static let tie = 0.8
  /// A quota binds from so many CPU seconds on that it takes in a second.
  package static let throttled = 0.25
  /// A shortage of CPUs binds from this share of waiting for one on, weighted by the threads' CPU time.
  package static let starved = 0.3
  /// Only where so much of the CPUs is in use that hardly one is idle.
  package static let full = 0.8
  /// A lock binds from this share of waiting for it on.
  package static let lockShare = 0.2
  /// And of waiting for it or, who was handed it, for a CPU.
  package static let lockOrQueue = 0.35
  /// … or, with the kernel's time for putting waiters to sleep and waking them, from this one on.
  ///
  /// Two threads that pass one mutex every microsecond wait for it for 31 %, and spend 24 % in the kernel.
  package static let lockAndKernel = 0.5
  /// A lock on a file binds from so many waiters on: of two that do the same under it, one waits for half of the time.
  package static let fileWaiters = 0.35
  /// The lock of an address space binds from this share of sleeping at it on, beside the system time in which it is spun at.
  ///
  /// Two threads that map and unmap were seen asleep at it for 3 to 12 % of the time; who does not share one, for none.
  package static let addressSpace = 0.03
  /// Threads that run one at a time wait for a lock when each sleeps on futexes for this share, or more where they are many.
  ///
  /// Of n that take turns each sleeps for (n − 1) / n of the time: four Java threads at one monitor 64 to 69 %. A runtime
  /// that moves one thread's work over four of its own (Go, while it collects) lets each sleep for 41 %.
  package static let parked = 0.4
  private static let ofTurns = 0.7
  package static func parkedShare(threads: Double) -> Double {
    max(parked, ofTurns * (threads - 1) / max(1, threads))
  }
  /// With any thread on a CPU for this share of the time it is the CPU that binds.
  package static let awake = 0.65
  /// Many threads wait for storage or a timer, each for itself, from this share of their time on.
  package static let ownWait = 0.5
  /// … if none of them is on a CPU for this share of the time.
  package static let busy = 0.5
  /// Cores busy up to which threads are said to run one at a time.
  package static let oneAtATime = 1.1
  /// Cores: one, and the half of a tenth by which a last turn at the lock overlaps with the next.
  package static let oneCore = 1.05
  /// Cores that stand idle beside a lock that many wait for.
  package static let freeCPU = 0.5
  /// Context switches a second and worker from which on a wait for a CPU is a hand-over between threads.
  ///
  /// A thread that wants the CPU keeps it for a slice of 0.75 ms or more (`sched_base_slice_ns`), so starved threads
  /// switch less often: 100 to 200 a second were measured.
  package static let handOver = 1000.0
  /// Other programs count as a cause from this share of the CPUs that the workers may use.
  package static let otherPrograms = 0.1
  /// Seconds of a worker's time below which the ledger is that of a program's start.
  package static let shortTrial = 0.05
  /// Samples below which a sampled part names nothing: the error of a share is then up to 16 points.
  package static let samples = 10
  /// … unless the kernel's own account of waiting for storage is at least this share of what they tell.
  package static let pressure = 0.5
  /// Growth of the CPU time per unit of work, beyond the `cpu` kernel's, from which on it is worth a verdict.
  package static let memoryGrowth = 1.1
  /// A part below this share is not worth a word, unless it binds.
  package static let mention = 0.05
  /// Samples that saw less of the CPU time do not name a lock.
  package static let seen = 0.5
  /// Bytes of output a second from which on a writer waits for whoever takes it away.
  package static let bulkOutput = 64.0 * 1_048_576
  /// Page faults for each second of the kernel's time from which on they are a large part of it.
  ///
  /// One that fills a fresh page took 1.9 µs with what gives the page back; threads that only call the kernel had under 200.
  package static let faults = 250_000.0
  /// Own code that runs for this share of the time is a rival of what is waited for.
  package static let ownWork = 0.3
  /// What samples and exact total may differ by, in cores, before it is worth a word.
  package static let unseenCores = 0.02
  /// The exact total of a command should not exceed what the samples saw by more.
  package static let coverage = 0.9
  /// … nor be less than they saw by more.
  package static let overCoverage = 1.05
}
