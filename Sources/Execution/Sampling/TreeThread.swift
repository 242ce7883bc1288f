import HostProtocol
import LinuxSystem
import ProcFS
import ProfileModel

/// A thread of a command's tree, from the reading that saw it first to the one that saw it last.
struct TreeThread {
  let pid: Int32
  let tid: Int32
  /// Where its process stands among the sampler's.
  let process: Int
  /// Nil once it is gone.
  private(set) var files: ThreadFiles?
  private(set) var children: KeptFile?
  /// Files are missing because this process may open no more.
  let isShort: Bool
  private(set) var times: ThreadTimes
  private(set) var userTicks: UInt64 = 0
  private(set) var systemTicks: UInt64 = 0
  private(set) var diskTicks: UInt64 = 0
  /// How often it got a CPU since its account began; nil where the kernel does not count.
  private(set) var timeslices: UInt64?
  private(set) var cpus: Set<Int> = []
  /// The mask at the first and at the last look.
  private(set) var firstMask: [Int]?
  private(set) var lastMask: [Int]?
  private(set) var states = StateCounts()
  /// Its name (`comm`), as it was last read.
  private(set) var name: String?
  /// What it did since the reading before.
  private(set) var moved = Movement()
  private var movements: MovementAccount
  /// The last place that was read, and the timeslices by then: as long as these stay, it is the same sleep.
  private var place: Sample?
  /// What `stat` told last, and how many readings ago.
  private var lastStat: (stat: TaskStat, age: Int)?
  private var sleeps = SleepLengths()
  private var meanSleep = MeanSleep()
  /// The reading in which its switches were last read.
  private var switches: Sample?
  /// Nothing is left of its process but the exit status, for which its parent has not asked.
  private(set) var isZombie = false
  private var hasWaitedForPeer = false
  /// The event loop at which it waited last; nil when it never did.
  private var loop: EventLoop?
  /// What a command's first process runs; nil for all others.
  private(set) var program: ProgramWatch?
  /// Since when it has been found stopped by a signal; nil while it is not.
  private var stoppedSince: UInt64?
  private var ranLately = true
  private var wasReady = false
  private var isStopTold = false
  private var lastCPU: Int32 = -1
  /// It is older than the window: its first reading is where its account begins.
  private let isOlder: Bool
  private var before: (timeslices: UInt64, user: UInt64, system: UInt64, disk: UInt64) = (
    0, 0, 0, 0
  )
  /// Faults and switches since its account began.
  private(set) var counts = TaskCounts()
  /// With the tid it is this thread and no other.
  private(set) var startTicks: UInt64 = 0
  private(set) var parentPID: Int32 = 0
  private var looks = 0

  /// The files that are kept of a thread: its own, and `children`.
  static var openFiles: Int { ThreadFiles.count + 1 }
  /// The mask, and the switches and migrations, are read again after so many readings.
  private static let looksPerMask = 8
  private static let looksPerSwitches = 32
  /// A sleeper's state is read anew after so many readings of its times: it may be ready by now, and wait for a CPU.
  private static let looksPerState = 4
  /// Something is to be known of threads that live shorter, too.
  private static let earlyLook = 4
  /// A reading takes some microseconds; one that took longer than this, in ns, was interrupted.
  private static let longestReading: UInt64 = 500_000
  private static let mostAttempts = 3
  /// ns.
  private static let longStop: UInt64 = 1_000_000_000

  init(
    pid: Int32, tid: Int32, process: Int, instant: UInt64, isOlder: Bool = false,
    kept: Kept? = nil, proc: ProcReader = ProcReader()
  ) {
    self.isOlder = isOlder
    movements = MovementAccount(isNew: !isOlder)
    self.pid = pid
    self.tid = tid
    self.process = process
    let files = kept?.files ?? ThreadFiles(pid: pid, tid: tid, proc: proc)
    isShort = files.isShort
    self.files = files
    children =
      kept?.children ?? (try? KeptFile("\(proc.process(pid).root)/task/\(tid)/children"))
    place = kept?.place
    switches = kept?.switches
    times = ThreadTimes(seenAt: instant)
    firstMask = try? Affinity.get(ofThread: tid)
    lastMask = firstMask
  }

  var isGone: Bool { files == nil }

  /// Whether it can have made children since it was last asked for them: who did not run has not.
  var mayHaveNewChildren: Bool { !wasRead || ranLately }

  /// Whether anything is known of it: some are gone before they can be read.
  var wasRead: Bool { looks > 0 }

