/// When a thread began and what it did since, as readings from outside tell; all in ns of the monotonic clock.
///
/// The kernel tells the beginning in ticks, and credits a wait for a CPU when it ends; the rest follows from what a
/// thread can have done at all: it has not used more time than has passed since it began.
package struct ThreadTimes {
  /// It began no sooner than this.
  private var earliest: UInt64 = 0
  package private(set) var started: UInt64
  package private(set) var lastSeen: UInt64
  package private(set) var onCPU: UInt64 = 0
  private var credited: UInt64?
  /// Time, ns, that passed between readings at which it was ready and that its account does not hold yet.
  private var uncredited: UInt64 = 0
  private var wasReady = false
  /// What is added to its accounts, ns, since another thread's go on in their place.
  private var correction: (onCPU: Int64, runQueue: Int64) = (0, 0)

  /// The kernel keeps up a running thread's account at each tick, 10 ms at the most: less than two of them are no wait.
  private static let longestTick: UInt64 = 20_000_000

  package init(seenAt instant: UInt64) {
    started = instant
    lastSeen = instant
  }

  /// Begins at this reading: what an older thread used before does not count.
  package init(openedAt instant: UInt64, onCPU: UInt64, runQueue: UInt64?) {
    earliest = instant
    started = instant
    lastSeen = instant
    correction = (-Int64(clamping: onCPU), -Int64(clamping: runQueue ?? 0))
    credited = runQueue.map { _ in 0 }
  }

  /// It began within this span, which is what `/proc/PID/task/TID/stat` told.
  package mutating func narrowStart(to span: Range<UInt64>) {
    earliest = span.lowerBound
    started = max(earliest, min(started, span.upperBound))
  }

  /// Known to have begun at this instant.
  package mutating func began(at instant: UInt64) {
    earliest = instant
    started = instant
  }

  /// Takes in a reading: the account first, the instant just after it.
  ///
  /// - Parameter isReady: it runs, or waits for a CPU.
  package mutating func add(onCPU: UInt64?, runQueue: UInt64?, isReady: Bool, at instant: UInt64) {
    let before = used
    let passed = instant - lastSeen
    lastSeen = instant
    take(onCPU, runQueue)
    let gained = used > before ? used - before : 0
    // A wait that still goes on can only have begun after the last time that it ran.
    let open = gained == 0 ? uncredited + passed : passed - min(passed, gained)
    uncredited = isReady && wasReady ? open : 0
    wasReady = isReady
    started = max(earliest, min(started, instant > used ? instant - used : 0))
  }

  /// Takes in the account of the ended thread: nothing more comes after it.
  package mutating func finish(at instant: UInt64, onCPU: UInt64?, runQueue: UInt64?) {
    lastSeen = max(lastSeen, instant)
    uncredited = 0
    take(onCPU, runQueue)
  }

  private mutating func take(_ onCPU: UInt64?, _ runQueue: UInt64?) {
    if let onCPU { self.onCPU = Self.sum(onCPU, correction.onCPU) }
    if let runQueue { credited = Self.sum(runQueue, correction.runQueue) }
  }

  private static func sum(_ account: UInt64, _ correction: Int64) -> UInt64 {
    UInt64(max(0, Int64(clamping: account) + correction))
  }

  /// Whether its account can have come from another one within the time since an earlier reading.
  func follows(_ account: ThreadTimes, since before: ThreadTimes) -> Bool {
    onCPU >= account.onCPU
      && onCPU - account.onCPU <= lastSeen - before.lastSeen + Self.longestTick
  }

  /// From here on, the readings are another thread's, whose own row holds what it had used by then.
  ///
  /// - Parameter before: as it stood at the last reading that was its own.
  mutating func takeOver(_ other: ThreadTimes, from before: ThreadTimes) {
    let (account, wait) = (onCPU, credited)
    correction.onCPU = Int64(clamping: before.onCPU) - Int64(clamping: other.onCPU)
    correction.runQueue =
      Int64(clamping: before.credited ?? 0) - Int64(clamping: other.credited ?? 0)
    take(account, wait)
  }

  /// Time off the CPU and not waiting for one so far.
  package var asleep: UInt64 {
    let lived = lastSeen - min(started, lastSeen)
    return lived - min(lived, used)
  }

  /// Time on a CPU and credited waits for one.
  private var used: UInt64 { onCPU + (credited ?? 0) }

  /// Time ready but not running, a wait that went on at the last reading included; nil where the kernel does not tell.
  package var runQueue: UInt64? {
    credited.map { $0 + (uncredited > Self.longestTick ? uncredited : 0) }
  }
}
