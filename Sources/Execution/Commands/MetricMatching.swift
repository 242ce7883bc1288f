import LinuxSystem
import ProfileModel
import SystemPackage
import Text

/// Looks for a metric's expression in a process of its own.
///
/// An expression that tries every way, such as `(a+)+$`, may take years for one line, and nothing but the end of its process
/// ends it. A thread would use a CPU beside all later trials.
struct MetricMatching {
  let inbox: SignalInbox

  /// The longest that it may take.
  private static let seconds: UInt64 = 10
  private static let value = UInt8(ascii: "v")
  private static let fault = UInt8(ascii: "f")

  /// - Throws: ``TrialFault/interrupted(signal:)``, or ``TrialFault/commandFailed(_:)`` with what was not found.
  func number(
    of metric: MetricSpec, in bytes: [UInt8], seconds: Double?
  ) throws(TrialFault) -> Double {
    let answer = try TrialFault.catching { () throws(SystemError) in
      let pipe = try Pipe()
      let pid = try Creation.twofold()
      if pid == 0 { Self.answer(metric, bytes, seconds, pipe.writeEnd) }
      try? pipe.writeEnd.close()
      defer {
        _ = ProcessControl.end(pid) { true }
        _ = try? ChildExit.reap(pid, blocking: true)
        _ = inbox.takeExit(of: pid)
        try? pipe.readEnd.close()
      }
      return try awaitAnswer(on: pipe.readEnd)
    }
    if let signal = inbox.interrupt, answer.isEmpty { throw .interrupted(signal: signal) }
    let text = String(decoding: answer.dropFirst(), as: UTF8.self)
    switch answer.first {
    case Self.value: if let bits = UInt64(text) { return Double(bitPattern: bits) }
    case Self.fault: throw .commandFailed(text)
    default: break
    }
    throw .commandFailed(
      metric.fault(
        "'\(OutsideText.clipped(metric.pattern ?? ""))' was still being matched after \(Self.seconds) s",
        "an expression of repetitions within or behind each other, such as (a+)+ or .*.*, tries every way: write it with one of them, or with ^ before it"
      ).description)
  }

  /// What the child does.
  private static func answer(
    _ metric: MetricSpec, _ bytes: [UInt8], _ seconds: Double?, _ output: FileDescriptor
  ) -> Never {
    ProcessControl.endWithParent()
    var answer: [UInt8]
    do {
      answer = [value] + Array("\(try metric.value(in: bytes, seconds: seconds).bitPattern)".utf8)
    } catch {
      answer = [fault] + Array(error.description.utf8)
    }
    _ = try? output.writeAll(answer)
    ProcessControl.exit(0)
  }

  /// All that the child wrote; nothing when its time was over, or a signal came.
  private func awaitAnswer(on file: FileDescriptor) throws(SystemError) -> [UInt8] {
    let deadline = MonotonicClock.now() + Self.seconds * 1_000_000_000
    var answer: [UInt8] = []
    while MonotonicClock.now() < deadline {
      let ready = try Polling.wait(for: [file, inbox.monitor.descriptor], until: deadline)
      if ready.contains(inbox.monitor.descriptor) { inbox.drainAndReap() }
      if inbox.interrupt != nil { return [] }
      guard ready.contains(file) else { continue }
      var part = [UInt8](repeating: 0, count: 4096)
      let count = (try? part.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
      if count == 0 { return answer }
      answer += part.prefix(count)
    }
    return []
  }
}
