import Builtin
import HostProtocol
import LinuxSystem
public import ProfileModel

/// The narrow boundary at which measuring happens; tests put a deterministic double behind it.
public protocol TrialExecutor {
  /// Runs one trial; whatever happens is told by the trial's outcome.
  func run(_ planned: PlannedTrial) -> TrialResult
}

/// A trial and its samples.
public struct TrialResult: Sendable {
  public var trial: Trial
  public var samples: [Sample]
  /// `CLOCK_MONOTONIC` of the first worker's start, to which the samples' times are relative.
  public var origin: UInt64
  /// The signal that asked the profiler to stop, if one did.
  public var interrupt: Int32?

  public init(trial: Trial, samples: [Sample] = [], origin: UInt64 = 0, interrupt: Int32? = nil) {
    self.trial = trial
    self.samples = samples
    self.origin = origin
    self.interrupt = interrupt
  }
}

/// Runs trials: of the built-in workloads in host processes, of commands under launchers.
public struct TrialRunner: TrialExecutor {
  private let hostPath: String
  private let dataFiles: [UInt64: String]
  private let seed: UInt64
  private let policy: SamplingPolicy
  private let machine: MachineDescription
  private let inbox: SignalInbox
  private let commands: CommandRunner?

  /// Workers may take this long to reach the gate, and this much more for each of them.
  private static let readySeconds = 30

  /// - Parameters:
  ///   - hostPath: the `profile-host` executable.
  ///   - dataFiles: the file to read for each size in bytes.
  ///   - seed: of the read order.
  ///   - commands: runs the trials of configurations that are commands.
  public init(
    hostPath: String, dataFiles: [UInt64: String], seed: UInt64, policy: SamplingPolicy,
    machine: MachineDescription, inbox: SignalInbox, commands: CommandRunner? = nil
  ) {
    self.hostPath = hostPath
    self.dataFiles = dataFiles
    self.seed = seed
    self.policy = policy
    self.machine = machine
    self.inbox = inbox
    self.commands = commands
  }

  public func run(_ planned: PlannedTrial) -> TrialResult {
    if let command = planned.configuration.command, let commands {
      return commands.run(planned, command)
    }
    var evidence = TrialEvidence(policy: policy)
    do {
      try measure(planned.configuration, into: &evidence)
      return TrialAssembly(planned, machine, evidence).result(fault: nil)
    } catch {
      evidence.cpus.end()
      evidence.group?.release()
      let isPlaced = evidence.group?.allReady ?? false
      let changes = CPUChanges(evidence.cpus, planned.configuration, machine)
      return TrialAssembly(planned, machine, evidence)
        .result(fault: isPlaced ? error : changes.explained(error))
    }
  }

  /// Spawn, gate, work, hold, release.
  private func measure(
    _ configuration: Configuration, into evidence: inout TrialEvidence
  ) throws(TrialFault) {
    let workload = try workload(of: configuration)
    evidence.workload = workload
    let file = workload.file.flatMap { dataFiles[$0.sizeBytes] }
    if let need = workload.file, let file {
      evidence.cachedBytes = try CachePreparation.prepare(file, for: need.cache)
    }
    let group = try makeGroup(configuration)
    evidence.group = group
    try group.spawn(
      hostPath: hostPath,
      work: .init(
        workload: configuration.workload, parameters: workload.recorded, file: file, seed: seed))
    try awaitReady(group)
    try work(group, configuration, &evidence)
    evidence.cpus.end()
    evidence.hold = HoldReadings(group)
    evidence.pages = PageReadings(group)
    evidence.waits = evidence.sampler.map { WaitEvidence(group, $0) }
    group.release()
  }

  private func work(
    _ group: HostGroup, _ configuration: Configuration, _ evidence: inout TrialEvidence
  ) throws(TrialFault) {
    let sampler = Sampler(group, policy: policy)
    evidence.sampler = sampler
    evidence.migrationsBefore = HoldReadings(group).migrations
    let own = Affinity.leaving(configuration, machine)
    defer { own.restore() }
    evidence.watch.begin()
    evidence.throttle.begin()
    sampler.read(at: MonotonicClock.now(), everything: true)
    evidence.samplerStart = CPUClock.thread()
    sampler.start(at: MonotonicClock.now())
    group.openGate()
    while !group.allFinished {
      try group.pump(until: sampler.nextDeadline)
      sampler.readIfDue()
      evidence.cpus.look(at: MonotonicClock.now())
    }
    evidence.samplerEnd = CPUClock.thread()
    evidence.watch.end()
    evidence.throttle.end()
    sampler.read(at: MonotonicClock.now(), everything: true)
  }

  private func workload(
    of configuration: Configuration
  ) throws(TrialFault) -> any BuiltinWorkload {
    let workload = Builtin(rawValue: configuration.workload)?.workload
      .init(recorded: configuration.parameters.mapValues(\.description))
    guard let workload else {
      throw .protocolBroken("\(configuration.id) is not a built-in workload with all parameters")
    }
    return workload
  }

  private func makeGroup(_ configuration: Configuration) throws(TrialFault) -> HostGroup {
    do {
      return try HostGroup(configuration, inbox: inbox)
    } catch {
      throw .system(error)
    }
  }

  private func awaitReady(_ group: HostGroup) throws(TrialFault) {
    let seconds = Self.readySeconds + group.ready.count / 10
    let deadline = MonotonicClock.now() + UInt64(seconds) * 1_000_000_000
    while !group.allReady {
      try group.pump(until: deadline)
      guard MonotonicClock.now() < deadline else {
        throw .notReady(
          missing: group.ready.count { $0 == nil }, of: group.ready.count, seconds: seconds)
      }
    }
  }
}
