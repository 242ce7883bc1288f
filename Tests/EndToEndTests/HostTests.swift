import Foundation
import HostProtocol
import LinuxSystem
import SystemPackage
import TestSupport
import Testing

/// Hosts driven by hand, as the profiler drives them: the order, the gate, the answers, the hold.
private final class HandDriven {
  private(set) var pids: [Int32] = []
  private let control: LinuxSystem.Pipe
  private let replies: LinuxSystem.Pipe
  private let gateFile: FileDescriptor
  private let words: FileDescriptor
  private var text = ""

  init(_ orders: [String]) throws {
    control = try LinuxSystem.Pipe()
    replies = try LinuxSystem.Pipe()
    gateFile = try Gate.makeFile()
    words = try MemoryFile.make(named: "words")
    try replies.readEnd.setNonBlocking()
    for order in orders {
      let file = try MemoryFile.make(named: "order")
      try file.put(order)
      pids.append(
        try Spawn(
          path: Binary.host ?? "profile-host", arguments: ["profile-host"],
          descriptors: [
            (1, words), (2, words), (HostDescriptor.order, file),
            (HostDescriptor.control, control.readEnd), (HostDescriptor.answers, replies.writeEnd),
            (HostDescriptor.gate, gateFile),
          ]
        ).start())
      try file.close()
    }
  }

  deinit {
    for end in [control.readEnd, replies.readEnd, replies.writeEnd, gateFile, words] {
      try? end.close()
    }
    for pid in pids { ProcessControl.kill(pid) }
  }

  /// All answers so far, once there are so many.
  func answers(atLeast count: Int) throws -> [HostAnswer] {
    var buffer = [UInt8](repeating: 0, count: 65536)
    _ = eventually {
      if let more = try? replies.readEnd.readAvailable(into: &buffer) {
        text += String(decoding: more, as: UTF8.self)
      }
      return text.split(separator: "\n").count >= count
    }
    return try text.split(separator: "\n").map { try LineCoder.decode(HostAnswer.self, from: $0) }
  }

  func open(_ stage: Gate.Stage) throws {
    try Gate(mapping: gateFile).open(stage)
  }

  /// Ends the hold, and gives how each host ended.
  func release() throws -> [ChildExit?] {
    try control.writeEnd.close()
    return try pids.map { try ChildExit.reap($0, blocking: true)?.exit }
  }
}

extension EndToEnd {
  @Suite struct HostTests {
    private static func order(_ workers: [Int], of total: Int, limit: UInt64 = 1_000_003) -> String
    {
      Order.work(
        HostOrder(
          work: .init(
            workload: "cpu", parameters: ["limit": "\(limit)", "repeats": "1"], seed: 1),
          totalWorkers: total, workers: workers.map { .init(index: $0, cpus: []) })
      ).encoded()
    }

    private func finished(_ answers: [HostAnswer]) -> [WorkerFinished] {
      answers.compactMap { if case .finished(let finished) = $0 { finished } else { nil } }
    }

    /// Two processes of two threads each: one gate holds them all back.
    @Test func `no worker of any process starts before the gate opens`() throws {
      let hosts = try HandDriven([Self.order([0, 1], of: 4), Self.order([2, 3], of: 4)])
      let ready = try hosts.answers(atLeast: 4)
      #expect(finished(ready).isEmpty)
      pause(milliseconds: 30)
      #expect(try hosts.answers(atLeast: 4).count == 4, "they wait")
      let opened = MonotonicClock.now()
      try hosts.open(.work)
      let last = try hosts.answers(atLeast: 5)
      #expect(last.count { $0 == .done } == 1, "the last one says so")
      pause(milliseconds: 30)
      #expect(try hosts.answers(atLeast: 5).count == 5, "nobody tells of the work unasked")
      try hosts.open(.report)
      let done = finished(try hosts.answers(atLeast: 9))
      #expect(done.map(\.worker).sorted() == [0, 1, 2, 3])
      #expect(done.reduce(0) { $0 + $1.check } == 500_003_500_006)
      #expect(done.allSatisfy { $0.start >= opened && $0.end > $0.start })
      // They hold: still there, to be looked at.
      for pid in hosts.pids { #expect(try ChildExit.reap(pid, blocking: false) == nil) }
      #expect(
        try hosts.release() == [.exited(status: HostExit.done), .exited(status: HostExit.done)])
    }

