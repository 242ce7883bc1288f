import Builtin
import Glibc
import LinuxSystem
import ProfileModel
import Synchronization
import Testing

@testable import Execution

/// What needs several descriptors and gets only some leaves none of them open.
@Suite(.serialized) struct DescriptorLeakTests {
  @Test func `a channel that cannot be made leaves no descriptor open`() throws {
    try expectNothingLeft { inbox in _ = try HostChannel(inbox, workersPerHost: 1) }
  }

  @Test func `what a trial's hosts share is closed when it is not complete`() throws {
    let configuration = Configuration(
      id: "switch/thread-2/none", workload: "switch", layout: .threads(2), pin: "none",
      workerCPUs: [], parameters: [:])
    try expectNothingLeft { inbox in
      _ = try HostControl(
        configuration, HandOver(operations: 2, channel: .pipe), inbox: inbox)
    }
  }

  /// Makes it with room for no descriptor, for one, and so on until it succeeds.
  private func expectNothingLeft(
    _ make: @escaping @Sendable (SignalInbox) throws -> Void
  ) throws {
    let outcome = Mutex<Outcome>(Outcome())
    try WorkerThread.running {
      let seen = Outcome(make)
      outcome.withLock { $0 = seen }
    }
    let seen = outcome.withLock { $0 }
    #expect(seen.failures > 3, "too few of its steps failed")
    #expect(seen.isMade, "it was never made")
    #expect(seen.leaks == [], "so many descriptors were left with so much room")
  }

  /// What was seen in a thread with a table of descriptors of its own, which it fills.
  private struct Outcome: Sendable {
    var failures = 0
    var isMade = false
    var leaks: [String] = []

    init() {}

    init(_ make: (SignalInbox) throws -> Void) {
      // CLONE_FILES of linux/sched.h; Swift does not see unshare(2).
      typealias Unshare = @convention(c) (Int32) -> Int32
      guard let symbol = dlsym(nil, "unshare"),
        unsafeBitCast(symbol, to: Unshare.self)(0x400) == 0,
        let monitor = try? SignalMonitor()
      else { return }
      let inbox = SignalInbox(monitor)
      var filling = Self.fill()
      defer { for file in filling { close(file) } }
      for room in 0..<64 where !isMade {
        for file in filling.suffix(room) { close(file) }
        filling.removeLast(room)
        if (try? make(inbox)) == nil { failures += 1 } else { isMade = true }
        let refilled = Self.fill()
        if refilled.count != room { leaks.append("\(room - refilled.count) of \(room)") }
        filling += refilled
      }
    }

    /// Takes all that is free.
    private static func fill() -> [Int32] {
      var files: [Int32] = []
      while case let file = dup(0), file >= 0 { files.append(file) }
      return files
    }
  }
}
