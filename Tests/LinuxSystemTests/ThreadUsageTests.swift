import Glibc
import LinuxSystem
import Testing

@Suite struct ThreadUsageTests {
  @Test(arguments: [10, 50])
  func `each sleep is one voluntary switch`(sleeps: Int) throws {
    let switches = try OwnThread.run {
      let before = ThreadUsage.current()
      for _ in 0..<sleeps { MonotonicClock.sleep(until: MonotonicClock.now() + 1_000_000) }
      return ThreadUsage.current().voluntaryContextSwitches - before.voluntaryContextSwitches
    }
    // A page fault may put the thread to sleep once more; it can hardly do so every other time.
    #expect(switches >= sleeps)
    #expect(switches <= sleeps + 5)
  }

  @Test func `another thread's sleeps are not counted here`() throws {
    let switches = try OwnThread.run {
      let before = ThreadUsage.current()
      try OwnThread.run {
        for _ in 0..<50 { MonotonicClock.sleep(until: MonotonicClock.now() + 1_000_000) }
      }
      return ThreadUsage.current().voluntaryContextSwitches - before.voluntaryContextSwitches
    }
    // The join waits once; starting the thread may wait for a lock.
    #expect(switches < 10)
  }

  @Test func `a thread that only spins gives up nothing of its own accord`() throws {
    let switches = try OwnThread.run {
      let before = ThreadUsage.current()
      let start = CPUClock.thread()
      while CPUClock.thread() - start < 50_000_000 {}
      return ThreadUsage.current().voluntaryContextSwitches - before.voluntaryContextSwitches
    }
    #expect(switches <= 2)
  }

  @Test func `each page that is touched is one fault`() throws {
    let pages = 64
    let faults = try OwnThread.run { () -> UInt64 in
      let size = Int(ProcessControl.pageBytes)
      let memory = mmap(
        nil, pages * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let memory, memory != MAP_FAILED else { return 0 }
      defer { munmap(memory, pages * size) }
      madvise(memory, pages * size, MADV_NOHUGEPAGE)
      let before = ThreadUsage.current()
      for page in 0..<pages { memory.storeBytes(of: 1, toByteOffset: page * size, as: UInt8.self) }
      return ThreadUsage.current().minorFaults - before.minorFaults
    }
    #expect(faults >= UInt64(pages))
    #expect(faults <= UInt64(pages) + 16)
  }

  @Test func `time used is within a tick of the thread's clock`() throws {
    let (ticks, clock) = try OwnThread.run {
      let (before, start) = (ThreadUsage.current(), CPUClock.thread())
      while CPUClock.thread() - start < 200_000_000 {}
      let after = ThreadUsage.current()
      let used =
        after.userMicroseconds + after.systemMicroseconds - before.userMicroseconds
        - before.systemMicroseconds
      return (used, CPUClock.thread() - start)
    }
    #expect(abs(Double(ticks) * 1e3 / Double(clock) - 1) < 0.15)
  }
}
