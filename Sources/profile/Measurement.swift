import Execution
import LinuxSystem
import Planning
import ProfileModel
import Topology

/// One invocation that measures: plan, prepare, run, save, report.
struct Measurement {
  var workloads: WorkloadOptions
  var concurrency: ConcurrencyOptions
  var design: DesignOptions
  var output: OutputOptions
  var commands: CommandOptions
  /// Worker counts when none were given; nil is the machine's default.
  var workersDefault: String?
  /// Strategies when none were given.
  var standardStrategies = StrategyChoice.defaults
  /// Warm-up rounds, where they were asked for.
  var warmupRounds: Int?
  /// Whether the first trial that fails ends the study.
  var stopsAtFailure = false

  /// Measures what the workload options ask for.
  func run() throws -> ExitStatus {
    let scratch = ScratchFolder(in: workloads.dataDirectory)
    return try run(scratch) { machine, seed in
      try plan(on: machine, seed: seed, scratch: scratch)
    }
  }

  /// Measures a plan.
  ///
  /// - Parameter scratch: the folder that the plan's commands know as `{scratch}`; nil when they know none.
  func run(
    _ scratch: ScratchFolder? = nil, _ makePlan: (MachineDescription, UInt64) throws -> Plan
  ) throws -> ExitStatus {
    let started = MonotonicClock.now()
    let reports = try ReportFiles(output.form)
    let openFiles = ResourceLimit.openFiles.current.soft
    let inbox = try Self.watchSignals()
    let machine = try MachineDescription.read()
    let plan = try makePlan(machine, design.seed ?? Self.drawSeed())
    try FileBudget.check(plan)
    let warnings = plan.warnings + (try MemoryPolicyProbe.warnings(for: plan))
    if output.dryRun { return try show(plan, warnings) }
    let host = try HostLocator.find()
    var study = try study(of: plan, on: machine)
    study.warnings = warnings
    let totals = try commands.totalsChoice()
    let progress = Progress(quiet: output.quiet)
    for line in PlanTable(plan, style: TerminalWindow.style(color: .never)).compact() {
      progress.note(line)
    }
    let folder = try StudyFolder(
      output: output.output, name: FolderName.of(study.workloads), force: output.force)
    guard let storage = try prepareStorage(plan, inbox, folder, progress) else {
      folder.discard()
      return Self.status(ofSignal: inbox.interrupt)
    }
    try folder.openSamples()
    study.design.storage = storage.description
    let policy = SamplingPolicy(intervalSeconds: study.design.sampleIntervalSeconds)
    let commandRunner = CommandRunner(
      hostPath: host, policy: policy, totals: totals, machine: machine, inbox: inbox,
      folder: folder.path, openFiles: openFiles)
    let runner = TrialRunner(
      hostPath: host, dataFiles: storage.files, seed: plan.seed, policy: policy,
      machine: machine, inbox: inbox, commands: commandRunner)
    let session = StudySession(
      plan: plan, executor: echoing(runner, folder, progress), folder: folder, progress: progress,
      started: started, stopsAtFailure: stopsAtFailure)
    let steps = StudySteps(
      runner: commandRunner, plan: plan, scratch: scratch, progress: progress)
    try steps.around(&study, discarding: folder) { study throws(ProfileError) in
      try session.run(&study)
    }
    progress.clear()
    try reports.finish(
      study, in: folder,
      summary: output.quiet ? nil : TerminalWindow.style(color: output.color.color),
      progress: progress)
    if output.quiet { Self.tellFailure(of: study) }
    return Self.status(of: study, interrupt: inbox.interrupt)
  }

  /// Without progress nothing has told yet why the exit status is 1.
  private static func tellFailure(of study: Study) {
    guard let failed = study.trials.first(where: { $0.outcome == .failed }) else { return }
    StandardError.write(
      "profile: error: \(failed.configuration): \(failed.failure ?? "a trial failed")\n")
  }

  /// The plan alone: nothing is measured, and nothing is written.
  private func show(_ plan: Plan, _ warnings: [String]) throws -> ExitStatus {
    _ = try design.design()
    let style = TerminalWindow.style(color: output.color.color)
    try Results.print(PlanTable(plan, style: style).whole())
    for warning in warnings { StandardError.write("profile: warning: \(warning)\n") }
    return .done
  }

  private func study(of plan: Plan, on machine: MachineDescription) throws -> Study {
    var study = Study(
      createdAt: UTCTime.now(), toolVersion: toolVersion, commandLine: CommandLine.arguments,
      seed: plan.seed, machine: machine, design: try design.design(),
      configurations: plan.configurations)
    if let warmupRounds { study.design.warmupRounds = warmupRounds }
    return study
  }

  private func plan(
    on machine: MachineDescription, seed: UInt64, scratch: ScratchFolder
  ) throws -> Plan {
    let chosen = try StudyWorkloads(workloads, on: machine)
    var request = PlanRequest(seed: seed, twins: true)
    request.workloads = chosen.variants
    request.standardStrategies = standardStrategies
    try concurrency.apply(to: &request, workersDefault: workersDefault)
    let plan = try Plan(request: request, machine: machine)
    return try chosen.addingCommands(to: plan, scratch: scratch.path, limits: commands)
  }

  private func echoing(
    _ executor: any TrialExecutor, _ folder: StudyFolder, _ progress: Progress
  ) -> any TrialExecutor {
    guard commands.showOutput else { return executor }
    return OutputEcho(executor: executor, folder: folder.path, progress: progress)
  }

  /// Nil when a signal asked to stop meanwhile.
  private func prepareStorage(
    _ plan: Plan, _ inbox: SignalInbox, _ folder: StudyFolder, _ progress: Progress
  ) throws(ProfileError) -> Storage? {
    do throws(ProfileError) {
      return try Storage.prepare(
        for: plan, directory: workloads.dataDirectory,
        allowMemoryFilesystem: workloads.allowMemoryFilesystem,
        isCancelled: {
          inbox.drain()
          return inbox.interrupt != nil
        }, progress: progress)
    } catch {
      folder.discard()
      throw error
    }
  }

  private static func watchSignals() throws(ProfileError) -> SignalInbox {
    do {
      ResourceLimit.openFiles.raise()
      return SignalInbox(try SignalMonitor())
    } catch {
      throw ProfileError(.unavailable, "\(error): signals cannot be watched")
    }
  }

  /// A seed that every JSON reader keeps exact.
  private static func drawSeed() -> UInt64 {
    UInt64.random(in: 1..<(1 << 32))
  }

  private static func status(of study: Study, interrupt: Int32?) -> ExitStatus {
    if interrupt != nil { return status(ofSignal: interrupt) }
    return study.trials.contains { $0.outcome == .failed } ? .failed : .done
  }

  private static func status(ofSignal signal: Int32?) -> ExitStatus {
    signal == SignalMonitor.interruptSignal ? .interrupted : .terminated
  }
}