    @Test func `each worker tells its thread, its CPUs and when it was ready`() throws {
      let before = MonotonicClock.now()
      let hosts = try HandDriven([Self.order([0, 1], of: 2)])
      let answers = try hosts.answers(atLeast: 2)
      let ready = answers.compactMap { if case .ready(let ready) = $0 { ready } else { nil } }
      #expect(ready.map(\.worker).sorted() == [0, 1])
      #expect(Set(ready.map(\.tid)).count == 2)
      for answer in ready {
        #expect(answer.obtainedCPUs == (try Affinity.get()))
        #expect(FileManager.default.fileExists(atPath: "/proc/\(hosts.pids[0])/task/\(answer.tid)"))
        #expect(before < answer.hostStarted && answer.hostStarted <= answer.ready)
      }
    }

    @Test func `released before its work is done, it says so by its exit`() throws {
      let hosts = try HandDriven([Self.order([0, 1], of: 2, limit: 4_294_967_295)])
      _ = try hosts.answers(atLeast: 2)
      #expect(try hosts.release() == [.exited(status: HostExit.abandoned)])
    }

    /// A second thread, however idle, would make a process share its open files and its heap with itself.
    @Test func `a process with one worker has one thread, one with two has three`() throws {
      let hosts = try HandDriven([Self.order([0], of: 3), Self.order([1, 2], of: 3)])
      let answers = try hosts.answers(atLeast: 3)
      let tids = answers.compactMap { if case .ready(let ready) = $0 { ready.tid } else { nil } }
      #expect(hosts.pids.map { Kernel.threads(of: $0).count } == [1, 3])
      #expect(tids.contains(hosts.pids[0]) && !tids.contains(hosts.pids[1]))
      try hosts.open(.work)
      try hosts.open(.report)
      _ = try hosts.answers(atLeast: 7)
      #expect(hosts.pids.map { Kernel.threads(of: $0).count } == [1, 3], "they hold")
      #expect(
        try hosts.release() == [.exited(status: HostExit.done), .exited(status: HostExit.done)])
    }

    @Test func `an order that it cannot read is refused in words`() throws {
      let unknown = HostOrder(
        work: .init(workload: "dance", parameters: ["limit": "1", "repeats": "1"], seed: 1),
        totalWorkers: 1, workers: [.init(index: 0, cpus: [])])
      let other = Self.order([0], of: 1).replacing(
        "profile-host \(Order.version)", with: "profile-host 99")
      for order in ["nonsense", other, Order.work(unknown).encoded()] {
        let hosts = try HandDriven([order])
        guard case .failed(nil, let message) = try hosts.answers(atLeast: 1).first else {
          Issue.record("it answered otherwise")
          continue
        }
        #expect(!message.isEmpty)
        #expect(try hosts.release() == [.exited(status: HostExit.refused)])
      }
    }

    @Test func `a worker that cannot go on says why, and the host holds`() throws {
      let order = HostOrder(
        work: .init(
          workload: "io",
          parameters: [
            "sizeBytes": "4096", "blockSizeBytes": "4096", "access": "random", "cache": "warm",
          ], file: "/nonexistent/file", seed: 1), totalWorkers: 1,
        workers: [.init(index: 0, cpus: [])])
      let hosts = try HandDriven([Order.work(order).encoded()])
      let answers = try hosts.answers(atLeast: 1)
      #expect(
        answers == [
          .failed(worker: 0, message: "open /nonexistent/file: No such file or directory")
        ])
      #expect(try hosts.release() == [.exited(status: HostExit.abandoned)])
    }

    @Test func `it is not for people`() throws {
      let folder = try TemporaryFolder()
      let program = try Program([], in: folder.path, executable: Binary.host)
      let ending = try program.wait(seconds: 20)
      #expect(ending.status == 64)
      #expect(ending.errors.contains("run profile --help"))
    }

    /// Foundation would be billed to every process of a trial.
    @Test(.enabled(if: Tool.exists("ldd"), "ldd is not installed"))
    func `it links no Foundation`() throws {
      let text = try Tool.output("ldd", Binary.host ?? "profile-host")
      #expect(text.contains("libc.so"), "the probe sees nothing: \(text)")
      #expect(!text.contains("Foundation"))
    }
  }
}
