import ProcFS
import Testing

@Suite struct TaskSyscallTests {
  private static func call(_ number: Int, _ first: String = "0x1", _ second: String = "0x1")
    -> String
  {
    "\(number) \(first) \(second) 0x0 0x0 0x0 0x0 0x7f3a05c40aa0 0x7f3a064a3f16"
  }

  @Test func `a futex's address and whether it is private`() throws {
    func futex(_ text: String, _ table: SystemCallTable = .x86) throws -> FutexWait? {
      FutexWait(try #require(TaskSyscall(parsing: Array((text + "\n").utf8))), table: table)
    }
    let lock = try #require(try futex(Self.call(202, "0x5622ceb4cac0", "0x189")))
    #expect(lock.address == 0x5622_ceb4_cac0)
    #expect(lock.isPrivate)
    #expect(try futex(Self.call(202, "0x10", "0x0"))?.isPrivate == false)
    #expect(try futex(Self.call(98, "0x10", "0x80"), .arm)?.isPrivate == true)
    #expect(try futex(Self.call(98, "0x10", "0x80")) == nil)
    #expect(try futex("455 0x10 0x1 0x2 0x82 0x0 0x0 0x1 0x2")?.isPrivate == true)
    #expect(try futex(Self.call(449)) == nil, "waits for several")
    #expect(try futex("running") == nil)
  }

  @Test(arguments: [
    "", "\n", "runnin\n", "running \n", "-1\n", "-1 0x1\n", "-2 0x1 0x2\n", "1 0x1 0x2\n",
    "1 1 2 3 4 5 6 7 8\n", "1 0x 0x 0x 0x 0x 0x 0x 0x\n", "99999999999 0x1 0x2\n",
    "0 0x1 0x2 0x3 0x4 0x5 0x6 0x7 0x10000000000000000\n", "0 0x1 0x2 0x3 0x4 0x5 0x6 0x7 0x8",
  ])
  func `a syscall line that no kernel prints is refused`(text: String) {
    #expect(TaskSyscall(parsing: Array(text.utf8)) == nil)
  }
}