  /// Reads state and times, and what a sleeper waits for; the switches now and then.
  ///
  /// - Parameters:
  ///   - withSwitches: whether the switches and the state are read, be it not their turn.
  ///   - isAlone: whether nobody but itself can make threads of its process, or it is not asked how many there are.
  ///   - tree: the tree's processes.
  /// - Returns: how many threads the process has; nil when the thread is gone.
  mutating func read(
    into sample: inout Sample, withSwitches: Bool = false, isAlone: Bool, tree: OpenEnds.PIDs,
    _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int? {
    if isAlone, !withSwitches, let stat = stillAsleep(&sample, buffer) {
      return goOnSleeping(stat, &sample, tree, buffer)
    }
    guard let files, let (stat, instant) = Self.readBasics(files, into: &sample, buffer) else {
      files = nil
      children = nil
      return nil
    }
    let isFirst = looks == 0
    looks += 1
    lastStat = (stat, 0)
    program?.look(name: .init(rebasing: buffer[stat.commRange]), at: instant)
    if looks & (looks - 1) == 0 { name = String(decoding: buffer[stat.commRange], as: UTF8.self) }
    moved = movements.add(sample, at: instant)
    if isFirst, isOlder { beginAccount(sample, stat, at: instant) }
    if isFirst, !isOlder {
      times.narrowStart(to: MonotonicClock.span(ofTick: stat.startTicks))
    }
    times.add(
      onCPU: sample.onCPU == Sample.absent ? nil : sample.onCPU,
      runQueue: sample.runQueue == Sample.absent ? nil : sample.runQueue,
      isReady: stat.state == UInt8(ascii: "R"), at: instant)
    noteAccount(stat, sample)
    (startTicks, parentPID) = (stat.startTicks, stat.parentPID)
    counts.add(stat, isBeginning: isFirst && isOlder)
    noteState(stat, sample, isFirst: isFirst, at: instant)
    guard !stat.isDead else { return stat.threads }
    addWait(to: &sample, files, tree, buffer)
    if sample.wait == .peer, !hasWaitedForPeer { forgetStart(threads: stat.threads, buffer) }
    if looks % Self.looksPerMask == 0 { lastMask = (try? Affinity.get(ofThread: tid)) ?? lastMask }
    if looks % Self.looksPerSwitches == 0 || looks == Self.earlyLook || withSwitches {
      addSwitches(to: &sample, files, isBeginning: isFirst && isOlder, buffer)
    }
    states.add(sample)
    return stat.threads
  }

  /// A program uses far more to start than to ask a thread or a child of its own: by that none of these is an onlooker.
  private mutating func forgetStart(threads: Int, _ buffer: UnsafeMutableRawBufferPointer) {
    hasWaitedForPeer = true
    guard threads > 1 || children?.bytes(into: buffer)?.isEmpty == false else { return }
    movements.forget()
    moved.recent = 0
  }

  private mutating func noteState(
    _ stat: TaskStat, _ sample: Sample, isFirst: Bool, at instant: UInt64
  ) {
    if sample.cpu != lastCPU, sample.cpu >= 0 {
      lastCPU = sample.cpu
      cpus.insert(Int(sample.cpu))
    }
    let isReady = stat.state == UInt8(ascii: "R")
    // Who was found ready may have gone on in the same timeslice, and made a child in the rest of it; what an older one
    // made before the window is not known yet.
    ranLately =
      isFirst || isReady || wasReady || moved.timeslices > 0 || moved.onCPU + moved.late > 0
      || sample.timeslices == Sample.absent
    wasReady = isReady
    stoppedSince = stat.state == UInt8(ascii: "T") ? stoppedSince ?? instant : nil
    isZombie = stat.isDead && stat.threads <= 1
  }

  private mutating func noteAccount(_ stat: TaskStat, _ sample: Sample) {
    userTicks = stat.userTicks - min(before.user, stat.userTicks)
    systemTicks = stat.systemTicks - min(before.system, stat.systemTicks)
    diskTicks = stat.blockIODelayTicks - min(before.disk, stat.blockIODelayTicks)
    guard sample.timeslices != Sample.absent else { return }
    timeslices = sample.timeslices - min(before.timeslices, sample.timeslices)
  }

  /// What it used by now was before the window.
  private mutating func beginAccount(_ sample: Sample, _ stat: TaskStat, at instant: UInt64) {
    times = ThreadTimes(
      openedAt: instant, onCPU: sample.onCPU == Sample.absent ? 0 : sample.onCPU,
      runQueue: sample.runQueue == Sample.absent ? nil : sample.runQueue)
    before = (
      sample.timeslices == Sample.absent ? 0 : sample.timeslices, stat.userTicks,
      stat.systemTicks, stat.blockIODelayTicks
    )
  }

  /// Adds what a sleeper waits for: as it was last read while it is the same sleep, else anew.
  private mutating func addWait(
    to sample: inout Sample, _ files: ThreadFiles, _ tree: OpenEnds.PIDs,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    guard sample.state == UInt8(ascii: "S") || sample.state == UInt8(ascii: "D") else { return }
    let same = place.flatMap { sample.isSameSleep(as: $0) ? $0 : nil }
    if let place = same, place.wait != .peer || loop?.isOutdated(in: tree) != true {
      sample.copyWait(of: place)
      sleeps.goOn(seen: sample.instant - min(place.instant, sample.instant), limit: place.limit)
    } else {
      if same == nil { sleeps.begin() }
      files.readWait(into: &sample, &loop, tree: tree, buffer)
      place = sample.wait == nil ? nil : sample
      // Looked at again, it is still the sleep that began then.
      if let same {
        place?.instant = same.instant
        place?.limit = same.limit
      }
    }
    meanSleep.add(asleep: times.asleep, timeslices: timeslices ?? 0)
    SleepLimit.mark(&sample, meanSleep: meanSleep.nanoseconds, longest: sleeps)
  }

  /// Adds the switches and migrations: who sleeps as it did when they were last read has made none since.
  private mutating func addSwitches(
    to sample: inout Sample, _ files: ThreadFiles, isBeginning: Bool,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    if !isBeginning, let switches, sample.isSameSleep(as: switches) {
      sample.voluntarySwitches = switches.voluntarySwitches
      sample.involuntarySwitches = switches.involuntarySwitches
      counts.add(sample, isBeginning: false)
      return
    }
    files.readSwitches(into: &sample, buffer)
    switches = sample.voluntarySwitches == Sample.absent ? nil : sample
    counts.add(sample, isBeginning: isBeginning)
    counts.add(migrations: files.migrations(buffer), isBeginning: isBeginning)
  }

  /// What `stat` told last of a sleeper that has not run since, as its times alone tell.
  ///
  /// - Returns: nil when it has run, was not asleep before, or its state is to be read again.
  private mutating func stillAsleep(
    _ sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer
  ) -> TaskStat? {
    guard let last = lastStat, last.age + 1 < Self.looksPerState, let place,
      last.stat.state == place.state, let files
    else { return nil }
    files.readTimes(into: &sample, buffer)
    sample.state = place.state
    guard sample.isSameSleep(as: place) else { return nil }
    sample.cpu = last.stat.processor
    lastStat?.age += 1
    return last.stat
  }

  /// Takes in a reading of a sleeper's times.
  private mutating func goOnSleeping(
    _ stat: TaskStat, _ sample: inout Sample, _ tree: OpenEnds.PIDs,
    _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let files else { return nil }
    let instant = MonotonicClock.now()
    looks += 1
    moved = movements.add(sample, at: instant)
    times.add(onCPU: sample.onCPU, runQueue: sample.runQueue, isReady: false, at: instant)
    (ranLately, wasReady) = (false, false)
    addWait(to: &sample, files, tree, buffer)
    states.add(sample)
    return stat.threads
  }

  /// Reads state and times, and the instant just after: the thread cannot have used more time than had passed by then.
  ///
  /// The reader itself may wait for a CPU in between, up to 100 ms where a quota throttles it too; then it reads again.
  private static func readBasics(
    _ files: ThreadFiles, into sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer
  ) -> (stat: TaskStat, instant: UInt64)? {
    var found: (stat: TaskStat, instant: UInt64)?
    for _ in 1...mostAttempts {
      let before = MonotonicClock.now()
      guard let stat = files.readBasics(into: &sample, buffer) else { return found }
      let after = MonotonicClock.now()
      found = (stat, after)
      if after - before < longestReading { break }
    }
    return found
  }

  /// Stopped (not merely traced) for longer than any job control takes, and nobody was told.
  var isStoppedForLong: Bool {
    stoppedSince.map { times.lastSeen - $0 >= Self.longStop } == true && !isStopTold
  }

  mutating func watchProgram(_ proc: ProcReader) {
    program = ProgramWatch(link: "\(proc.process(pid).root)/exe")
  }

  mutating func noteStopTold() { isStopTold = true }

  /// Another thread has executed a program, and goes on under this one's number.
  mutating func takeOver(_ other: ThreadTimes, from before: ThreadTimes) {
    times.takeOver(other, from: before)
  }

  /// The account of the zombie that the launcher read: exact, for a process's first thread.
  mutating func finish(_ leader: CommandGroup.Leader, _ exit: LeaderExit) {
    times.began(at: leader.spawned)
    times.finish(
      at: exit.instant, onCPU: exit.leaderOnCPUNanoseconds,
      runQueue: exit.leaderRunQueueNanoseconds)
    counts.add(migrations: exit.leaderMigrations, isBeginning: false)
  }
}

extension TreeThread {
  /// What the next window need not open or read again.
  struct Kept {
    fileprivate let files: ThreadFiles
    fileprivate let children: KeptFile?
    fileprivate let place: Sample?
    fileprivate let switches: Sample?
  }

  /// Nil once it is gone.
  var kept: Kept? {
    files.map { Kept(files: $0, children: children, place: place, switches: switches) }
  }
}

extension Sample {
  /// Whether it sleeps as it did in an earlier reading, and has not run in between.
  fileprivate func isSameSleep(as earlier: Sample) -> Bool {
    (state == UInt8(ascii: "S") || state == UInt8(ascii: "D")) && state == earlier.state
      && timeslices == earlier.timeslices && timeslices != 0 && timeslices != Self.absent
  }
}
