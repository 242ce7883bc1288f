import Execution
import Testing

/// Readings of a thread, in ms of an invented clock.
@Suite struct ThreadTimesTests {
  private static let millisecond: UInt64 = 1_000_000

  /// One reading: when, time on the CPU, credited waits for one, and whether the thread was ready.
  struct Reading {
    var at: UInt64
    var onCPU: UInt64
    var waited: UInt64?
    var ready = true
  }

  private func times(
    _ readings: [Reading], tick: UInt64 = 100
  ) -> ThreadTimes {
    var times = ThreadTimes(seenAt: readings[0].at * Self.millisecond)
    times.narrowStart(to: tick * Self.millisecond..<(tick + 10) * Self.millisecond)
    for reading in readings {
      times.add(
        onCPU: reading.onCPU * Self.millisecond,
        runQueue: reading.waited.map { $0 * Self.millisecond },
        isReady: reading.ready, at: reading.at * Self.millisecond)
    }
    return times
  }

  @Test func `it began in its tick, before the time that it has used`() {
    // Seen first 20 ms late; it has run for 12 of the 13 ms since 107.
    let times = times([Reading(at: 120, onCPU: 12, waited: 1)])
    #expect(times.started == 107 * Self.millisecond)
  }

  @Test func `a thread that slept at first began at the end of its tick at the latest`() {
    #expect(times([Reading(at: 150, onCPU: 1, waited: 0)]).started == 110 * Self.millisecond)
  }

  @Test func `a later reading can show that it began earlier, but not before its tick`() {
    let first = Reading(at: 120, onCPU: 0, waited: 0)
    let later = times([first, Reading(at: 220, onCPU: 30, waited: 87)])
    #expect(later.started == 103 * Self.millisecond)
    let tooMuch = times([first, Reading(at: 220, onCPU: 30, waited: 110)])
    #expect(tooMuch.started == 100 * Self.millisecond)
  }

  @Test func `a wait that goes on at the last reading counts`() {
    let times = times([
      Reading(at: 110, onCPU: 10, waited: 0), Reading(at: 130, onCPU: 25, waited: 0),
      Reading(at: 200, onCPU: 25, waited: 0),
    ])
    #expect(times.runQueue == 75 * Self.millisecond)
    #expect(times.onCPU == 25 * Self.millisecond)
    #expect(times.lastSeen == 200 * Self.millisecond)
  }

  @Test func `a credited wait is not counted twice`() {
    let times = times([
      Reading(at: 110, onCPU: 10, waited: 0), Reading(at: 200, onCPU: 10, waited: 0),
      Reading(at: 210, onCPU: 15, waited: 95),
    ])
    #expect(times.runQueue == 95 * Self.millisecond)
  }

  @Test func `sleep is no wait for a CPU`() {
    let asleep = times([
      Reading(at: 110, onCPU: 10, waited: 0), Reading(at: 200, onCPU: 10, waited: 0, ready: false),
    ])
    #expect(asleep.runQueue == 0)
    let awake = times([
      Reading(at: 110, onCPU: 10, waited: 0, ready: false), Reading(at: 200, onCPU: 10, waited: 0),
    ])
    #expect(awake.runQueue == 0)
  }

  @Test func `a running thread's stale account is no wait`() {
    let times = times([
      Reading(at: 110, onCPU: 10, waited: 0), Reading(at: 120, onCPU: 12, waited: 0),
    ])
    #expect(times.runQueue == 0)
  }

  @Test func `the account of the ended thread replaces what was inferred`() {
    var times = times([
      Reading(at: 110, onCPU: 10, waited: 0), Reading(at: 200, onCPU: 10, waited: 0),
    ])
    times.began(at: 99 * Self.millisecond)
    times.finish(
      at: 210 * Self.millisecond, onCPU: 12 * Self.millisecond, runQueue: 80 * Self.millisecond)
    #expect(times.started == 99 * Self.millisecond)
    #expect(times.lastSeen == 210 * Self.millisecond)
    #expect(times.runQueue == 80 * Self.millisecond)
  }

  @Test func `without schedstat there is no wait to tell`() {
    #expect(times([Reading(at: 110, onCPU: 10), Reading(at: 200, onCPU: 10)]).runQueue == nil)
  }
}
