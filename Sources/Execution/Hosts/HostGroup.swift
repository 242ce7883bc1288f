import HostProtocol
import LinuxSystem
import ProfileModel
import SystemPackage

/// The hosts of one trial, from the first spawn until all are reaped.
final class HostGroup {
  /// One host process.
  struct Host {
    let pid: Int32
    /// Its workers, by their index in the trial.
    let workers: Range<Int>
    let spawned: UInt64
    var exit: ChildExit?
  }

  private(set) var hosts: [Host] = []
  private(set) var ready: [WorkerReady?]
  private(set) var finished: [WorkerFinished?]
  /// Nanoseconds → reads, of all workers.
  private(set) var latencies: [HostAnswer.LatencyCount] = []
  private(set) var gateOpened: UInt64 = 0
  private(set) var released: UInt64 = 0
  private(set) var reaped: UInt64 = 0

  private let configuration: Configuration
  private let inbox: SignalInbox
  private let control: Pipe
  private let answers: Pipe
  private let gateFile: FileDescriptor
  private let gate: Gate
  private let lastWords: FileDescriptor
  private var lines = LineBuffer()
  private var isReleased = false

  /// Hosts that do not end by themselves get this long after their release, then are killed.
  private static let grace: UInt64 = 2_000_000_000

  init(_ configuration: Configuration, inbox: SignalInbox) throws(SystemError) {
    let gateFile = try Gate.makeFile()
    let gate = try Gate(mapping: gateFile)
    self.configuration = configuration
    self.inbox = inbox
    self.gateFile = gateFile
    self.gate = gate
    control = try Pipe()
    answers = try Pipe()
    lastWords = try MemoryFile.make(named: "profile-stderr")
    ready = Array(repeating: nil, count: configuration.workers)
    finished = Array(repeating: nil, count: configuration.workers)
    try answers.readEnd.setNonBlocking()
  }

  deinit {
    for end in [control.readEnd, answers.readEnd, answers.writeEnd, gateFile, lastWords] {
      try? end.close()
    }
    if !isReleased { try? control.writeEnd.close() }
  }

  /// Starts all hosts, one process after the other.
  func spawn(hostPath: String, work: HostOrder.Work) throws(TrialFault) {
    let perHost = configuration.threadsPerProcess
    for process in 0..<configuration.processes {
      let workers = process * perHost..<(process + 1) * perHost
      let order = HostOrder(
        work: work, memory: configuration.memoryOrder, totalWorkers: configuration.workers,
        workers: workers.map {
          .init(index: $0, cpus: configuration.isPinned ? configuration.workerCPUs[$0] : [])
        })
      do {
        hosts.append(try spawn(hostPath: hostPath, order: order, workers: workers))
      } catch {
        throw .system(error)
      }
      if inbox.interrupt != nil { break }
    }
  }

  private func spawn(
    hostPath: String, order: HostOrder, workers: Range<Int>
  ) throws(SystemError) -> Host {
    let file = try MemoryFile.make(named: "profile-order")
    defer { try? file.close() }
    try file.put(Order.work(order).encoded())
    let spawn = Spawn(
      path: hostPath, arguments: ["profile-host"],
      descriptors: [
        (1, lastWords), (2, lastWords), (HostDescriptor.order, file),
        (HostDescriptor.control, control.readEnd), (HostDescriptor.answers, answers.writeEnd),
        (HostDescriptor.gate, gateFile),
      ])
    let instant = MonotonicClock.now()
    return Host(pid: try spawn.start(), workers: workers, spawned: instant)
  }

  /// Opens the gate for all workers at once.
  func openGate() {
    gateOpened = MonotonicClock.now()
    gate.open()
  }

  var allReady: Bool { ready.allSatisfy { $0 != nil } }
  var allFinished: Bool { finished.allSatisfy { $0 != nil } }

  /// Pid of the host that a worker lives in.
  func pid(ofWorker worker: Int) -> Int32 {
    hosts[worker / configuration.threadsPerProcess].pid
  }

  /// Handles what the hosts say and what signals tell, until the deadline or the first event.
  func pump(until deadline: UInt64?) throws(TrialFault) {
    do {
      let events = try Polling.wait(
        for: [answers.readEnd, inbox.monitor.descriptor], until: deadline)
      if events.contains(answers.readEnd) { try readAnswers() }
      if events.contains(inbox.monitor.descriptor), inbox.drain() { try reapEnded() }
    } catch let error as SystemError {
      throw .system(error)
    } catch let fault as TrialFault {
      throw fault
    } catch {
      throw .protocolBroken("\(error)")
    }
    if let signal = inbox.interrupt { throw .interrupted(signal: signal) }
  }

  private func readAnswers() throws {
    while let line = try lines.next(from: answers.readEnd) {
      switch try LineCoder.decode(HostAnswer.self, from: line) {
      case .ready(let answer): ready[try checked(answer.worker)] = answer
      case .finished(let answer): finished[try checked(answer.worker)] = answer
      case .latency(_, let counts): latencies += counts
      case .failed(let worker, let message):
        throw TrialFault.workerFailed(worker: worker, message: message)
      }
    }
  }

  private func checked(_ worker: Int) throws(TrialFault) -> Int {
    guard ready.indices.contains(worker) else { throw .protocolBroken("worker \(worker)") }
    return worker
  }

  private func reapEnded() throws {
    while hosts.contains(where: { $0.exit == nil }),
      let (pid, exit) = try ChildExit.reap(blocking: false)
    {
      guard let index = hosts.firstIndex(where: { $0.pid == pid }) else { continue }
      hosts[index].exit = exit
      guard !isReleased else { continue }
      // What it said before it ended explains more than how it ended.
      try readAnswers()
      throw TrialFault.hostEnded(
        pid: pid, workers: hosts[index].workers, exit: exit,
        lastWords: lastWords.tail(bytes: 500))
    }
  }

  /// Ends the hold: the control pipe closes, the hosts end and are reaped; those that do not are killed.
  func release() {
    guard !isReleased else { return }
    isReleased = true
    released = MonotonicClock.now()
    try? control.writeEnd.close()
    let deadline = released + Self.grace
    while hosts.contains(where: { $0.exit == nil }), MonotonicClock.now() < deadline {
      try? reapEnded()
      guard hosts.contains(where: { $0.exit == nil }) else { break }
      _ = try? Polling.wait(for: [inbox.monitor.descriptor], until: deadline)
      inbox.drain()
    }
    killRemaining()
    reaped = MonotonicClock.now()
  }

  private func killRemaining() {
    for index in hosts.indices where hosts[index].exit == nil {
      ProcessControl.kill(hosts[index].pid)
      hosts[index].exit = (try? ChildExit.reap(hosts[index].pid, blocking: true))?.exit
    }
  }
}

extension Configuration {
  /// Whether each worker has CPUs of its own to keep to.
  var isPinned: Bool { pin != "none" }

  /// What the workers are to do about their memory; nil when nothing was asked for.
  fileprivate var memoryOrder: HostOrder.Memory? {
    guard let policy = MemoryPolicy(memoryPolicy), policy != .standard else { return nil }
    return HostOrder.Memory(mode: policy.mode, nodes: policy.nodes)
  }
}
