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
        tally.add(
          sample,
          ActivityTally.Movement(onCPU: UInt64(thread.onCPU * 1e6), timeslices: thread.timeslices))
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

  @Test func `who ran often tells what all waited for, and idle threads do not`() throws {
    let idle = Reading(wait: .lock)
    let reader = Reading(state: "D", wait: .disk, onCPU: 2, timeslices: 50)
    let found = try record([[reader] + .init(repeating: idle, count: 20)])
    #expect(try #require(found.idleSeconds["disk"]) > 0.0079)
    #expect(found.idleSeconds["lock"] == nil)
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

  @Test func `no interval, no record`() {
    #expect(ActivityTally(cpus: 2).result == nil)
  }
}
