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
  /// Of a command whose wake-ups were followed to its end.
  public var wakes: WakeRecording?

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
  private let limits: LimitGroups?

  /// - Parameters:
  ///   - hostPath: the `profile-host` executable.
  ///   - dataFiles: the file to read for each size in bytes.
  ///   - seed: of the read order.
  ///   - commands: runs the trials of configurations that are commands.
  ///   - limits: makes the cgroups of those that have limits.
  public init(
    hostPath: String, dataFiles: [UInt64: String], seed: UInt64, policy: SamplingPolicy,
    machine: MachineDescription, inbox: SignalInbox, commands: CommandRunner? = nil,
    limits: LimitGroups? = nil
  ) {
    self.limits = limits
    self.hostPath = hostPath
    self.dataFiles = dataFiles
    self.seed = seed
    self.policy = policy
    self.machine = machine
    self.inbox = inbox
    self.commands = commands
  }

  public func run(_ planned: PlannedTrial) -> TrialResult { run(planned, policy) }

  /// Likewise, with other readings than the study's.
  public func run(_ planned: PlannedTrial, _ policy: SamplingPolicy) -> TrialResult {
    if let command = planned.configuration.command, let commands {
      return commands.run(planned, command, policy)
    }
    var evidence = HostEvidence(policy: policy)
    var fault: TrialFault?
    do throws(TrialFault) {
      try measure(planned.configuration, into: &evidence)
    } catch {
      evidence.watches.endEarly()
      let isPlaced = evidence.group?.allReady ?? false
      let changes = CPUChanges(evidence.watches, planned.configuration, machine)
      fault = (isPlaced ? error : changes.explained(error))
        .explained(by: evidence.watches.throttle.memory.words)
    }
    return HostAssembly(planned, machine, evidence, fault: fault).result()
  }

  /// Spawn, gate, work, hold, release.
  private func measure(
    _ configuration: Configuration, into evidence: inout HostEvidence
  ) throws(TrialFault) {
    let workload = try workload(of: configuration)
    evidence.workload = workload
    let file = workload.file.flatMap { dataFiles[$0.sizeBytes] }
    if let need = workload.file, let file {
      evidence.cachedBytes = try CachePreparation.prepare(file, for: need.cache)
    }
    let groups = try TrialFault.catching { () throws(SystemError) in
      try limits?.make(configuration.limits) ?? TrialGroups()
    }
    evidence.watches.follow(groups)
    defer {
      // Before they are gone with what they tell.
      evidence.watches.readKills()
      groups.remove()
    }
    let control = try TrialFault.catching { () throws(SystemError) in
      try HostControl(configuration, workload, inbox: inbox, limits: groups)
    }
    defer {
      control.release()
      evidence.group = control.group
    }
    try control.start(
      hostPath: hostPath,
      work: .init(
        workload: configuration.workload, parameters: workload.recorded, file: file, seed: seed))
    var hang = HangWatch(control.group.tasks, at: MonotonicClock.now())
    try work(control, configuration, &hang, &evidence)
    evidence.hold = HoldReadings(control.group)
    evidence.pages = PageReadings(control.group)
    control.openReports()
    while !control.group.allFinished { try advance(control, &hang, until: .max) }
    evidence.waits = evidence.sampler.map { WaitEvidence(control.group, $0) }
  }

  private func work(
    _ control: HostControl, _ configuration: Configuration, _ hang: inout HangWatch,
    _ evidence: inout HostEvidence
  ) throws(TrialFault) {
    let sampler = Sampler(control.group, policy: evidence.policy)
    evidence.sampler = sampler
    evidence.migrationsBefore = HoldReadings.migrations(of: control.group)
    let own = Affinity.leaving(configuration, machine)
    defer { own.restore() }
    sampler.read(at: MonotonicClock.now(), everything: true)
    evidence.watches.begin()
    sampler.start(at: MonotonicClock.now())
    control.openGate()
    while !control.group.isDone {
      try advance(control, &hang, until: sampler.schedule.next ?? .max)
      sampler.readIfDue()
      evidence.watches.look(at: EmptyCollection())
    }
    evidence.watches.end()
    sampler.read(at: MonotonicClock.now(), everything: true)
  }

  /// Handles what the workers say until then; a fault where none has run for long.
  private func advance(
    _ control: HostControl, _ hang: inout HangWatch, until deadline: UInt64
  ) throws(TrialFault) {
    try control.pump(until: min(deadline, hang.next))
    if let seconds = hang.look(at: MonotonicClock.now()) { throw .hung(seconds: seconds) }
  }

  private func workload(
    of configuration: Configuration
  ) throws(TrialFault) -> any BuiltinWorkload {
    guard
      let workload = Builtin.workload(
        configuration.workload, recorded: configuration.parameters)
    else {
      throw .protocolBroken("\(configuration.id) is not a built-in workload with all parameters")
    }
    return workload
  }
}
