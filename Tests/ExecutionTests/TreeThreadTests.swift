import ProcFS
import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// What is read of a thread at each reading, and what only now and then.
@Suite struct TreeThreadTests {
  private static let pid = FakeProc.firstPID
  private let proc: FakeProc
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 64)

  init() throws {
    proc = try FakeProc()
    try proc.put(Self.pid)
    try put(state: "S")
    try write("futex_do_wait", "wchan")
    try write("202 0x7f00 0x80 0x2 0x0 0x0 0x0 0x7ffc 0x7f01\n", "syscall")
  }

  private func write(_ text: String, _ file: String) throws {
    try proc.write(text, "\(Self.pid)/task/\(Self.pid)/\(file)")
  }

  private func put(state: String) throws {
    try write(FakeProc.stat(Self.pid, state: state), "stat")
  }

  private func thread() -> TreeThread {
    TreeThread(
      pid: Self.pid, tid: Self.pid, process: 0, instant: 1, isOlder: false, kept: nil,
      proc: proc.reader)
  }

  private func state(
    _ thread: inout TreeThread, isAlone: Bool = true, withSwitches: Bool = false
  ) -> Character {
    var sample = Sample(instant: 1, worker: 0)
    _ = thread.read(
      into: &sample, withSwitches: withSwitches, isAlone: isAlone, tree: [:].keys, buffer)
    return Character(UnicodeScalar(sample.state))
  }

  /// Woken, but not on a CPU yet: the times do not tell, so that the state is read at each fourth reading.
  @Test func `a sleeper's state is read at each fourth reading`() throws {
    var thread = thread()
    #expect(state(&thread) == "S")
    try put(state: "R")
    #expect((0..<5).map { _ in state(&thread) } == ["S", "S", "S", "R", "R"])
  }

  @Test func `who has run since is looked at at once`() throws {
    var thread = thread()
    #expect(state(&thread) == "S")
    try put(state: "R")
    try write("1500 2000 4\n", "schedstat")
    #expect(state(&thread) == "R")
  }

  @Test(arguments: [(false, false), (true, true)])
  func `a process that others can make grow, and the window's ends, are read whole`(
    isAlone: Bool, withSwitches: Bool
  ) throws {
    var thread = thread()
    #expect(state(&thread) == "S")
    try put(state: "R")
    #expect(state(&thread, isAlone: isAlone, withSwitches: withSwitches) == "R")
  }

  @Test func `a sleep goes on in what is counted`() throws {
    var thread = thread()
    for _ in 0..<8 { _ = state(&thread) }
    #expect(thread.states.named == ["lock": 8])
  }
}
