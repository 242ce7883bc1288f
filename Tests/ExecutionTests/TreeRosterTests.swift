import Foundation
import ProcFS
import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// Who is found in a tree, and who is lost again.
@Suite struct TreeRosterTests {
  private static let launcher = FakeProc.firstPID
  private let proc: FakeProc
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 64)

  init() throws {
    proc = try FakeProc()
  }

  private func roster(room: Int = .max, mostThreads: Int = 100) -> TreeRoster {
    TreeRoster(
      scope: .launched(by: Self.launcher), proc: proc.reader, room: room, mostThreads: mostThreads)
  }

  private func pid(_ number: Int32) -> Int32 { Self.launcher + number }

  /// Reads all that live, as the sampler does.
  private func read(_ roster: inout TreeRoster) {
    for index in roster.live { read(&roster, index) }
    roster.sweep()
    let known = roster.live.count
    roster.find(at: 1, buffer)
    for index in roster.live.dropFirst(known) { read(&roster, index) }
    roster.sweep()
  }

  private func read(_ roster: inout TreeRoster, _ index: Int) {
    var sample = Sample(instant: 1, worker: index)
    _ = roster.read(index, into: &sample, buffer)
  }

  private func tids(_ roster: TreeRoster) -> [Int32] { roster.live.map { roster.threads[$0].tid } }

  @Test func `children and their children are found with their threads`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1), threads: [pid(2)], children: [pid(3)])
    try proc.put(pid(3))
    var roster = roster()
    read(&roster)
    #expect(tids(roster) == [pid(1), pid(2), pid(3)])
    #expect(roster.processes.map(\.pid) == [pid(1), pid(3)])
    #expect(roster.processes[0].knownThreads == 2)
    #expect(!roster.isShort)
  }

  @Test func `what a copy starts belongs to that copy`() throws {
    try proc.put(pid(0), children: [pid(1), pid(2)])
    try proc.put(pid(1), children: [pid(3)])
    for child in [pid(2), pid(3)] { try proc.put(child) }
    var roster = roster()
    for copy in 0..<2 {
      roster.add(.init(pid: pid(Int32(copy) + 1), spawned: 1), copy: copy, at: 1)
    }
    read(&roster)
    let copies = Dictionary(uniqueKeysWithValues: roster.processes.map { ($0.pid, $0.copy) })
    #expect(copies == [pid(1): 0, pid(2): 1, pid(3): 0])
  }

  @Test func `a process that stays stopped is told of, once`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1))
    var roster = roster()
    read(&roster)
    try proc.write(FakeProc.stat(pid(1), state: "T"), "\(pid(1))/task/\(pid(1))/stat")
    read(&roster)
    #expect(roster.newlyStopped().isEmpty, "job control stops for a moment")
    Thread.sleep(forTimeInterval: 1.05)
    read(&roster)
    #expect(roster.newlyStopped().map(\.pid) == [pid(1)])
    #expect(roster.newlyStopped().isEmpty)
  }

  @Test func `who did not run is not asked for children again, who ran is`() throws {
    func put(children: [Int32], timeslices: Int) throws {
      try proc.write(children.map { "\($0) " }.joined(), "\(pid(1))/task/\(pid(1))/children")
      try proc.write("1000 2000 \(timeslices)\n", "\(pid(1))/task/\(pid(1))/schedstat")
    }
    try proc.put(pid(0), children: [pid(1)])
    for process in [pid(1), pid(2)] { try proc.put(process) }
    try proc.write(FakeProc.stat(pid(1), state: "S"), "\(pid(1))/task/\(pid(1))/stat")
    var roster = roster()
    read(&roster)
    read(&roster)
    try put(children: [pid(2)], timeslices: 3)
    read(&roster)
    #expect(tids(roster) == [pid(1)])
    try put(children: [pid(2)], timeslices: 4)
    read(&roster)
    #expect(tids(roster) == [pid(1), pid(2)])
  }

  @Test func `who makes a child in the rest of a timeslice in which it was seen is asked for it`()
    throws
  {
    try proc.put(pid(0), children: [pid(1)])
    for process in [pid(1), pid(2)] { try proc.put(process) }
    var roster = roster()
    read(&roster)
    try proc.write("\(pid(2)) ", "\(pid(1))/task/\(pid(1))/children")
    try proc.write(FakeProc.stat(pid(1), state: "S"), "\(pid(1))/task/\(pid(1))/stat")
    read(&roster)
    #expect(tids(roster) == [pid(1), pid(2)])
  }

  @Test func `threads that come later are found by their number`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1))
    var roster = roster()
    read(&roster)
    try proc.put(pid(1), threads: [pid(2), pid(3)])
    read(&roster)
    read(&roster)
    #expect(tids(roster) == [pid(1), pid(2), pid(3)])
  }

  @Test func `who is gone is no longer read, and what was read of it stays`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1), threads: [pid(2)])
    var roster = roster()
    read(&roster)
    try proc.end(pid(1), thread: pid(2))
    read(&roster)
    #expect(tids(roster) == [pid(1)])
    #expect(roster.threads[1].isGone && roster.threads[1].wasRead)
    #expect(roster.threads[1].times.onCPU == 1000)
    try proc.write("", "\(pid(0))/task/\(pid(0))/children")
    try proc.end(pid(1))
    read(&roster)
    #expect(roster.live.isEmpty && roster.liveProcesses.isEmpty)
    #expect(roster.processes[0].isGone)
  }

  @Test func `what no descriptor is left for is not followed, and that is known`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1), threads: [pid(2), pid(3)])
    var roster = roster(room: 20)
    read(&roster)
    read(&roster)
    #expect(tids(roster) == [pid(1), pid(2)], "three files of the process, six of each thread")
    #expect(roster.unfollowed == 1, "one thread, however often it was passed over")
    #expect(roster.isShort)
  }

  @Test func `once the table is full, later processes take the places of those that have gone`()
    throws
  {
    var roster = roster(mostThreads: 2)
    for number: Int32 in 1...6 {
      try proc.put(pid(0), children: [pid(number)])
      try proc.put(pid(number))
      if number > 1 { try proc.end(pid(number - 1)) }
      read(&roster)
      read(&roster)
      #expect(tids(roster) == [pid(number)])
    }
    #expect(roster.threads.count <= 3 && roster.processes.count <= 3)
    #expect(roster.unfollowed == 0)
    let kept = roster.threads.reduce(0) { $0 + $1.times.onCPU }
    #expect(kept + roster.forgottenCPU == 6000, "what was read of each counts")
  }

  @Test func `a thread that executes a program is not counted twice`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1), threads: [pid(2)])
    let first = "\(pid(1))/task/\(pid(1))/schedstat"
    try proc.write("1000000000 0 3\n", first)
    try proc.write("5000000000 0 3\n", "\(pid(1))/task/\(pid(2))/schedstat")
    var roster = roster()
    read(&roster)
    // It goes on under the first one's number, and its own is gone.
    try proc.write("5001000000 0 3\n", first)
    try proc.end(pid(1), thread: pid(2))
    read(&roster)
    #expect(tids(roster) == [pid(1)])
    #expect(roster.threads.map(\.times.onCPU) == [1_001_000_000, 5_000_000_000])
    try proc.write("5003000000 0 3\n", first)
    read(&roster)
    #expect(roster.threads[0].times.onCPU == 1_003_000_000)
  }

  @Test func `a zombie takes no more readings than it is worth`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1))
    try proc.write(FakeProc.stat(pid(1), state: "Z"), "\(pid(1))/task/\(pid(1))/stat")
    var roster = roster()
    read(&roster)
    try proc.write("9999 0 3\n", "\(pid(1))/task/\(pid(1))/schedstat")
    read(&roster)
    #expect(roster.threads[0].times.onCPU == 1000)
    for _ in 0..<16 { read(&roster) }
    #expect(roster.threads[0].times.onCPU == 9999)
  }

  @Test func `a thread's ticks, CPUs and states are kept`() throws {
    try proc.put(pid(0), children: [pid(1)])
    try proc.put(pid(1))
    var roster = roster()
    read(&roster)
    try proc.write(FakeProc.stat(pid(1), state: "S"), "\(pid(1))/task/\(pid(1))/stat")
    try proc.write("futex_wait_queue", "\(pid(1))/task/\(pid(1))/wchan")
    read(&roster)
    let thread = try #require(roster.threads.first)
    #expect(thread.userTicks == 5 && thread.systemTicks == 2)
    #expect(thread.cpus == [1])
    #expect(thread.states.named == ["runnable": 1, "lock": 1])
  }

  /// A window's first or last reading of one process that was there before.
  private func window(after kept: [Int32: TreeThread.Kept] = [:]) throws -> TreeRoster {
    var roster = TreeRoster(scope: .named, proc: proc.reader, inherited: kept)
    roster.beginOpening()
    roster.add(.init(pid: pid(1)), copy: 0, at: 1)
    read(&roster)
    roster.endOpening(at: 1)
    return roster
  }

  private func close(_ roster: inout TreeRoster) {
    roster.isClosing = true
    read(&roster)
    roster.isClosing = false
  }

  @Test func `a window goes on with what the one before has left open`() throws {
    try proc.put(pid(1))
    var first = try window()
    close(&first)
    let kept = first.kept
    #expect(kept.keys.sorted() == [pid(1)])
    // Opened anew, it would be read from the new file.
    let stat = "\(pid(1))/task/\(pid(1))/schedstat"
    let old = proc.folder.file(stat)
    try FileManager.default.moveItem(atPath: old, toPath: old + ".kept")
    try proc.write("9000 9000 9\n", stat)
    var second = try window(after: kept)
    close(&second)
    #expect(second.threads.map(\.times.onCPU) == [0])
    try proc.write("1500 2000 4\n", stat + ".kept")
    close(&second)
    #expect(second.threads.map(\.times.onCPU) == [500])
  }

  @Test func `who slept from one reading to the next has made no switch, who ran is asked`() throws
  {
    try proc.put(pid(1))
    let task = "\(pid(1))/task/\(pid(1))"
    try proc.write(FakeProc.stat(pid(1), state: "S"), "\(task)/stat")
    var roster = try window()
    try proc.write(
      "voluntary_ctxt_switches:\t30\nnonvoluntary_ctxt_switches:\t8\n", "\(task)/status")
    close(&roster)
    #expect(roster.threads[0].counts.voluntarySwitches == 0)
    try proc.write("1500 2000 4\n", "\(task)/schedstat")
    close(&roster)
    #expect(roster.threads[0].counts.voluntarySwitches == 7)
    #expect(roster.threads[0].counts.involuntarySwitches == 1)
  }
}
