import Execution
import ProfileModel
import Testing

@Suite struct ActivityTallyTests {
  private static let interval: UInt64 = 10_000_000

  /// A thread's reading: its state, what it waits for, and the ms that it was on a CPU since the reading before.
  private struct Reading {
    var state: Character = "S"
    var wait: WaitKind?
    var onCPU = 0.0
    var timeslices: UInt64 = 0
    var isTimed = false
    var isInner = false
    var isLookout = false
    /// ms on a CPU in the last second.
    var recent = 0.0
  }

  private func moved(_ thread: Reading) -> Movement {
    var moved = Movement()
    moved.onCPU = UInt64(thread.onCPU * 1e6)
    moved.passed = Self.interval
    moved.timeslices = thread.timeslices
    moved.recent = thread.recent * 1e6
    return moved
  }

  private func record(_ intervals: [[Reading]], cpus: Int = 2) throws -> ConcurrencyRecord {
    var tally = ActivityTally(cpus: cpus)
    tally.begin(at: 0)
    for (index, threads) in intervals.enumerated() {
      let instant = UInt64(index + 1) * Self.interval
      for (worker, thread) in threads.enumerated() {
        var sample = Sample(instant: instant, worker: worker)
        sample.state = thread.state.asciiValue ?? 0
        sample.wait = thread.wait
        sample.isTimed = thread.isTimed
        sample.isInner = thread.isInner
        sample.isLookout = thread.isLookout
        tally.add(sample, moved(thread))
      }
      tally.close(at: instant)
    }
    return try #require(tally.result)
  }

  private func isNear(_ figure: Double?, _ expected: Double) -> Bool {
    abs((figure ?? .nan) - expected) < 1e-9
  }

  @Test func `cores busy are split between the whole numbers beside them`() throws {
    let found = try record([
      [Reading(state: "R", onCPU: 10), Reading(state: "R", onCPU: 3)], [Reading(), Reading()],
    ])
    #expect(found.busySeconds.count == 3)
    #expect(isNear(found.busySeconds[0], 0.01))
    #expect(isNear(found.busySeconds[1], 0.007))
    #expect(isNear(found.busySeconds[2], 0.003))
    #expect(isNear(found.seconds, 0.02))
    #expect(isNear(found.cpuSeconds, 0.013))
    #expect(found.readyReadings == [1, 0, 1])
  }

  @Test
  func
    `two threads of half a core each are awake for half of the time at least, and all of it at most`()
    throws
  {
    let half = Reading(wait: .lock, onCPU: 5, timeslices: 10)
    let found = try record([[half, half]])
    #expect(isNear(found.leastAwakeSeconds, 0.005))
    #expect(isNear(found.mostAwakeSeconds, 0.01))
    #expect(found.idleSeconds.isEmpty, "one after another they leave no time")
    #expect(isNear(found.slackSeconds["lock"], 0.005))
  }

  /// An event loop uses far more CPU than each of the threads that sleep for its requests; a runtime's own threads sleep too.
  @Test(arguments: [(6, UInt64(2), "timer"), (6, 0, "peer"), (1, 20, "peer"), (3, 1, "peer")])
  func `threads that sleep for each piece of work of an event loop are waited for`(
    sleepers: Int, turns: UInt64, expected: String
  ) throws {
    let loop = Reading(wait: .peer, onCPU: 0.5, timeslices: 8, isLookout: true, recent: 40)
    let sleeper = Reading(wait: .timer, timeslices: turns, recent: 1)
    let found = try record(
      .init(repeating: [loop] + .init(repeating: sleeper, count: sleepers), count: 3))
    let most = found.idleSeconds.max { $0.value < $1.value }
    #expect(most?.key == expected, "\(found.idleSeconds)")
  }

