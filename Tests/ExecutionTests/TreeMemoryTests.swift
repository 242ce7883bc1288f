import LinuxSystem
import ProcFS
import ProfileModel
import Testing

@testable import Execution

/// When the memory of a tree is read, and what is kept of it.
@Suite struct TreeMemoryTests {
  private let proc: FakeProc
  private let pids = [FakeProc.firstPID, FakeProc.firstPID + 1]
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 64)
  private let page = Int(ProcessControl.pageBytes)

  init() throws {
    proc = try FakeProc()
    for pid in pids { try proc.put(pid) }
  }

  private func processes() -> [TreeProcess] {
    pids.map { TreeProcess(pid: $0, copy: nil, proc: proc.reader) }
  }

  /// One that never has the budget for another reading of PSS but those that growth asks for.
  private func thrifty() -> TreeMemory {
    var memory = TreeMemory(budget: 1e-9)
    memory.start(at: MonotonicClock.now())
    return memory
  }

  private func set(_ pages: [Int], pssKiB: [Int]) throws {
    for (index, pid) in pids.enumerated() {
      try proc.setMemory(pid, rssPages: pages[index], pssKiB: pssKiB[index])
    }
  }

  @Test func `the peak is that of the sum at one instant, not the sum of peaks`() throws {
    var memory = thrifty()
    var processes = processes()
    for pages in [[100, 10], [10, 60]] {
      try set(pages, pssKiB: pages)
      memory.read(&processes, at: MonotonicClock.now(), buffer)
    }
    #expect(memory.peakRSS == UInt64(110 * page))
    #expect(processes.map(\.peakRSS) == [UInt64(100 * page), UInt64(60 * page)])
    #expect(memory.peakPSS == 110 << 10)
  }

  @Test func `growth by a quarter is read at once, a smaller one when it has stopped`() throws {
    var memory = thrifty()
    var processes = processes()
    func read(_ pages: Int) throws {
      try set([pages, 0], pssKiB: [pages, 0])
      memory.read(&processes, at: MonotonicClock.now(), buffer)
    }
    try read(100)
    #expect(memory.pssSamples == 1)
    try read(130)
    #expect(memory.pssSamples == 2 && memory.peakPSS == 130 << 10)
    try read(140)
    #expect(memory.pssSamples == 2)
    for _ in 0..<3 { try read(140) }
    #expect(memory.pssSamples == 3 && memory.peakPSS == 140 << 10)
    #expect(!memory.missedPeak)
  }

  @Test func `a peak at which PSS could not be read is known as missed`() throws {
    var memory = thrifty()
    var processes = processes()
    try set([100, 0], pssKiB: [100, 0])
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(!memory.missedPeak)
    try set([1000, 0], pssKiB: [0, 0])
    try proc.write("", "\(pids[0])/smaps_rollup")
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(memory.peakRSS == UInt64(1000 * page))
    #expect(memory.missedPeak && memory.peakPSS == 100 << 10)
  }

  @Test func `a process that has gone counts no more`() throws {
    var memory = thrifty()
    var processes = processes()
    try set([100, 100], pssKiB: [1, 1])
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    processes[1].leave()
    try set([120, 500], pssKiB: [1, 1])
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(memory.peakRSS == UInt64(200 * page))
  }

  @Test func `the memory of a process whose first thread has ended is that of the others`() throws {
    let pid = pids[0]
    try proc.put(pid, threads: [pid + 100])
    var processes = processes()
    processes[0].knownThreads = 2
    var memory = thrifty()
    try set([0, 0], pssKiB: [0, 0])
    try proc.write("90 90 0 0 0 0 0\n", "\(pid)/task/\(pid + 100)/statm")
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(memory.peakRSS == UInt64(90 * page))
  }

  @Test func `huge pages count, in what is resident and in what is shared`() throws {
    var processes = processes()
    var memory = thrifty()
    try proc.write(
      "VmHWM:\t400 kB\nVmRSS:\t400 kB\nHugetlbPages:\t4096 kB\n", "\(pids[0])/status")
    try proc.setMemory(pids[0], rssPages: 100, pssKiB: 300, rollupRSSKiB: 400, hugeKiB: 4096)
    processes = self.processes()
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(memory.peakPSS == 4396 << 10)
    #expect(memory.peakRSS == UInt64(100 * page) + 4096 << 10)
    #expect(processes[0].peakRSS == UInt64(100 * page) + 4096 << 10)
  }

  @Test func `what is shared in part is never more than what is there`() throws {
    var memory = thrifty()
    var processes = processes()
    try proc.setMemory(pids[0], rssPages: 1, pssKiB: 800, rollupRSSKiB: 900)
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    #expect(memory.peakPSS == 800 << 10)
    #expect(memory.peakRSS == 900 << 10)
  }

  @Test func `the row of a process's first thread carries its memory`() throws {
    var memory = thrifty()
    var processes = processes()
    try set([10, 0], pssKiB: [7, 0])
    memory.read(&processes, at: MonotonicClock.now(), buffer)
    var sample = Sample(instant: 1, worker: 0)
    memory.put(processes[0], into: &sample)
    #expect(sample.rssBytes == UInt64(10 * page) && sample.pssBytes == 7 << 10)
    var other = Sample(instant: 1, worker: 1)
    memory.put(processes[1], into: &other)
    #expect(other.rssBytes == Sample.absent)
  }
}
