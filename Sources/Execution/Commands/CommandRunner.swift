import HostProtocol
import LinuxSystem
public import ProfileModel

/// Runs trials of commands, each under a launcher of its own.
public final class CommandRunner {
  let hostPath: String
  /// Of the trial that runs.
  private(set) var policy: SamplingPolicy
  let totals: TotalsChoice
  let machine: MachineDescription
  let inbox: SignalInbox
  let limits: LimitGroups?
  private let wakeups: WakeupSource?
  private let folder: String
  let openFiles: UInt64?
  private var runs: Int
  private var keptBytes: UInt64 = 0

  /// The folder of outputs in the report's.
  private static let outputsName = "outputs"

  /// - Parameters:
  ///   - hostPath: the `profile-host` executable.
  ///   - folder: the report's folder: outputs are kept there.
  ///   - openFiles: the soft limit on open files that commands get; nil leaves the profiler's own.
  ///   - wakeups: follows who wakes whom; nil where nobody asked for that.
  ///   - limits: makes the cgroups of configurations that have limits.
  ///   - runs: how many trials have outputs in the folder already.
  public init(
    hostPath: String, policy: SamplingPolicy, totals: TotalsChoice, machine: MachineDescription,
    inbox: SignalInbox, folder: String, openFiles: UInt64?, wakeups: WakeupSource? = nil,
    limits: LimitGroups? = nil, runs: Int = 0
  ) {
    self.limits = limits
    self.runs = runs
    self.wakeups = wakeups
    self.hostPath = hostPath
    self.policy = policy
    self.totals = totals
    self.machine = machine
    self.inbox = inbox
    self.folder = folder
    self.openFiles = openFiles
  }

  /// Runs one trial with these readings; whatever happens is told by its outcome.
  func run(
    _ planned: PlannedTrial, _ spec: CommandSpec, _ policy: SamplingPolicy
  ) -> TrialResult {
    self.policy = policy
    runs += 1
    var evidence = CommandEvidence(spec, policy: policy, totals: totals)
    var fault: TrialFault?
    do throws(TrialFault) {
      if spec.service != nil {
        evidence.port = try TrialFault.catching { () throws(SystemError) in try LocalPort.free() }
        evidence.spec = ServicePort.filled(spec, port: evidence.port)
      }
      try measure(planned.configuration, &evidence)
    } catch {
      let isPlaced = evidence.group?.isRunning ?? false
      let changes = CPUChanges(evidence.watches, planned.configuration, machine)
      fault = (isPlaced ? error : changes.explained(error))
        .explained(by: evidence.watches.throttle.memory.words)
    }
    return CommandAssembly(planned, machine, evidence, fault: fault).result()
  }

  /// Of all trials together so much output is kept; after that, only that of trials that failed.
  private static let mostKeptBytes: UInt64 = 256 << 20

  private func keep(
    _ outputs: CommandOutputs, as name: String, _ evidence: inout CommandEvidence
  ) {
    guard keptBytes > Self.mostKeptBytes, evidence.isComplete else {
      keptBytes += outputs.sizeBytes
      evidence.outputFolder = name
      return
    }
    outputs.nested("load").remove()
    outputs.remove()
    evidence.isOutputDropped = true
  }

  /// Set-up, the commands, clean-up.
  private func measure(
    _ configuration: Configuration, _ evidence: inout CommandEvidence
  ) throws(TrialFault) {
    try makeOutputsFolder()
    let spec = evidence.spec
    let own = "\(Self.outputsName)/\(String(runs).padded(to: 3))"
    let outputs = try CommandOutputs(path: "\(folder)/\(own)", copies: spec.commands.count)
    defer {
      if outputs.tidy() { keep(outputs, as: own, &evidence) }
      Files.removeIfEmpty("\(folder)/\(Self.outputsName)")
    }
    var fault: TrialFault?
    do throws(TrialFault) {
      MetricReading.clear(spec.metrics ?? [])
      try steps.run(spec.setUp, of: spec, named: "set-up", in: outputs.path)
      if let service = spec.service {
        try ServiceTrial(
          self, spec, service, outputs, port: evidence.port, limits: configuration.limits
        ).run(&evidence)
      } else {
        try runCommands(configuration, outputs, &evidence)
      }
    } catch {
      fault = error
    }
    // Cleaned up is whatever happened; what went wrong first is told.
    do throws(TrialFault) {
      try inbox.settingAside { () throws(TrialFault) in
        try steps.run(spec.cleanUp, of: spec, named: "clean-up", in: outputs.path)
      }
    } catch {
      fault = fault ?? error
    }
    if let fault { throw fault }
    evidence.isComplete = true
  }

  private func runCommands(
    _ configuration: Configuration, _ outputs: CommandOutputs, _ evidence: inout CommandEvidence
  ) throws(TrialFault) {
    var order = try CommandOrder.make(evidence.spec, configuration, outputs: outputs.path)
    order.openFiles = openFiles
    let groups = try groups(under: configuration.limits)
    order.enter(groups)
    order.counts = totals.counts
    defer { groups.remove() }
    let control = try TrialFault.catching { () throws(SystemError) in
      try LauncherControl(copies: order.commands.count, inbox: inbox)
    }
    var sampler: TreeSampler?
    defer {
      evidence.group = control.group
      // What it did after it was asked to end does not count.
      if evidence.asked == nil { sampler?.finish(control.group.leaders) }
    }
    try control.run(
      order, hostPath: hostPath, known: { sampler?.roster.liveProcesses.keys.map { $0 } ?? [] },
      body: { () throws(TrialFault) in
        let tree = TreeSampler(
          scope: .launched(by: control.launcher), policy: policy,
          cpus: (max(1, evidence.ownCPUs.count), machine.summary.onlineCPUs))
        sampler = tree
        evidence.sampler = tree
        try follow(control, tree, configuration, groups.limits, &evidence)
      })
    let seconds = evidence.asked == nil ? control.group.wallSeconds : evidence.spec.measuredSeconds
    evidence.reported = CommandVerdict.reported(evidence.spec, outputs)
    try CommandVerdict.check(
      control.group, evidence.spec, outputs, &evidence.check, wasAsked: evidence.asked != nil,
      memoryKills: evidence.watches.throttle.memory.words)
    evidence.metrics = try MetricReading.values(
      evidence.spec.metrics ?? [], outputs, seconds: seconds, within: control.group.ageSeconds,
      inbox)
  }

