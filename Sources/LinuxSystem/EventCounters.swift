import CLinuxShims
import Glibc
import SystemPackage

/// perf's software counters over a tree of processes: they need no hardware, and children inherit them.
///
/// Made by the process that spawns the tree; each child counts from its `execve` on, and a reading adds up all that
/// live and all that have ended (`perf_event_open`, `inherit`, `enable_on_exec`). A process's last tenth of a millisecond
/// is not counted: `do_exit` (`kernel/exit.c`) detaches its events before it takes the address space down.
public final class EventCounters: Sendable {
  private let migrations: Int32
  private let taskClock: Int32

  /// What was counted; nil where a counter could not be read.
  public struct Reading: Sendable {
    public var taskClockNanoseconds: UInt64?
    public var migrations: UInt64?
  }

  /// Opens them for the children of the calling process.
  ///
  /// They lengthen each switch by a third of a microsecond (`perf bench sched pipe` took 1.15 times as long on Linux
  /// 6.18), and the end of every process by some 30 µs for each counter, which none of them sees.
  ///
  /// - Throws: `permissionDenied` where `kernel.perf_event_paranoid` forbids it.
  public init() throws(SystemError) {
    let first = try Self.open(profile_perf_migrations())
    do throws(SystemError) {
      taskClock = try Self.open(profile_perf_task_clock())
    } catch {
      close(first)
      throw error
    }
    migrations = first
  }

  deinit {
    close(migrations)
    close(taskClock)
  }

  private static func open(_ event: UInt64) throws(SystemError) -> Int32 {
    try systemCall("perf_event_open") { profile_perf_open_children(event) }
  }

  public func read() -> Reading {
    Reading(
      taskClockNanoseconds: Self.value(taskClock), migrations: Self.value(migrations))
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
