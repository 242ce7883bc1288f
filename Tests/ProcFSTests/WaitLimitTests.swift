import ProcFS
import Testing

@Suite struct WaitLimitTests {
  private func call(_ number: Int, _ arguments: [UInt64]) throws -> TaskSyscall {
    let all = arguments + .init(repeating: 0, count: 6 - arguments.count)
    let text = all.map { "0x" + String($0, radix: 16) }.joined(separator: " ")
    return try #require(
      TaskSyscall(parsing: Array("\(number) \(text) 0x7ffc 0x7f05\n".utf8)))
  }

  @Test func `milliseconds stand in a register, and a negative number is no limit`() throws {
    #expect(try WaitLimit(call(232, [3, 0x7f00, 16, 50]), table: .x86) == .milliseconds(50))
    #expect(try WaitLimit(call(232, [3, 0x7f00, 16, 0xffff_ffff]), table: .x86) == nil)
    #expect(try WaitLimit(call(7, [0x7f00, 1, 20]), table: .x86) == .milliseconds(20))
    #expect(try WaitLimit(call(22, [3, 0x7f00, 16, 50]), table: .arm) == .milliseconds(50))
  }

  @Test func `other calls point to a time, and null is no limit`() throws {
    #expect(
      try WaitLimit(call(23, [1, 0, 0, 0, 0x50]), table: .x86) == .pointer(0x50, .microseconds))
    #expect(
      try WaitLimit(call(270, [1, 0, 0, 0, 0x50]), table: .x86) == .pointer(0x50, .nanoseconds))
    #expect(try WaitLimit(call(271, [0x40, 1, 0x50]), table: .x86) == .pointer(0x50, .nanoseconds))
    #expect(try WaitLimit(call(271, [0x40, 1, 0]), table: .x86) == nil)
    #expect(try WaitLimit(call(0, [3, 0x40, 16]), table: .x86) == nil, "a read has none")
  }

  @Test func `a plain futex wait takes a duration, the others an instant of their clock`() throws {
    func limit(_ operation: UInt64) throws -> WaitLimit? {
      try WaitLimit(call(202, [0x40, operation, 2, 0x50]), table: .x86)
    }
    #expect(try limit(128) == .pointer(0x50, .nanoseconds))
    #expect(try limit(128 | 9) == .pointer(0x50, .untilMonotonic))
    #expect(try limit(128 | 256 | 9) == .pointer(0x50, .untilRealtime))
    #expect(try limit(128 | 6) == .pointer(0x50, .untilRealtime))
  }

  @Test func `mutexes and conditions give themselves away by their calls`() throws {
    func futex(_ operation: UInt64, expected: UInt64) throws -> FutexWait {
      try #require(FutexWait(call(202, [0x40, operation, expected]), table: .x86))
    }
    #expect(try futex(0x80, expected: 2).isHeld, "glibc's mutex")
    #expect(try futex(0x89, expected: 2).isHeld, "Rust's")
    #expect(try futex(0x86, expected: 0).isHeld, "one with priority inheritance")
    #expect(try futex(0x189, expected: 0).isCondition, "glibc's condition variable")
    #expect(try futex(0x89, expected: 0x3fff_ffff).isHeld, "Rust's read-write lock")
    #expect(try !futex(0x89, expected: 0xffff_ffff).isHeld, "a parked thread of Rust's")
    let barrier = try futex(0x80, expected: 7)
    #expect(!barrier.isHeld && !barrier.isCondition)
  }

  @Test func `who waits for a flush is told from who reads`() throws {
    #expect(try call(74, [3]).isFlush(.x86))
    #expect(try call(83, [3]).isFlush(.arm))
    #expect(try !call(17, [3]).isFlush(.x86))
  }
}
