import LinuxSystem
import ProcFS
import ProfileModel

/// Follows a command's whole tree by thread, at fixed instants of the monotonic clock, within a budget of CPU time.
///
/// What lives for less than an interval may go unseen; the totals come from elsewhere, and tell how much that was.
final class TreeSampler {
  private(set) var roster: TreeRoster
  private(set) var memory: TreeMemory
  private(set) var tally = WaitTally()
  private(set) var activity: ActivityTally
  private(set) var places = LockPlaces()
  private(set) var samples: [Sample] = []
  private(set) var schedule: ReadingSchedule

  /// The window's ends (`MonotonicClock`); nil without one.
  private(set) var openedAt: UInt64?
  private(set) var closedAt: UInt64?

  private let policy: SamplingPolicy
  private let buffer: UnsafeMutableRawBufferPointer
  private var skipped = 0
  /// Locks that were seen for the first time: their processes' maps are still to be read.
  private var newLocks: [(place: WaitTally.Place, address: UInt64)] = []

  private static let mostSamples = 500_000
  /// CPU time that readings may use beyond their share of the time that has passed, ns: the beginning is dear.
  private static let advance: UInt64 = 5_000_000
  /// However dear, one reading is taken after so many that were left out.
  private static let mostSkipped = 25
  /// CPU time that these looks have used, ns.
  private var placeCost: UInt64 = 0

  init(scope: TreeScope, policy: SamplingPolicy, cpus: (allowed: Int, online: Int)) {
    self.policy = policy
    activity = ActivityTally(cpus: cpus.allowed, online: cpus.online)
    schedule = ReadingSchedule(policy)
    roster = TreeRoster(scope: scope)
    memory = TreeMemory(budget: policy.pssBudget)
    buffer = .allocate(byteCount: 65536, alignment: 64)
    samples.reserveCapacity(16384)
  }

  deinit {
    buffer.deallocate()
  }

  /// Starts the series with a first reading: the commands were just spawned.
  func start(_ leaders: [CommandGroup.Leader]) {
    let instant = MonotonicClock.now()
    schedule.start(at: instant)
    memory.start(at: instant)
    activity.begin(at: leaders.map(\.spawned).filter { $0 > 0 }.min() ?? instant)
    for (copy, leader) in leaders.enumerated() { roster.add(leader, copy: copy, at: instant) }
    read(at: instant)
  }

  /// Opens a window on a tree that has run for a while: what it did before does not count.
  func open(_ leaders: [CommandGroup.Leader]) {
    let instant = MonotonicClock.now()
    schedule.start(at: instant)
    memory.start(at: instant)
    activity.begin(at: instant)
    roster.isOpening = true
    for (copy, leader) in leaders.enumerated() { roster.add(leader, copy: copy, at: instant) }
    read(at: instant)
    roster.isOpening = false
    roster.opened = instant
    openedAt = instant
  }

  /// Closes the window with a last reading.
  ///
  /// - Parameter readsMemory: whether memory is read once more, which may hold up the processes for a moment.
  func close(readsMemory: Bool = true) {
    let instant = MonotonicClock.now()
    roster.isClosing = true
    read(at: instant)
    roster.isClosing = false
    closedAt = instant
    roster.readCommandLines()
    if readsMemory { memory.readLast(&roster.processes, buffer) }
  }

  /// Takes a reading when one is due and can be afforded.
  func readIfDue() {
    let now = MonotonicClock.now()
    guard schedule.isDue(at: now) else { return }
    if isWithin(2 * policy.treeBudget, at: now) || skipped >= Self.mostSkipped {
      skipped = 0
      read(at: now)
    } else {
      // A tree of hundreds of threads is read more seldom.
      skipped += 1
      schedule.skip()
    }
    schedule.advance(at: MonotonicClock.now())
  }

  /// Readings of PSS and of places have budgets of their own.
  private func isWithin(_ share: Double, at instant: UInt64) -> Bool {
    schedule.isWithin(share, at: instant, allowance: Self.advance + memory.spent + placeCost)
  }

  private func canLookAtPlaces(at instant: UInt64) -> Bool {
    let granted = Double(Self.advance) + policy.placeBudget * Double(instant - schedule.started)
    return Double(placeCost) <= granted
  }

  /// Processes that have been stopped for a while, each once.
  func newlyStopped() -> [TreeProcess] { roster.newlyStopped() }

  /// Takes in the accounts of the commands that have ended.
  func finish(_ leaders: [CommandGroup.Leader]) {
    for leader in leaders { roster.finish(leader) }
  }

  private func read(at instant: UInt64) {
    schedule.add(instant)
    for index in roster.live {
      read(index, at: instant, withWaits: canLookAtPlaces(at: instant))
    }
    // Before others take the places of those that have gone.
    roster.sweep()
    let known = roster.live.count
    roster.find(at: instant, buffer)
    for index in roster.live.dropFirst(known) {
      read(index, at: instant, withWaits: canLookAtPlaces(at: instant))
    }
    activity.close(at: instant)
    roster.sweep()
    lookAtNewLocks()
    memory.read(&roster.processes, at: instant, buffer)
  }

  private func read(_ index: Int, at instant: UInt64, withWaits: Bool) {
    var sample = Sample(instant: instant, worker: index)
    guard roster.read(index, into: &sample, withWait: withWaits, buffer) else { return }
    let thread = roster.threads[index]
    activity.add(sample, thread.moved)
    placeCost += thread.placeCost
    if tally.add(sample, pid: thread.pid) {
      newLocks.append((WaitTally.Place(of: sample, pid: thread.pid), sample.lockAddress))
    }
    guard samples.count < Self.mostSamples else { return }
    if thread.tid == thread.pid { memory.put(roster.processes[thread.process], into: &sample) }
    samples.append(sample)
  }

  /// One process's maps at a time: they vanish with it, and cost about as much as reading ten threads.
  private func lookAtNewLocks() {
    guard let lock = newLocks.popLast() else { return }
    places.look(at: lock.address, of: lock.place)
  }
}
