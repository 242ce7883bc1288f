import CLinuxShims
import Glibc
import SystemPackage

/// perf's software counters over a tree of processes: they need no hardware, and children inherit them.
///
/// Made by the process that spawns the tree; each child counts from its `execve` on, and a reading adds up all that
/// live and all that have ended (`perf_event_open`, `inherit`, `enable_on_exec`).
public final class EventCounters: Sendable {
  private let counters: [Int32]

  /// What was counted; nil where a counter could not be read.
  public struct Reading: Sendable {
    public var taskClockNanoseconds: UInt64?
    public var contextSwitches: UInt64?
    public var migrations: UInt64?
    public var minorFaults: UInt64?
    public var majorFaults: UInt64?
  }

  /// Opens them for the children of the calling process.
  ///
  /// - Throws: `permissionDenied` where `kernel.perf_event_paranoid` forbids it.
  public init() throws(SystemError) {
    var opened: [Int32] = []
    do throws(SystemError) {
      for event in Self.events {
        opened.append(try systemCall("perf_event_open") { profile_perf_open_children(event) })
      }
    } catch {
      for counter in opened { close(counter) }
      throw error
    }
    counters = opened
  }

  deinit {
    for counter in counters { close(counter) }
  }

  private static var events: [UInt64] {
    [
      profile_perf_task_clock(), profile_perf_context_switches(), profile_perf_migrations(),
      profile_perf_minor_faults(), profile_perf_major_faults(),
    ]
  }

  public func read() -> Reading {
    let values = counters.map(Self.value)
    return Reading(
      taskClockNanoseconds: values[0], contextSwitches: values[1], migrations: values[2],
      minorFaults: values[3], majorFaults: values[4])
  }

  private static func value(_ counter: Int32) -> UInt64? {
    var value: UInt64 = 0
    return Glibc.read(counter, &value, 8) == 8 ? value : nil
  }

  /// Proves that this user's counters count: an ordinary user's may silently read 0.
  ///
  /// - Throws: the error of `perf_event_open`, or `notSupported` when a sleep of the calling thread was not counted
  ///   as a switch.
  public static func probe() throws(SystemError) {
    let clock = try systemCall("perf_event_open") {
      profile_perf_open_self(profile_perf_task_clock())
    }
    defer { close(clock) }
    let switches = try systemCall("perf_event_open") {
      profile_perf_open_self(profile_perf_context_switches())
    }
    defer { close(switches) }
    MonotonicClock.sleep(until: MonotonicClock.now() + 1_000_000)
    guard let time = value(clock), let count = value(switches), time > 0, count > 0 else {
      throw SystemError(
        call: "perf_event_open", errno: .notSupported, context: "software counters read 0")
    }
  }
}
