import LinuxSystem
import ProcFS
import ProfileModel

/// Follows a command's whole tree by thread, at fixed instants of the monotonic clock, as far apart as they are dear.
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
  /// Locks that were seen for the first time: their processes' maps are still to be read.
  private var newLocks: [(place: WaitTally.Place, address: UInt64)] = []

  private static let mostSamples = 500_000

  /// - Parameter inherited: by tid, what the window before has left open.
  init(
    scope: TreeScope, policy: SamplingPolicy, cpus: (allowed: Int, online: Int),
    inherited: [Int32: TreeThread.Kept] = [:]
  ) {
    self.policy = policy
    activity = ActivityTally(cpus: cpus.allowed, online: cpus.online)
    schedule = ReadingSchedule(policy, pace: policy.pace)
    roster = TreeRoster(scope: scope, inherited: inherited)
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
    roster.beginOpening()
    for (copy, leader) in leaders.enumerated() { roster.add(leader, copy: copy, at: instant) }
    read(at: instant)
    roster.endOpening(at: instant)
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

  /// Takes a reading when one is due.
  func readIfDue() {
    let now = MonotonicClock.now()
    guard schedule.isDue(at: now) else { return }
    let before = memory.spent
    read(at: now)
    schedule.advance(
      at: MonotonicClock.now(), cpu: CPUClock.thread(), other: memory.spent - before)
  }

  /// Processes that have been stopped for a while, each once.
  func newlyStopped() -> [TreeProcess] { roster.newlyStopped() }

  /// Takes in the accounts of the commands that have ended.
  func finish(_ leaders: [CommandGroup.Leader]) {
    for leader in leaders { roster.finish(leader) }
  }

  private func read(at instant: UInt64) {
    schedule.add(instant)
    for index in roster.live { read(index, at: instant) }
    // Before others take the places of those that have gone.
    roster.sweep()
    let known = roster.live.count
    roster.find(at: instant, buffer)
    for index in roster.live.dropFirst(known) { read(index, at: instant) }
    activity.close(at: instant)
    roster.sweep()
    lookAtNewLocks()
    memory.read(&roster.processes, at: instant, buffer)
  }

  private func read(_ index: Int, at instant: UInt64) {
    var sample = Sample(instant: instant, worker: index)
    guard roster.read(index, into: &sample, buffer) else { return }
    activity.add(sample, roster.threads[index].moved)
    let pid = roster.threads[index].pid
    if tally.add(sample, pid: pid) {
      newLocks.append((WaitTally.Place(of: sample, pid: pid), sample.lockAddress))
    }
    guard samples.count < Self.mostSamples else { return }
    if roster.threads[index].tid == pid {
      memory.put(roster.processes[roster.threads[index].process], into: &sample)
    }
    samples.append(sample)
  }

  /// One process's maps at a time: they vanish with it, and cost about as much as reading ten threads.
  private func lookAtNewLocks() {
    guard let lock = newLocks.popLast() else { return }
    tally.join(lock.place, at: places.look(at: lock.address, of: lock.place))
  }
}