  @Test func `who ran often tells what all waited for, and idle threads do not`() throws {
    let idle = Reading(wait: .lock)
    let reader = Reading(state: "D", wait: .disk, onCPU: 2, timeslices: 50)
    let found = try record([[reader] + .init(repeating: idle, count: 20)])
    #expect(try #require(found.idleSeconds["disk"]) > 0.0079)
    #expect(found.idleSeconds["lock"] == nil)
  }

  @Test func `who only looks now and then whether the work is done has no vote`() throws {
    let parent = Reading(wait: .timer, onCPU: 0.1, timeslices: 2, recent: 10)
    let reader = Reading(state: "D", wait: .disk, onCPU: 5, timeslices: 4, recent: 500)
    let found = try record([[parent, reader], [parent, reader], [parent, reader]])
    // The first reading does not know yet who is busy.
    #expect(try #require(found.idleSeconds["timer"]) < 0.0018)
    #expect(try #require(found.idleSeconds["disk"]) > 0.0129)
    let rare = Reading(state: "D", wait: .disk, onCPU: 0.2, timeslices: 4, recent: 12)
    let equal = try record([[parent, rare], [parent, rare]])
    #expect(try #require(equal.idleSeconds["timer"]) > 0.006)
  }

  @Test func `who was busy and waits for the others is none that they look after`() throws {
    let first = Reading(wait: .lock, recent: 100)
    let sleeper = Reading(wait: .timer, onCPU: 0.05, timeslices: 1, recent: 0.1)
    let waiter = Reading(wait: .lock, timeslices: 1, recent: 0.05)
    let found = try record(.init(repeating: [first, sleeper, waiter, waiter], count: 4))
    #expect(try #require(found.idleSeconds["timer"]) > 0.039)
  }

  @Test func `what the tree ends by itself counts only where nothing else is waited for`() throws {
    let asker = Reading(wait: .peer, timeslices: 30)
    let reader = Reading(state: "D", wait: .disk, timeslices: 30)
    #expect(try isNear(record([[asker, reader]]).idleSeconds["disk"], 0.01))
    #expect(try isNear(record([[asker, asker]]).idleSeconds["peer"], 0.01))
    // A monitor that wakes now and then is no reason for what the others wait for.
    let monitor = Reading(wait: .timer, timeslices: 1)
    #expect(try #require(record([[asker, monitor]]).idleSeconds["peer"]) > 0.009)
  }

  @Test func `what a thread did lately can be forgotten`() {
    var account = MovementAccount(isNew: true)
    var sample = Sample(instant: 0, worker: 0)
    func add(onCPU: UInt64, at instant: UInt64) -> Double {
      (sample.onCPU, sample.timeslices) = (onCPU, 1)
      return account.add(sample, at: instant).recent
    }
    #expect(add(onCPU: 100_000_000, at: 200_000_000) == 100_000_000)
    account.forget()
    #expect(add(onCPU: 101_000_000, at: 250_000_000) == 1_000_000)
  }

  @Test func `a peer of the tree's own is told apart`() throws {
    let reader = Reading(wait: .peer, timeslices: 1, isInner: true)
    let found = try record([[reader, reader]])
    #expect(isNear(found.idleSeconds[ConcurrencyRecord.peerInTree], 0.01))
    #expect(isNear(found.slackSeconds[ConcurrencyRecord.peerInTree], 0.01))
    #expect(found.idleSeconds["peer"] == nil)
    #expect(try isNear(record([[Reading()]]).idleSeconds[ConcurrencyRecord.sleeping], 0.01))
  }

  @Test func `where nobody ran, a sleep until a set time outweighs those who wait for others`()
    throws
  {
    let shell = Reading(wait: .child)
    let sleeper = Reading(wait: .timer)
    #expect(try isNear(record([[shell, sleeper]]).idleSeconds["timer"], 0.01))
  }

