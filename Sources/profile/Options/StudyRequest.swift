import Execution
import LinuxSystem
import Manifests
import Planning
import ProfileModel
import Reporting
import Text
import Topology

/// What one invocation is to measure: every option parsed once, so that nothing behind it reads an option's text.
struct StudyRequest {
  /// What is compared.
  enum Subject {
    /// Workloads under strategies, some of which run a manifest's commands.
    case workloads(PlanRequest, WorkloadCommands)
    /// What is said of threads and processes.
    case claims(ClaimsChoice)
    /// One command as it is.
    case command(ExecRequest)
  }

  let subject: Subject
  /// Of the order of trials and reads.
  let seed: UInt64
  let design: StudyDesign
  /// Whether the first trial that fails ends the study: what failed once will fail again.
  var stopsAtFailure = false
  /// Where files and data of workloads go.
  let data: DataPlace
  /// Where the totals of commands come from; nil takes the best source.
  var totals: TotalsTier?
  /// Whether who wakes whom is followed, for the commands' critical paths.
  var followsWakeups = false
  /// Whether the output of commands is shown.
  var showsOutput = false
  /// Whether trials with the sampler's readings and without are put side by side after the study.
  var measuresPerturbation = false
  let output: OutputRequest

  /// Who runs where, with the commands of those configurations that have one.
  ///
  /// - Parameter scratch: the folder that commands know as `{scratch}`.
  func plan(on machine: MachineDescription, scratch: String) throws -> Plan {
    let plan: Plan
    switch subject {
    case .workloads(let request, let commands):
      plan = try commands.added(
        to: Plan(request: request, machine: machine), scratch: scratch,
        split: { () throws(Refusal) in try request.loadPlacement.split(on: machine) })
    case .claims(let choice): plan = try choice.plan(on: machine, seed: seed, scratch: scratch)
    case .command(let request): plan = try request.plan(on: machine, seed: seed)
    }
    // A search ends where the machine does; what was asked for by number is refused.
    if plan.doublesWorkers { return plan.filter { $0.workers == 1 || FileBudget.fits($0) } }
    try FileBudget.check(plan)
    return plan
  }

  /// What the user should know of what was asked for, before it runs.
  var warnings: [String] {
    guard case .workloads(_, let commands) = subject else { return [] }
    return commands.warnings
  }

  /// What is run when one worker is to be killed.
  func killed(on machine: MachineDescription) throws -> [Configuration] {
    guard case .claims(let choice) = subject else { return [] }
    return try choice.killed(on: machine, seed: seed)
  }

  /// The study before its first trial.
  func study(of plan: Plan, on machine: MachineDescription) -> Study {
    var study = Study(
      createdAt: UTCTime.now(), toolVersion: toolVersion, commandLine: CommandLine.arguments,
      seed: seed, machine: machine, design: design, configurations: plan.configurations)
    study.scheduler = SchedulerRecord(on: machine, variable: Environment.text)
    return study
  }
}

/// Where results go.
struct OutputRequest {
  /// The report's folder; nil for one of its own under `reports`.
  let folder: String?
  /// Whether the folder may hold something already.
  let force: Bool
  let isQuiet: Bool
  /// Whether only the plan is shown.
  let isDryRun: Bool
  let reports: ReportFiles
  let color: ColorChoice
  /// The language of a page of claims in place of a report; nil of other studies.
  var claims: ClaimLanguage?
}

/// Limits that were asked for, which go before a manifest's own.
struct CommandLimits {
  let maxProcesses: Int
  let timeoutSeconds: Double?
  let conditions: [MetricCondition]

  /// Where nothing else is asked for.
  static let standard = CommandLimits(
    maxProcesses: CommandSpec.defaultMaxProcesses, timeoutSeconds: nil, conditions: [])

  func apply(to spec: inout CommandSpec) throws(Refusal) {
    for condition in conditions { try condition.apply(to: &spec) }
    spec.maxProcesses = maxProcesses
    if let timeoutSeconds { spec.timeoutSeconds = timeoutSeconds }
  }
}
