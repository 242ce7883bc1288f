import Glibc
import LinuxSystem
import SystemPackage
import Testing

@Suite struct TraceTests {
  /// Why tracepoints cannot be had; nil when they can.
  static let refusal: String? = {
    do throws(SystemError) {
      let folder = try TraceFolder()
      _ = try TraceBuffer(tracepoints: [try id(folder)], cpu: 0, bytes: 4096)
      return nil
    } catch {
      return "\(error)"
    }
  }()

  private static func id(_ folder: borrowing TraceFolder) throws(SystemError) -> UInt64 {
    let text = try folder.contents(of: "events/sched/sched_switch/id")
    return UInt64(String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)) ?? 0
  }

  @Test(.enabled(if: refusal == nil, "the kernel's tracepoints cannot be had here"))
  func `a thread's sleep is recorded, with its own numbers and in the order of time`() throws {
    let id = try Self.id(TraceFolder())
    let cpus = try Affinity.get()
    let buffers = try cpus.map { try TraceBuffer(tracepoints: [id], cpu: $0, bytes: 1 << 20) }
    for buffer in buffers { try buffer.enable() }
    let start = MonotonicClock.now()
    for _ in 0..<20 { MonotonicClock.sleep(until: MonotonicClock.now() + 100_000) }
    let end = MonotonicClock.now()
    var own = 0
    for buffer in buffers {
      var last: UInt64 = 0
      buffer.drain { record in
        #expect(record.instant >= last)
        last = record.instant
        guard record.pid == getpid(), record.instant >= start, record.instant <= end else { return }
        own += 1
        #expect(record.tid > 0)
        // common_type is the first field of every tracepoint.
        #expect(record.fields.loadUnaligned(as: UInt16.self) == UInt16(truncatingIfNeeded: id))
      }
      #expect(buffer.lost == 0)
    }
    #expect(own >= 20, "\(own) switches of this process")
  }

  @Test(.enabled(if: refusal == nil, "the kernel's tracepoints cannot be had here"))
  func `a ring that is full loses records, says how many, and goes on`() throws {
    let (lost, more) = try OwnThread.run {
      let cpu = try Affinity.get()[0]
      let buffer = try TraceBuffer(
        tracepoints: [try Self.id(TraceFolder())], cpu: cpu, bytes: 4096)
      try Affinity.set([cpu])
      try buffer.enable()
      for _ in 0..<2 {
        for _ in 0..<200 { MonotonicClock.sleep(until: MonotonicClock.now() + 10_000) }
        buffer.drain { _ in }
      }
      MonotonicClock.sleep(until: MonotonicClock.now() + 10_000)
      var more = 0
      buffer.drain { _ in more += 1 }
      return (buffer.lost, more)
    }
    #expect(lost > 0)
    #expect(more > 0)
  }

  @Test func `a file that tracefs does not have is an error`() throws {
    guard Self.refusal == nil else { try Test.cancel("tracefs cannot be had here") }
    let folder = try TraceFolder()
    do throws(SystemError) {
      _ = try folder.contents(of: "events/sched/no_such_event/id")
      Issue.record("there is such a file")
    } catch {
      #expect(error.errno == .noSuchFileOrDirectory)
    }
  }
}