  @Test func `a futex whose time-out ends the sleep is a timer, and who is stopped is stopped`()
    throws
  {
    #expect(
      try isNear(record([[Reading(wait: .lock, isTimed: true)]]).idleSeconds["timer"], 0.01))
    #expect(try isNear(record([[Reading(state: "T")]]).idleSeconds["stopped"], 0.01))
    #expect(try isNear(record([[Reading()]]).idleSeconds["sleeping"], 0.01))
  }

  @Test
  func `a thread that is found ready says nothing of its sleeps, and others say little for it`()
    throws
  {
    let reader = Reading(state: "R", onCPU: 3, timeslices: 40)
    let monitor = Reading(wait: .timer, timeslices: 1)
    #expect(try record([[reader, monitor]]).idleSeconds.isEmpty)
  }

  /// Readings of threads at these times, ms, that tell so much time on a CPU, ms.
  private func record(
    of threads: [[(read: Double, onCPU: Double)]], at instants: [Double], cpus: Int
  ) throws -> ConcurrencyRecord {
    var tally = ActivityTally(cpus: cpus)
    var accounts = threads.map { _ in MovementAccount(isNew: false) }
    tally.begin(at: 0)
    for (place, instant) in instants.enumerated() {
      for (worker, readings) in threads.enumerated() {
        var sample = Sample(instant: UInt64(instant * 1e6), worker: worker)
        sample.state = UInt8(ascii: "R")
        sample.onCPU = UInt64(readings[place].onCPU * 1e6)
        sample.timeslices = 1
        tally.add(sample, accounts[worker].add(sample, at: UInt64(readings[place].read * 1e6)))
      }
      tally.close(at: UInt64(instant * 1e6))
    }
    return try #require(tally.result)
  }

  @Test func `time that the account tells a tick late was spent before`() throws {
    // One thread that runs all the time, whose account stands still at every other reading.
    let told = [0.0, 0, 20, 20, 40, 40, 60, 60]
    let instants = told.indices.map { Double($0) * 10 }
    let thread = zip(instants, told).map { (read: $0, onCPU: $1) }
    let found = try record(of: [thread], at: instants, cpus: 2)
    #expect(found.busySeconds.count == 2, "a thread is never two cores: \(found.busySeconds)")
    #expect(isNear(found.busySeconds[1], 0.06), "\(found.busySeconds)")
    #expect(isNear(found.cpuSeconds, 0.06))
  }

  @Test func `a thread that is read later has its time in a longer interval`() throws {
    // Two runners on two CPUs; the second is read 3 ms late once, because the reader was interrupted.
    let instants = [0.0, 10, 20, 30]
    let first = instants.map { (read: $0, onCPU: $0) }
    let second = zip(instants, [0.0, 3, 0, 0]).map { (read: $0 + $1, onCPU: $0 + $1) }
    let found = try record(of: [first, second], at: instants, cpus: 2)
    #expect(found.busySeconds.count == 3, "more cores than the machine has: \(found.busySeconds)")
    #expect(isNear(found.busySeconds[2], 0.03))
  }

  @Test func `what a crowd of new threads has too much in one interval lacks in the one before`()
    throws
  {
    var tally = ActivityTally(cpus: 2)
    tally.begin(at: 0)
    for (index, milliseconds) in [0.0, 14, 10, 10].enumerated() {
      var sample = Sample(instant: UInt64(index + 1) * Self.interval, worker: index)
      sample.state = UInt8(ascii: "R")
      var moved = Movement()
      moved.onCPU = UInt64(milliseconds * 1e6)
      tally.add(sample, moved)
      tally.add(sample, moved)
      tally.close(at: sample.instant)
    }
    let found = try #require(tally.result)
    #expect(found.busySeconds.count == 3)
    #expect(isNear(found.busySeconds.reduce(0, +), 0.04))
    #expect(isNear(found.busySeconds[1], 0.008), "\(found.busySeconds)")
    #expect(isNear(found.busySeconds[2], 0.03))
  }

  @Test func `no interval, no record`() {
    #expect(ActivityTally(cpus: 2).result == nil)
  }
}
