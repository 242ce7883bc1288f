import ProfileModel

/// Which part of a ledger binds.
///
/// Waiting for a CPU, a lock or a quota is contention: time that the work did not ask for, and so it binds before the
/// work itself does. Otherwise the largest part binds, unless the next is about as large.
struct BoundDecision {
  private static let contention: [LedgerPart] = [.throttled, .wait(.lock), .runQueue]
  private static let waits =
    contention + LedgerPart.waits.filter { !contention.contains($0) }

  let shares: LedgerShares
  /// Whether the lock's waiters only ever run one at a time though they may use several CPUs.
  let isSerialLock: Bool
  /// Whether the wait for a CPU is a hand-over between threads.
  let isHandOver: Bool

  /// The part that binds; nil when no single one does.
  var part: LedgerPart? {
    if isSerialLock, shares[.lock] >= BoundThreshold.serialLock,
      shares[.lock] >= shares[.runQueue] / 2, shares[.lock] >= largestOtherWait
    {
      return .wait(.lock)
    }
    if isSleepUnderLock { return .wait(.lock) }
    if let wait = largestWait, shares[wait] >= BoundThreshold.contention {
      return Self.contention.contains(wait) ? alone(wait, among: waits) : leading(wait)
    }
    guard shares.onCPU >= BoundThreshold.onCPU else { return leading(nil) }
    return shares[.system] > shares[.user] ? .system : .user
  }

  /// Whether much of the sleep is taken in turn by those who wait for a lock: what they sleep for, they sleep with it.
  private var isSleepUnderLock: Bool {
    let sleep = shares[.timer] + shares[.peer]
    let others: [LedgerPart] = [.throttled, .runQueue, .wait(.disk), .wait(.other)]
    return shares[.lock] >= BoundThreshold.contention && shares[.lock] >= sleep / 2
      && others.allSatisfy { shares[$0] < shares[.lock] }
  }

  /// The waits that may bind.
  private var waits: [LedgerPart] {
    isHandOver ? Self.waits.filter { $0 != .runQueue } : Self.waits
  }

  private var largestWait: LedgerPart? { waits.max { shares[$0] < shares[$1] } }

  /// Of the waits that are no contention for the CPU.
  private var largestOtherWait: Double {
    WaitKind.allCases.filter { $0 != .lock }.map { shares[$0] }.max() ?? 0
  }

  /// The part, unless another one is about as large.
  private func alone(_ part: LedgerPart, among parts: [LedgerPart]) -> LedgerPart? {
    let next = parts.filter { $0 != part }.map { shares[$0] }.max() ?? 0
    return next >= BoundThreshold.tie * shares[part] ? nil : part
  }

  /// Whether a part is the price of a wait: the kernel's time to ask a device or a peer is spent for that wait's sake.
  private static func serves(_ wait: LedgerPart, _ part: LedgerPart) -> Bool {
    part == .system && (wait == .wait(.disk) || wait == .wait(.peer))
  }

  /// The largest of all parts, if it stands out.
  private func leading(_ wait: LedgerPart?) -> LedgerPart? {
    let parts = waits + [.user, .system]
    guard let largest = parts.max(by: { shares[$0] < shares[$1] }),
      shares[largest] >= BoundThreshold.leading
    else { return nil }
    return alone(largest, among: parts.filter { !Self.serves(largest, $0) })
  }
}
