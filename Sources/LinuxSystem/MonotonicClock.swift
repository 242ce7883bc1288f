import Glibc

/// `CLOCK_MONOTONIC`, in nanoseconds: the one clock that all processes share.
public enum MonotonicClock {
  /// Nanoseconds since boot, suspended time not counted (`clock_gettime`).
  @inline(__always)
  public static func now() -> UInt64 {
    nanoseconds(of: CLOCK_MONOTONIC)
  }

  /// Nanoseconds since 1970 (`CLOCK_REALTIME`).
  public static func realtime() -> UInt64 {
    nanoseconds(of: CLOCK_REALTIME)
  }

  /// When a tick since boot was, suspended time counted there: `/proc/PID/stat` tells so when a task began
  /// (`fs/proc/array.c`, `start_boottime`).
  public static func span(ofTick tick: UInt64) -> Range<UInt64> {
    let length = Int64(1e9 / ProcessControl.ticksPerSecond)
    let start = UInt64(max(0, (Int64(clamping: tick) &* length) &- bootOffset()))
    return start..<start + UInt64(length)
  }

  /// The tick since boot, as `/proc/PID/stat` counts it, that an instant lies in.
  public static func tick(at instant: UInt64) -> UInt64 {
    let length = Int64(1e9 / ProcessControl.ticksPerSecond)
    return UInt64(max(0, Int64(clamping: instant) &+ bootOffset()) / length)
  }

  /// How far the clock since boot is ahead; behind, in a time namespace that says so.
  ///
  /// The closest of three readings: whoever loses the CPU between two clocks sees them far apart.
  private static func bootOffset() -> Int64 {
    var best: (gap: UInt64, offset: Int64) = (.max, 0)
    for _ in 0..<3 {
      let before = now()
      let boot = nanoseconds(of: CLOCK_BOOTTIME)
      let gap = now() - before
      let offset = Int64(clamping: boot) - Int64(clamping: before + gap / 2)
      if gap < best.gap { best = (gap, offset) }
    }
    return best.offset
  }

  /// Sleeps until the given instant, however often signals interrupt (`clock_nanosleep`, `TIMER_ABSTIME`).
  public static func sleep(until deadline: UInt64) {
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }
}

/// CPU time consumed, in nanoseconds; exact where `rusage` and `/proc` are sampled by ticks.
public enum CPUClock {
  /// Of the calling thread (`CLOCK_THREAD_CPUTIME_ID`).
  @inline(__always)
  public static func thread() -> UInt64 {
    nanoseconds(of: CLOCK_THREAD_CPUTIME_ID)
  }

  /// Of the calling process (`CLOCK_PROCESS_CPUTIME_ID`).
  public static func ownProcess() -> UInt64 {
    nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID)
  }

  /// Of a live process or zombie, exited threads included; nil when it is gone.
  ///
  /// The clock id is the kernel's `(~pid << 3) | 2` (include/linux/posix-timers_types.h, `CPUCLOCK_SCHED`).
  public static func process(_ pid: Int32) -> UInt64? {
    var time = timespec()
    guard clock_gettime(clockid_t((~pid << 3) | 2), &time) == 0 else { return nil }
    return time.nanoseconds
  }
}

@inline(__always)
private func nanoseconds(of clock: clockid_t) -> UInt64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return time.nanoseconds
}

extension timespec {
  @inline(__always)
  fileprivate var nanoseconds: UInt64 { UInt64(tv_sec) &* 1_000_000_000 &+ UInt64(tv_nsec) }
}
