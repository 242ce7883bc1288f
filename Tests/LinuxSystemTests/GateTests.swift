import LinuxSystem
import Synchronization
import SystemPackage
import Testing

@Suite struct GateTests {
  private final class Count: Sendable {
    let passed = Atomic<Int>(0)
    let waiting = Atomic<Int>(0)
  }

  /// Sleeps until the condition holds; false when it does not within 10 s.
  private func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = MonotonicClock.now() + 10_000_000_000
    while !condition() {
      guard MonotonicClock.now() < deadline else { return false }
      MonotonicClock.sleep(until: MonotonicClock.now() + 1_000_000)
    }
    return true
  }

  /// Each waiter maps the file for itself, as each host does: a futex private to one mapping would never wake.
  @Test(arguments: [1, 2, 16])
  func `nobody passes before it opens, and all pass then`(waiters: Int) throws {
    let file = try Gate.makeFile()
    defer { try? file.close() }
    let count = Count()
    let threads = try (0..<waiters).map { _ in
      try WorkerThread {
        guard let gate = try? Gate(mapping: file) else { return }
        count.waiting.add(1, ordering: .sequentiallyConsistent)
        gate.wait()
        count.passed.add(1, ordering: .sequentiallyConsistent)
      }
    }
    let gate = try Gate(mapping: file)
    #expect(eventually { count.waiting.load(ordering: .sequentiallyConsistent) == waiters })
    MonotonicClock.sleep(until: MonotonicClock.now() + 20_000_000)
    #expect(count.passed.load(ordering: .sequentiallyConsistent) == 0)
    gate.open()
    #expect(eventually { count.passed.load(ordering: .sequentiallyConsistent) == waiters })
    guard count.passed.load(ordering: .sequentiallyConsistent) == waiters else { return }
    for thread in threads { thread.join() }
  }

  @Test func `who comes late walks through`() throws {
    let file = try Gate.makeFile()
    defer { try? file.close() }
    try Gate(mapping: file).open()
    try Gate(mapping: file).wait()
  }

  @Test func `its stages open one by one, and it counts who arrives`() throws {
    let file = try Gate.makeFile()
    defer { try? file.close() }
    let gate = try Gate(mapping: file)
    let count = Count()
    gate.open(.work)
    let thread = try WorkerThread {
      guard let gate = try? Gate(mapping: file) else { return }
      gate.wait()
      count.waiting.add(gate.arrive(), ordering: .sequentiallyConsistent)
      gate.wait(for: .report)
      count.passed.add(1, ordering: .sequentiallyConsistent)
    }
    #expect(eventually { count.waiting.load(ordering: .sequentiallyConsistent) == 1 })
    MonotonicClock.sleep(until: MonotonicClock.now() + 20_000_000)
    #expect(count.passed.load(ordering: .sequentiallyConsistent) == 0)
    #expect(gate.arrive() == 2)
    gate.open(.report)
    thread.join()
    #expect(count.passed.load(ordering: .sequentiallyConsistent) == 1)
  }

  @Test func `two gates are two`() throws {
    let files = [try Gate.makeFile(), try Gate.makeFile()]
    defer { for file in files { try? file.close() } }
    try Gate(mapping: files[0]).open()
    let count = Count()
    let other = files[1]
    let thread = try WorkerThread {
      guard let gate = try? Gate(mapping: other) else { return }
      gate.wait()
      count.passed.add(1, ordering: .sequentiallyConsistent)
    }
    MonotonicClock.sleep(until: MonotonicClock.now() + 20_000_000)
    #expect(count.passed.load(ordering: .sequentiallyConsistent) == 0)
    try Gate(mapping: files[1]).open()
    thread.join()
    #expect(count.passed.load(ordering: .sequentiallyConsistent) == 1)
  }
}
