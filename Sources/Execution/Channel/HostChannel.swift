import HostProtocol
import LinuxSystem
import SystemPackage

/// The hosts of a trial as processes, and what is said between them and the profiler.
final class HostChannel {
  /// One host process.
  struct Host {
    let pid: Int32
    let spawned: UInt64
    var exit: ChildExit?
  }

  private(set) var hosts: [Host] = []
  /// When the control pipe was closed, and when the last host had been reaped after that; 0 before.
  private(set) var released: UInt64 = 0
  private(set) var reaped: UInt64 = 0

  private let inbox: SignalInbox
  private let workersPerHost: Int
  /// The hosts' end, and ours until it is closed.
  private let controlOfHosts: Descriptor
  private var control: Descriptor?
  /// Our end, and the hosts'.
  private let answers: Descriptor
  private let answersOfHosts: Descriptor
  private let lastWords: Descriptor
  private var lines = LineBuffer()

  /// Hosts that do not end by themselves get this long after their release, then are killed.
  private static let grace: UInt64 = 2_000_000_000

  init(_ inbox: SignalInbox, workersPerHost: Int) throws(SystemError) {
    self.inbox = inbox
    self.workersPerHost = workersPerHost
    let control = try Pipe()
    controlOfHosts = Descriptor(owning: control.readEnd)
    self.control = Descriptor(owning: control.writeEnd)
    let answers = try Pipe()
    self.answers = Descriptor(owning: answers.readEnd)
    answersOfHosts = Descriptor(owning: answers.writeEnd)
    lastWords = Descriptor(owning: try MemoryFile.make(named: "profile-stderr"))
    try answers.readEnd.setNonBlocking()
  }

  /// Whether the hosts may still work.
  private var isOpen: Bool { released == 0 }
  /// Whether a host has not ended yet.
  var isWaited: Bool { hosts.contains { $0.exit == nil } }

  /// Starts a host with its order.
  ///
  /// - Parameter inherited: descriptors that it gets under the numbers that they have here.
  func spawn(
    _ order: Order, hostPath: String, gate: FileDescriptor? = nil,
    inherited: [FileDescriptor] = []
  ) throws(TrialFault) {
    let pid: Int32
    let instant: UInt64
    (pid, instant) = try TrialFault.catching { () throws(SystemError) in
      let file = try MemoryFile.make(named: "profile-order")
      defer { try? file.close() }
      try file.put(order.encoded())
      var spawn = Spawn(
        path: hostPath, arguments: ["profile-host"],
        descriptors: [
          (1, lastWords.file), (2, lastWords.file), (HostDescriptor.order, file),
          (HostDescriptor.control, controlOfHosts.file),
          (HostDescriptor.answers, answersOfHosts.file),
        ])
      // A launcher hands on to commands what the profiler itself was started with.
      if case .launch = order { spawn.signals = inbox.monitor.inherited }
      if let gate { spawn.descriptors.append((HostDescriptor.gate, gate)) }
      spawn.descriptors += inherited.map { ($0.rawValue, $0) }
      let instant = MonotonicClock.now()
      let pid = try spawn.start()
      inbox.begin(pid)
      return (pid, instant)
    }
    hosts.append(Host(pid: pid, spawned: instant))
  }

  /// Says a byte to all hosts.
  func tell(_ byte: UInt8) {
    _ = try? control?.file.writeAll([byte])
  }

  /// Handles what the hosts say and what signals tell, until the deadline or the first event.
  func pump<Kind: Answer>(
    until deadline: UInt64?, take: (Kind) throws(TrialFault) -> Void
  ) throws(TrialFault) {
    if let signal = inbox.interrupt { throw .interrupted(signal: signal) }
    do {
      let events = try Polling.wait(
        for: [answers.file, inbox.monitor.descriptor], until: deadline)
      if events.contains(answers.file) { try readAnswers(take) }
      // Another channel may have taken the signal that told of this one's end.
      if events.contains(inbox.monitor.descriptor) { inbox.drainAndReap() }
      if let ended = reapEnded() {
        // What it said before it ended explains more than how it ended.
        try readAnswers(take)
        if case .hostEnded(_, _, let exit, _) = ended { inbox.awaitInterrupt(like: exit) }
        if inbox.interrupt == nil { throw ended }
      }
    } catch {
      throw TrialFault(error)
    }
    if let signal = inbox.interrupt { throw .interrupted(signal: signal) }
  }

  private func readAnswers<Kind: Answer>(_ take: (Kind) throws(TrialFault) -> Void) throws {
    while let line = try lines.next(from: answers.file) {
      try take(LineCoder.decode(Kind.self, from: line))
    }
  }

  /// Reaps the hosts that have ended.
  ///
  /// - Returns: the fault of one that ended before it was released.
  private func reapEnded() -> TrialFault? {
    for index in hosts.indices where hosts[index].exit == nil {
      guard let exit = inbox.takeExit(of: hosts[index].pid) else { continue }
      hosts[index].exit = exit
      guard isOpen else { continue }
      return .hostEnded(
        pid: hosts[index].pid, workers: index * workersPerHost..<(index + 1) * workersPerHost,
        exit: exit, lastWords: lastWords.file.tail(bytes: 500))
    }
    return nil
  }

  /// Closes the control pipe: the hosts end and are reaped; those that do not are killed.
  ///
  /// - Parameter isAbandoned: the hosts are at work, may not see the pipe close, and are killed at once.
  func release(isAbandoned: Bool = false) {
    guard isOpen else { return }
    released = MonotonicClock.now()
    control = nil
    let deadline = released + (isAbandoned ? 0 : Self.grace)
    while MonotonicClock.now() < deadline {
      inbox.drainAndReap()
      _ = reapEnded()
      guard isWaited else { break }
      _ = try? Polling.wait(for: [inbox.monitor.descriptor], until: deadline)
    }
    for index in hosts.indices where hosts[index].exit == nil {
      ProcessControl.kill(hosts[index].pid)
      hosts[index].exit = (try? ChildExit.reap(hosts[index].pid, blocking: true))?.exit
    }
    reaped = MonotonicClock.now()
  }
}