  /// From just before the spawn to the last command's end.
  private func follow(
    _ control: LauncherControl, _ sampler: TreeSampler, _ configuration: Configuration,
    _ groups: TrialGroups, _ evidence: inout CommandEvidence
  ) throws(TrialFault) {
    let own = Affinity.leaving(configuration, machine)
    defer { own.restore() }
    let recorder = recorder(of: control, &evidence)
    var watches = Watches()
    watches.follow(groups)
    watches.begin()
    defer {
      if evidence.asked == nil { watches.end() }
      evidence.watches = watches
    }
    var patience = PoliteEnd(evidence.spec.measuredSeconds)
    try control.follow(
      timeoutSeconds: evidence.spec.timeoutSeconds,
      next: {
        [patience.next(sampler.schedule.next), recorder?.next].compactMap(\.self).min()
      },
      look: { group in
        recorder?.readIfDue()
        if evidence.asked != nil {
          if patience.isOver { evidence.wasKilled = true }
          return patience.end(control)
        }
        if sampler.schedule.started == 0, group.isRunning { sampler.start(group.leaders) }
        sampler.readIfDue()
        evidence.tell(of: sampler.newlyStopped(), leaders: group.leaders.map(\.pid))
        watches.look(at: sampler.roster.liveProcesses.keys)
        guard patience.isDue(group) else { return }
        sampler.close()
        var accounts = TreeAccounts([Int32]())
        accounts.close(sampler.roster.liveProcesses.keys)
        evidence.asked = (sampler.closedAt ?? MonotonicClock.now(), accounts)
        watches.end()
        patience.ask(group)
      })
    evidence.recordedWakes = recorder?.finish()
  }

  /// Follows the wake-ups from before the spawn on; what cannot be followed any more costs the trial nothing else.
  private func recorder(
    of control: LauncherControl, _ evidence: inout CommandEvidence
  ) -> WakeupRecorder? {
    guard let wakeups else { return nil }
    do throws(SystemError) {
      return try WakeupRecorder(wakeups, launcher: control.launcher)
    } catch {
      evidence.wakesProblem = WakeupRefusal.events(error).description
      return nil
    }
  }

  private func makeOutputsFolder() throws(TrialFault) {
    try TrialFault.catching { () throws(SystemError) in
      try Files.makeOwnFolder("\(folder)/\(Self.outputsName)")
    }
  }

  var steps: CommandSteps {
    CommandSteps(hostPath: hostPath, inbox: inbox, openFiles: openFiles)
  }
}

extension CommandRunner {
  /// Runs what a study's commands want to be run before the first trial or after the last, each distinct one once.
  ///
  /// - Throws: ``StepFailure``, which names the command and its last words.
  public func runStudySteps(
    _ steps: KeyPath<CommandSpec, [[String]]>, of configurations: [Configuration]
  ) throws(StepFailure) {
    let name = steps == \.studySetUp ? "set-up of the study" : "clean-up of the study"
    var done: [CommandSpec] = []
    for spec in configurations.compactMap(\.command) {
      for command in spec[keyPath: steps] {
        let step = Self.alone(command, as: spec)
        guard !done.contains(step) else { continue }
        done.append(step)
        do throws(TrialFault) {
          try runStudyStep(command, spec, named: name, isCleanUp: steps == \.studyCleanUp)
        } catch {
          if case .interrupted(let signal) = error { throw StepFailure(signal: signal) }
          throw StepFailure(description: error.description)
        }
      }
    }
  }

  /// A step with what it shares with its command: those that are alike in all of it are the same step.
  private static func alone(_ command: [String], as spec: CommandSpec) -> CommandSpec {
    var step = CommandSpec(commands: [command])
    step.directory = spec.directory
    step.environment = spec.environment
    return step
  }

  private func runStudyStep(
    _ command: [String], _ spec: CommandSpec, named name: String, isCleanUp: Bool
  ) throws(TrialFault) {
    try makeOutputsFolder()
    let outputs = "\(folder)/\(Self.outputsName)"
    defer { Files.removeIfEmpty(outputs) }
    guard isCleanUp else {
      try steps.run([command], of: spec, named: name, in: outputs)
      return
    }
    try inbox.settingAside { () throws(TrialFault) in
      try steps.run([command], of: spec, named: name, in: outputs)
    }
  }
}

/// A study's set-up or clean-up command that went wrong, or a signal that came meanwhile.
public struct StepFailure: Error, CustomStringConvertible {
  public let description: String
  /// The signal that asked the profiler to stop; nil when the command failed.
  public let signal: Int32?

  init(description: String) {
    self.description = description
    signal = nil
  }

  init(signal: Int32) {
    description = "interrupted by \(SignalName.text(signal))"
    self.signal = signal
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
