import ProfileModel

/// Which part of the time binds a program.
///
/// Waiting for a quota, a CPU or a lock is contention: time that the work did not ask for, so that it binds before the
/// work does. Else it is the CPU while some thread is on one for most of the time, or what was waited for while all slept.
struct BoundDecision {
  let program: Program
  /// Cores that other programs used; nil when it is not known.
  let otherCores: Double?
  /// Whether the wait for a CPU is a hand-over between threads.
  let isHandOver: Bool
  /// A lock at which two threads that ran waited, or that is always held.
  let lock: LockEvidence?

  private var shares: LedgerShares { program.shares }

  /// The part that binds; nil when no single one does.
  var part: LedgerPart? {
    if program.throttled >= BoundThreshold.throttled { return .throttled }
    // Where the samples saw little, they tell of a few threads only.
    let sawEnough = program.seen >= BoundThreshold.seen
    // More threads than CPUs wait for one too, and processes would be rid of this lock.
    if sawEnough, isMapContended, !isDisturbed { return .wait(.addressSpace) }
    if isStarved, sawEnough || isDisturbed { return .runQueue }
    if sawEnough, isContended || isHeld || isParked { return .wait(.lock) }
    if sawEnough, isMapContended { return .wait(.addressSpace) }
    if let kind = ownWait { return .wait(kind) }
    if program.awake >= BoundThreshold.awake { return program.userShare >= 0.5 ? .user : .system }
    let isHeldAsleep =
      lock?.isHeldInTurn == true || isFileHeld && idle(.peer) < BoundThreshold.leading
    return isHeldAsleep && idle(.disk) < BoundThreshold.leading ? .wait(.lock) : wait
  }

  /// While no CPU that the program may use is idle; a wait for one beside an idle one is a hand-over.
  private var isStarved: Bool {
    guard shares[.runQueue] >= BoundThreshold.starved, !isHandOver else { return false }
    return otherCores == nil || isFull
  }

  private var isFull: Bool {
    program.coresBusy + (otherCores ?? 0) >= BoundThreshold.full * Double(max(1, program.cpus))
  }

  /// What each of many threads asks a device or a clock for: it waits for no other thread.
  ///
  /// Of 32 that read from storage one is on a CPU at nearly every instant, and yet a CPU is free and none of them is busy.
  private var ownWait: WaitKind? {
    guard program.movers >= 2, !isFull, program.busiest < BoundThreshold.busy else { return nil }
    return [.disk, .timer].first { shares[.wait($0)] >= BoundThreshold.ownWait }
  }

  private var isDisturbed: Bool {
    otherCores.map { $0 >= BoundThreshold.otherPrograms * Double(max(1, program.cpus)) } == true
  }

  private var isContended: Bool {
    lock != nil && program.movers >= 2 && program.lockWaiters >= 0.5
      && shares[.lock] >= BoundThreshold.lockShare && isDear && !isReadingPool
  }

  /// What the lock costs: waiting for it, waiting for a CPU with it, and the kernel's part of sleeping and waking.
  private var isDear: Bool {
    let waiting = shares[.lock] + shares[.runQueue]
    return waiting >= BoundThreshold.lockOrQueue
      || waiting + shares[.system] >= BoundThreshold.lockAndKernel
  }

  /// While one thread of a pool reads a file, the others wait for work as if it had a lock.
  private var isReadingPool: Bool {
    lock?.lock.record.primitive == .condition && lock?.isConsistentWithGIL == false
      && program.awake < BoundThreshold.awake && idle(.disk) >= BoundThreshold.leading
  }

  /// Threads were seen asleep at the lock of their address space; most of the wait for it is spun, as system time.
  private var isMapContended: Bool {
    program.movers >= 2 && shares[.addressSpace] >= BoundThreshold.addressSpace
      && shares[.addressSpace] + shares[.system] >= BoundThreshold.leading
  }

  /// One has the mutex nearly all the time, and at least one waits for it, or did for long.
  ///
  /// Whoever can run takes a mutex, so that one of two may keep it until its work is done.
  private var isHeld: Bool {
    guard program.awake >= 0.6 else { return false }
    if isFileHeld, program.isOneAtATime { return true }
    guard lock?.lock.record.primitive == .mutex else { return false }
    if program.isOneAtATime {
      return program.lockWaiters >= 1
        || program.movers >= 2
          && (shares[.lock] >= BoundThreshold.lockShare
            || program.lockWaiters >= 0.5 * (program.movers - 1))
    }
    return program.lockWaiters >= 1 && isHeldByMost
  }

  /// Others wait for a lock on a file: a program such as `flock` waits before the work begins, and uses no CPU.
  private var isFileHeld: Bool {
    lock?.lock.record.primitive == .file && program.lockWaiters >= BoundThreshold.fileWaiters
  }

  /// Others than the holder run too, but more wait, though a CPU is free: for a writer that lets many readers wait.
  private var isHeldByMost: Bool {
    guard let cores = lock?.coresBusy else { return false }
    return program.lockWaiters >= program.coresBusy && cores >= 0.5 * program.coresBusy
      && program.coresBusy <= Double(program.cpus) - BoundThreshold.freeCPU
  }

  /// A runtime parks each thread at an address of its own: who runs one at a time does so for a lock's sake.
  private var isParked: Bool {
    program.isOneAtATime && program.alike >= 3 && program.awake >= 0.6 && program.isParked
  }

  private func idle(_ kind: WaitKind) -> Double { program.idle[kind] ?? 0 }

  /// What was waited for while all slept.
  private var wait: LedgerPart? {
    if program.writesInBulk, idle(.peer) >= 0.5 {
      return program.userShare >= 0.5 ? .user : .system
    }
    // System time is the price of asking a device or a peer.
    let work = program.awake * program.userShare
    let disk = idle(.disk) * program.asleep
    let isTie =
      min(idle(.disk), idle(.timer)) >= BoundThreshold.tie * max(idle(.disk), idle(.timer))
    if idle(.disk) >= BoundThreshold.leading, !isTie {
      return work >= BoundThreshold.tie * disk ? nil : .wait(.disk)
    }
    if isTie, idle(.disk) + idle(.timer) >= 0.5 { return nil }
    // A little more work than sleep is no sleep yet: from `awake` on it is the CPU.
    if program.awake >= BoundThreshold.tie * program.asleep, work >= BoundThreshold.ownWork {
      return nil
    }
    if idle(.timer) >= 0.5 { return .wait(.timer) }
    if program.awake >= 0.5 || idle(.other) >= 0.5 { return nil }
    return idle(.peer) + idle(.lock) + idle(.child) > 0 ? .wait(.peer) : nil
  }
}
