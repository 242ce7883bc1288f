import Builtin
import LinuxSystem
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Runs all workers of a workload at once, each on a thread of its own, with what a controller would make for them.
private struct Together {
  let results: [KernelResult]
  let failures: [SystemError]

  /// - Parameter inOneHost: whether the workers know each other as threads of one process, or else as processes.
  init(
    _ workload: any BuiltinWorkload, workers: Int, file: String? = nil, inOneHost: Bool = true
  ) throws {
    let need = workload.common(workers: workers)
    var mailboxes: [Mailbox] = []
    if let kind = need?.mailboxes {
      for _ in 0..<workers { mailboxes.append(try Mailbox(kind)) }
    }
    defer { for mailbox in mailboxes { mailbox.close() } }
    let bytes = need?.memoryBytes ?? 0
    let common = bytes > 0 ? try SharedMemory.makeFile(count: bytes) : nil
    defer { try? common?.close() }
    let hosts = inOneHost ? 1 : workers
    let outcome = Mutex<([KernelResult], [SystemError])>(([], []))
    var threads: [WorkerThread] = []
    for host in 0..<hosts {
      var site = WorkSite(
        file: file, seed: 1, hostWorkers: workers / hosts, mailboxes: mailboxes)
      if let common {
        site.ownMemory = try SharedMemory(own: bytes)
        // Each maps it for itself, as each process does.
        site.commonMemory = try SharedMemory(mapping: common, count: bytes)
      }
      for worker in host * workers / hosts..<(host + 1) * workers / hosts {
        let site = site
        threads.append(
          try WorkerThread {
            do throws(SystemError) {
              let share = WorkerShare(worker: worker, of: workers)
              let result = try workload.kernel(for: share, at: site).run()
              outcome.withLock { $0.0.append(result) }
            } catch {
              outcome.withLock { $0.1.append(error) }
            }
          })
      }
    }
    for thread in threads { thread.join() }
    (results, failures) = outcome.withLock { $0 }
  }

  var work: UInt64 { results.reduce(0) { $0 + $1.workDone } }
  var check: Int128 { results.reduce(0) { $0 + $1.check } }
}

@Suite struct OperationTests {
  private static let workloads: [any BuiltinWorkload] =
    [
      Control(operations: 1001), PageTouch(operations: 10_001),
      MapCycle(operations: 101, sizeBytes: 10_000), HeapUse(operations: 5001, sizeBytes: 1),
      HeapUse(operations: 501, sizeBytes: 300_000),
      Birth(operations: 7, kind: .thread, sizeBytes: 1),
      Birth(operations: 7, kind: .spawn, sizeBytes: 4096),
    ]
    + HandOver.Channel.allCases.map { HandOver(operations: 1002, channel: $0) }
    + [
      HandOver(operations: 1002, channel: .pipe, burst: 7),
      HandOver(operations: 4002, channel: .socket, burst: 2000),
    ]
    + MessagePass.Channel.allCases.flatMap { channel in
      [8, 4096, 200_000].map { MessagePass(operations: 301, sizeBytes: $0, channel: channel) }
    }
    + CriticalSection.Sharing.allCases.map {
      CriticalSection(operations: 3001, section: 20, sharing: $0)
    }
    + CacheLine.Spacing.allCases.map { CacheLine(operations: 10_001, spacing: $0) }

  @Test(arguments: workloads.indices, [2, 6])
  func `all operations are done once and found right, by threads of one host and across hosts`(
    index: Int, workers: Int
  ) throws {
    let workload = Self.workloads[index]
    for inOneHost in [true, false] {
      let all = try Together(workload, workers: workers, inOneHost: inOneHost)
      #expect(all.failures.isEmpty, "\(workload)")
      #expect(all.work == workload.expectedWork, "\(workload)")
      #expect(all.check == workload.expectedCheck, "\(workload)")
    }
  }

