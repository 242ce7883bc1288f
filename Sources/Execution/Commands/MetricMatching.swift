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
      defer { try? pipe.readEnd.close() }
      let pid: Int32
      do {
        defer { try? pipe.writeEnd.close() }
        pid = try Creation.twofold()
        if pid == 0 { Self.answer(metric, bytes, seconds, pipe.writeEnd) }
      }
      defer {
        _ = ProcessControl.end(pid) { true }
        _ = try? ChildExit.reap(pid, blocking: true)
        _ = inbox.takeExit(of: pid)
      }
      return try awaitAnswer(on: pipe.readEnd)
    }
    guard let answer else {
      if let signal = inbox.interrupt { throw .interrupted(signal: signal) }
      throw Self.problem(
        metric, "was still being matched after \(Self.seconds) s",
        "an expression of repetitions within or behind each other, such as (a+)+ or .*.*, tries every way: write it with one of them, or with ^ before it"
      )
    }
    let text = String(decoding: answer.dropFirst(), as: UTF8.self)
    if answer.first == Self.fault { throw .commandFailed(text) }
    guard answer.first == Self.value, let bits = UInt64(text) else {
      throw Self.problem(
        metric, "was looked for by a process that was ended", "was there memory enough? Try again")
    }
    return Double(bitPattern: bits)
  }

  private static func problem(
    _ metric: MetricSpec, _ problem: String, _ remedy: String
  ) -> TrialFault {
    .commandFailed(
      metric.fault("'\(OutsideText.clipped(metric.pattern ?? ""))' \(problem)", remedy).description)
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

  /// All that the child wrote; nil when its time was over, or a signal came.
  private func awaitAnswer(on file: FileDescriptor) throws(SystemError) -> [UInt8]? {
    let deadline = MonotonicClock.now() + Self.seconds * 1_000_000_000
    var answer: [UInt8] = []
    while MonotonicClock.now() < deadline {
      let ready = try Polling.wait(for: [file, inbox.monitor.descriptor], until: deadline)
      if ready.contains(inbox.monitor.descriptor) { inbox.drainAndReap() }
      if inbox.interrupt != nil { return nil }
      guard ready.contains(file) else { continue }
      var part = [UInt8](repeating: 0, count: 4096)
      let count = (try? part.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
      if count == 0 { return answer }
      answer += part.prefix(count)
    }
    return nil
  }
}
