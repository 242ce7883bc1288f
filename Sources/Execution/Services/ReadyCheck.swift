import HostProtocol
import LinuxSystem
import ProfileModel

/// Whether a server can be asked yet.
struct ReadyCheck {
  private let ready: ServiceSpec.Ready
  private let outputs: CommandOutputs
  private let command: () throws(TrialFault) -> Void
  /// Why it was not at the last look.
  private(set) var reason = "it was not asked yet"

  /// - Parameter command: runs the command that tells; throws while it fails.
  init(
    _ ready: ServiceSpec.Ready, _ outputs: CommandOutputs,
    command: @escaping () throws(TrialFault) -> Void
  ) {
    self.ready = ready
    self.outputs = outputs
    self.command = command
  }

  /// Between two looks, ns.
  var interval: UInt64 { ready.kind == .command ? 100_000_000 : 10_000_000 }

  /// Looks once.
  mutating func look() throws(TrialFault) -> Bool {
    switch ready.kind {
    case .http: answers()
    case .tcp: connects()
    case .line: writes()
    case .command: try succeeds()
    }
  }

  private var port: Int { ServicePort.number(in: ready.target) ?? 0 }

  private mutating func connects() -> Bool {
    guard let refusal = LocalPort.refusal(port: port) else { return true }
    reason = "no connection to 127.0.0.1:\(port): \(refusal)"
    return false
  }

  private mutating func answers() -> Bool {
    let path = ServicePort.path(in: ready.target)
    let request =
      "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUser-Agent: profile\r\nConnection: close\r\n\r\n"
    do throws(SystemError) {
      let bytes = try LocalPort.answer(to: request, port: port)
      return isRight(String(decoding: bytes, as: UTF8.self))
    } catch {
      reason = "no answer from \(ready.target): \(error.errno)"
      return false
    }
  }

  /// The first line is `HTTP/1.1 200 OK`.
  private mutating func isRight(_ answer: String) -> Bool {
    let words = answer.prefix { !$0.isNewline }.split(separator: " ")
    guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
      reason =
        answer.isEmpty
        ? "\(ready.target) closes the connection without an answer"
        : "what answers at \(ready.target) does not speak HTTP"
      return false
    }
    reason = "\(ready.target) answers with status \(status) instead of \(ready.status ?? 200)"
    return status == ready.status
  }

  private mutating func writes() -> Bool {
    let wanted = Array(ready.target.utf8)
    let isThere = (outputs.contents(.stdout) + outputs.contents(.stderr)).contains { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).contains { $0.firstRange(of: wanted) != nil }
    }
    reason = "none of its lines holds '\(ready.target)'"
    return isThere
  }

  private mutating func succeeds() throws(TrialFault) -> Bool {
    do throws(TrialFault) {
      try command()
      return true
    } catch {
      if case .interrupted = error { throw error }
      reason = "\(error)"
      return false
    }
  }
}