  @Test func `a file is opened as often as asked`() throws {
    let folder = try TemporaryFolder()
    let need = try #require(FileOpen(operations: 100).file)
    let file = DataFile(directory: folder.path, sizeBytes: need.sizeBytes)
    #expect(try file.layOut(isCancelled: { false }))
    let all = try Together(FileOpen(operations: 100), workers: 3, file: file.path)
    #expect(all.work == 100 && all.check == 100)
    let absent = try Together(FileOpen(operations: 100), workers: 1, file: folder.file("absent"))
    #expect(absent.failures.map(\.errno) == [.noSuchFileOrDirectory])
  }

  /// What the partner sends is wrong from the third byte on.
  @Test func `a byte that is not the right one is not counted`() throws {
    let mailboxes = [try Mailbox(.pipe), try Mailbox(.pipe)]
    defer { for mailbox in mailboxes { mailbox.close() } }
    let kernel = try HandOver(operations: 10, channel: .pipe).kernel(
      for: WorkerShare(worker: 0, of: 2), at: WorkSite(seed: 1, mailboxes: mailboxes))
    for byte: UInt8 in [0, 1, 77, 77, 77] { try mailboxes[0].post(byte) }
    #expect(try kernel.run() == KernelResult(workDone: 5, check: 2))
  }

  @Test func `a message with one wrong bit is not counted`() throws {
    let mailboxes = [try Mailbox(.socket), try Mailbox(.socket)]
    defer { for mailbox in mailboxes { mailbox.close() } }
    let kernel = try MessagePass(operations: 3, sizeBytes: 64, channel: .socket).kernel(
      for: WorkerShare(worker: 1, of: 2), at: WorkSite(seed: 1, mailboxes: mailboxes))
    for message: UInt64 in 0..<3 {
      var words = (0..<8).map { message + UInt64($0) }
      if message == 1 { words[7] ^= 1 << 63 }
      try words.withUnsafeBytes { try mailboxes[1].post($0) }
    }
    #expect(try kernel.run() == KernelResult(workDone: 3, check: 2))
  }

  @Test func `a partner that is gone is an error, not a wait without end`() throws {
    let mailboxes = [try Mailbox(.pipe), try Mailbox(.pipe)]
    try mailboxes[0].postEnd.close()
    let kernel = try HandOver(operations: 10, channel: .pipe).kernel(
      for: WorkerShare(worker: 0, of: 2), at: WorkSite(seed: 1, mailboxes: mailboxes))
    let error = #expect(throws: SystemError.self) { try kernel.run() }
    #expect(error?.errno == .brokenPipe)
    try mailboxes[0].takeEnd.close()
    mailboxes[1].close()
  }

  @Test
  func
    `the counter of a critical section is told by the last of its users, with the counts of all`()
    throws
  {
    var site = WorkSite(seed: 1, hostWorkers: 2)
    site.ownMemory = try SharedMemory(own: 4096)
    let workload = CriticalSection(operations: 100, section: 1, sharing: .private)
    let results = try [0, 1].map { worker in
      try workload.kernel(for: WorkerShare(worker: worker, of: 2), at: site).run().check
    }
    #expect(results == [0, 100])
  }

  @Test func `what is recorded is read back`() throws {
    for builtin in Builtin.allCases where ![.cpu, .io, .memory].contains(builtin) {
      let machine = MachineMemory(lastLevelCaches: [], usableBytes: nil)
      let workload = try builtin.workload.init(options: [:], on: machine)
      let again = try #require(builtin.workload.init(recorded: workload.recorded))
      #expect(again.recorded == workload.recorded)
      #expect(again.expectedWork == workload.expectedWork)
      for key in workload.recorded.keys {
        var damaged = workload.recorded
        damaged[key] = nil
        #expect(builtin.workload.init(recorded: damaged) == nil, "\(builtin) without \(key)")
        damaged[key] = "-1"
        #expect(builtin.workload.init(recorded: damaged) == nil, "\(builtin) with \(key) of -1")
      }
    }
  }
}
