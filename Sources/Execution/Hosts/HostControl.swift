import Builtin
import HostProtocol
import LinuxSystem
import ProfileModel
import SystemPackage

/// Takes the hosts of one trial from the first spawn until all are reaped.
final class HostControl {
  private(set) var group: HostGroup
  private let configuration: Configuration
  private let inbox: SignalInbox
  private let channel: HostChannel
  private let gateFile: Descriptor
  private let gate: Gate
  private let common: CommonGround?
  private let limits: TrialGroups

  /// Workers may take this long to reach the gate, and this much more for each of them.
  private static let readySeconds = 30

  /// - Parameter limits: cgroups that the hosts are to enter.
  init(
    _ configuration: Configuration, _ workload: any BuiltinWorkload, inbox: SignalInbox,
    limits: TrialGroups = TrialGroups()
  ) throws(SystemError) {
    self.limits = limits
    gateFile = Descriptor(owning: try Gate.makeFile())
    gate = try Gate(mapping: gateFile.file)
    self.configuration = configuration
    self.inbox = inbox
    channel = try HostChannel(inbox, workersPerHost: configuration.workersPerHost)
    common = try workload.common(workers: configuration.workers).map { need throws(SystemError) in
      try CommonGround(need, workers: configuration.workers)
    }
    group = HostGroup(configuration)
  }

  deinit { common?.close() }

  /// Starts all hosts, one process after the other, and waits until their workers stand at the gate.
  func start(hostPath: String, work: HostOrder.Work) throws(TrialFault) {
    let perHost = configuration.workersPerHost
    for first in stride(from: 0, to: configuration.workers, by: perHost)
    where inbox.interrupt == nil {
      let order = HostOrder(
        work: work, memory: configuration.memoryOrder, totalWorkers: configuration.workers,
        workers: (first..<first + perHost).map {
          .init(index: $0, cpus: configuration.isPinned ? configuration.workerCPUs[$0] : [])
        }, common: common?.order,
        forkedProcesses: configuration.isForked ? configuration.processes : nil,
        groups: limits.folders.isEmpty ? nil : limits.folders)
      try channel.spawn(
        .work(order), hostPath: hostPath, gate: gateFile.file, inherited: common?.descriptors ?? [])
      group.hosts = channel.hosts
    }
    try awaitReady()
  }

  private func awaitReady() throws(TrialFault) {
    let seconds = Self.readySeconds + group.ready.count / 10
    let deadline = MonotonicClock.now() + UInt64(seconds) * 1_000_000_000
    while !group.allReady {
      try pump(until: deadline)
      guard MonotonicClock.now() < deadline else {
        throw .notReady(
          missing: group.ready.count { $0 == nil }, of: group.ready.count, seconds: seconds)
      }
    }
  }

  /// Opens the gate for all workers at once.
  func openGate() {
    group.gateOpened = MonotonicClock.now()
    gate.open()
  }

  /// Lets the workers tell of their work, each once it is done.
  func openReports() { gate.open(.report) }

  /// Handles what the hosts say and what signals tell, until the deadline or the first event.
  func pump(until deadline: UInt64?) throws(TrialFault) {
    try channel.pump(until: deadline) { (answer: HostAnswer) throws(TrialFault) in
      try group.take(answer)
    }
  }

  /// Whether a host has not ended yet.
  var isAnyAlive: Bool { channel.isWaited }

  /// Ends the hold, or the work.
  func release() {
    channel.release(isAbandoned: !group.allFinished)
    group.released = channel.released
    group.reaped = channel.reaped
  }
}

extension Configuration {
  /// What the workers are to do about their memory; nil when nothing was asked for.
  fileprivate var memoryOrder: HostOrder.Memory? {
    memoryPolicy == .standard
      ? nil : HostOrder.Memory(mode: memoryPolicy.mode, nodes: memoryPolicy.nodes)
  }
}
