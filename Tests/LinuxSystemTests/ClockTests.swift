import Glibc
import LinuxSystem
import Testing

@Suite(.serialized) struct ClockTests {
  /// Uses the calling thread's CPU for so long, by `getrusage`: not the clock under test.
  private static func spin(microseconds: Int) {
    func used() -> Int {
      var usage = rusage()
      getrusage(__rusage_who_t(1), &usage)  // RUSAGE_THREAD
      return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
        + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }
    let end = used() + microseconds
    while used() < end {}
  }

  @Test func `the thread's clock counts what the thread used`() throws {
    let used = try OwnThread.run {
      let before = CPUClock.thread()
      Self.spin(microseconds: 200_000)
      return CPUClock.thread() - before
    }
    // rusage lags by up to a tick (10 ms at 100 Hz) at either end.
    #expect(Double(used) / 200e6 > 0.9)
    #expect(Double(used) / 200e6 < 1.15)
  }

  @Test func `the thread's clock stands still while it sleeps`() throws {
    let (cpu, wall) = try OwnThread.run {
      let (cpu, wall) = (CPUClock.thread(), MonotonicClock.now())
      MonotonicClock.sleep(until: wall + 100_000_000)
      return (CPUClock.thread() - cpu, MonotonicClock.now() - wall)
    }
    #expect(wall >= 100_000_000)
    #expect(Double(cpu) / Double(wall) < 0.1)
  }

  @Test func `the process's clock holds the threads' together, ended ones too`() throws {
    let before = CPUClock.ownProcess()
    for _ in 0..<2 {
      try OwnThread.run { Self.spin(microseconds: 50_000) }
    }
    #expect(Double(CPUClock.ownProcess() - before) / 100e6 > 0.8)
    let own = try #require(CPUClock.process(getpid()))
    #expect(Double(own) / Double(CPUClock.ownProcess()) > 0.5)
  }

  /// The same child by two interfaces: its CPU clock while it is a zombie, and `wait4` afterwards.
  @Test func `a zombie's clock is what wait4 tells`() throws {
    let script = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"
    let pid = try Spawn(path: "/bin/sh", arguments: ["sh", "-c", script], descriptors: []).start()
    var info = siginfo_t()
    #expect(waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == 0)
    let clock = try #require(CPUClock.process(pid))
    var usage = rusage()
    var status: Int32 = 0
    #expect(wait4(pid, &status, 0, &usage) == pid)
    let total =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    #expect(total > 0.005, "the child did too little to compare")
    #expect(abs(Double(clock) / 1e9 / total - 1) < 0.02)
    #expect(CPUClock.process(pid) == nil, "reaped: there is no clock any more")
  }

  @Test func `sleeping ends not before its deadline, and at once when that has passed`() {
    let start = MonotonicClock.now()
    MonotonicClock.sleep(until: start + 5_000_000)
    #expect(MonotonicClock.now() >= start + 5_000_000)
    let late = MonotonicClock.now()
    MonotonicClock.sleep(until: 0)
    #expect(MonotonicClock.now() - late < 1_000_000_000)
  }
}
