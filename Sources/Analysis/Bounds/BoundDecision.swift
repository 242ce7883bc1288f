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
    if isStarved { return .runQueue }
    if isContended || isHeld || isParked { return .wait(.lock) }
    if program.awake >= BoundThreshold.awake { return program.userShare >= 0.5 ? .user : .system }
    return lock?.isHeldInTurn == true && idle(.disk) < BoundThreshold.leading ? .wait(.lock) : wait
  }

  /// While no CPU that the program may use is idle; a wait for one beside an idle one is a hand-over.
  private var isStarved: Bool {
    guard shares[.runQueue] >= BoundThreshold.starved, !isHandOver else { return false }
    guard let otherCores else { return true }
    return program.coresBusy + otherCores >= BoundThreshold.full * Double(max(1, program.cpus))
  }

  private var isContended: Bool {
    lock != nil && program.movers >= 2 && program.lockWaiters >= 0.5
      && shares[.lock] >= BoundThreshold.lockShare
      && shares[.lock] + shares[.runQueue] >= BoundThreshold.lockOrQueue
  }

  /// One has the lock nearly all the time, and at least one waits for it.
  private var isHeld: Bool {
    lock?.lock.record.primitive == .mutex && program.isOneAtATime && program.awake >= 0.6
      && program.lockWaiters >= 1
  }

  /// A runtime parks each thread at an address of its own: who runs one at a time does so for a lock's sake.
  private var isParked: Bool {
    program.isOneAtATime && program.alike >= 3 && program.awake >= 0.6
      && program.futexShare >= BoundThreshold.parked
  }

  private func idle(_ kind: WaitKind) -> Double { program.idle[kind] ?? 0 }

  /// What was waited for while all slept.
  private var wait: LedgerPart? {
    // System time is the price of asking a device or a peer.
    let work = program.awake * program.userShare
    let disk = idle(.disk) * program.asleep
    let isTie =
      min(idle(.disk), idle(.timer)) >= BoundThreshold.tie * max(idle(.disk), idle(.timer))
    if idle(.disk) >= BoundThreshold.leading, !isTie {
      return disk < 0.3 && work >= BoundThreshold.tie * disk ? nil : .wait(.disk)
    }
    if isTie, idle(.disk) + idle(.timer) >= 0.5 { return nil }
    let balance = program.awake / max(1e-9, program.asleep)
    if balance >= BoundThreshold.tie, balance <= 1 / BoundThreshold.tie { return nil }
    if idle(.timer) >= 0.5 { return .wait(.timer) }
    if program.awake >= 0.5 || idle(.other) >= 0.5 { return nil }
    return idle(.peer) + idle(.lock) + idle(.child) > 0 ? .wait(.peer) : nil
  }
}
