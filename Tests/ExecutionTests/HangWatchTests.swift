import Testing

@testable import Execution

/// A trial in which nobody runs any more.
@Suite struct HangWatchTests {
  private let proc: FakeProc
  private let tasks: [(pid: Int32, tid: Int32)]
  private static let second: UInt64 = 1_000_000_000

  init() throws {
    proc = try FakeProc()
    let first = FakeProc.firstPID
    tasks = (0..<40).map { (first + $0, first + $0) }
    for task in tasks { try proc.put(task.pid) }
  }

  private func ran(_ worker: Int, for nanoseconds: Int) throws {
    try proc.write(
      "\(nanoseconds) 2000 3\n", "\(tasks[worker].pid)/task/\(tasks[worker].tid)/schedstat")
  }

  /// What looks every 10 s say until then.
  private func looks(
    _ watch: inout HangWatch, _ seconds: ClosedRange<UInt64>,
    each: (UInt64) throws -> Void = { _ in }
  ) throws -> [Int] {
    var found: [Int] = []
    for second in seconds {
      try each(second)
      if let hung = watch.look(at: second * Self.second) { found.append(hung) }
    }
    return found
  }

  @Test func `is told once nobody has run for the time`() throws {
    var watch = HangWatch(tasks, at: 0, proc: proc.reader)
    #expect(try looks(&watch, 1...139) == [])
    #expect(try looks(&watch, 140...141) == [120])
  }

  @Test(arguments: [0, 39])
  func `is none while one of many runs now and then`(worker: Int) throws {
    var watch = HangWatch(tasks, at: 0, proc: proc.reader)
    let found = try looks(&watch, 1...600) { second in
      if second % 100 == 0 { try ran(worker, for: 1000 + Int(second)) }
    }
    #expect(found == [])
    #expect(try looks(&watch, 601...800).isEmpty == false)
  }

  @Test func `is none while somebody has stopped a worker`() throws {
    var watch = HangWatch(tasks, at: 0, proc: proc.reader)
    let stopped = tasks[7]
    try proc.write(
      FakeProc.stat(stopped.tid, state: "T"), "\(stopped.pid)/task/\(stopped.tid)/stat")
    #expect(try looks(&watch, 1...400) == [])
    try proc.write(FakeProc.stat(stopped.tid), "\(stopped.pid)/task/\(stopped.tid)/stat")
    #expect(try looks(&watch, 401...600).isEmpty == false)
  }
}
