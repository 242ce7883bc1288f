import Execution
import LinuxSystem
import Planning
import ProfileModel
import Text
import Topology

/// One invocation that measures.
struct Measurement {
  private let request: StudyRequest
  private let surroundings: Surroundings
  private let progress: Progress
  /// What is gone on with; nil for a new study.
  private let resumption: Resumption?

  private var machine: MachineDescription { surroundings.machine }

  /// Plan, prepare, run, save, report.
  ///
  /// - Parameters:
  ///   - resumption: the study to go on with; nil for a new one.
  ///   - request: makes the request for this machine.
  static func run(
    resuming resumption: Resumption? = nil,
    _ request: (MachineDescription) throws -> StudyRequest
  ) throws -> ExitStatus {
    let surroundings = try Surroundings()
    let request = try request(surroundings.machine)
    return try Measurement(
      request: request, surroundings: surroundings,
      progress: Progress(quiet: request.output.isQuiet), resumption: resumption
    ).run()
  }

  private func run() throws -> ExitStatus {
    let scratch = ScratchFolder(in: request.data.directory)
    let begun = try begin(request.plan(on: machine, scratch: scratch.path))
    let plan = begun.plan
    var study = begun.study
    let scheduled =
      SchedulerRecord(on: machine, variable: Environment.text)?.warnings(on: machine) ?? []
    let warnings =
      request.warnings + scheduled + plan.warnings + plan.serverWarnings
      + (try MemoryPolicyProbe.warnings(for: plan))
    try WorkloadProbe.check(plan)
    let bench = try Bench(for: plan, request, surroundings)
    if request.output.isDryRun { return try rehearse(study, plan, warnings + bench.warnings) }
    study.warnings += (warnings + bench.warnings).filter { !study.warnings.contains($0) }
    announce(plan)
    for warning in request.warnings + scheduled + plan.serverWarnings + bench.warnings {
      progress.note("warning: \(warning)")
    }
    let folder = try makeFolder(for: study)
    guard let storage = try prepareStorage(for: plan, study, folder) else {
      return surroundings.exitStatus ?? .done
    }
    study.design.storage = storage.description
    let runners = bench.runners(storage, in: folder, after: study.trials.count, progress)
    let session = StudySession(
      plan: plan, executor: runners.executor, folder: folder, progress: progress,
      started: surroundings.started, stopsAtFailure: request.stopsAtFailure,
      isResumed: resumption != nil)
    let steps = StudySteps(
      runner: runners.commands, plan: plan, scratch: scratch, progress: progress)
    try steps.around(&study, discarding: folder) { study throws(ProfileError) in
      try resumption == nil ? session.run(&study) : session.resume(&study)
      try perturb(&study, plan, runners.plain, folder)
    }
    let killed = try request.killed(on: machine)
    if !killed.isEmpty, !surroundings.isInterrupted { study.kills = bench.kills(killed) }
    return try finish(study, in: folder)
  }

  /// Measures what the sampler does to the work, where that was asked for.
  private func perturb(
    _ study: inout Study, _ plan: Plan, _ runner: TrialRunner, _ folder: StudyFolder
  ) throws(ProfileError) {
    guard request.measuresPerturbation, !surroundings.isInterrupted else { return }
    study.perturbation = PerturbationPairs(
      runner: runner, progress: progress, rounds: request.design.trials,
      isInterrupted: { surroundings.isInterrupted }
    ).run(plan)
    try folder.saveWhole(study)
  }

  private func begin(_ plan: Plan) throws(ProfileError) -> (study: Study, plan: Plan) {
    try resumption?.begin(request, plan, on: machine)
      ?? (request.study(of: plan, on: machine), plan)
  }

  private func makeFolder(for study: Study) throws(ProfileError) -> StudyFolder {
    if let resumption { return try StudyFolder(resuming: resumption.folder) }
    guard request.output.claims != nil else { return try StudyFolder(request.output, for: study) }
    return try StudyFolder(
      output: request.output.folder, name: "claims", force: request.output.force)
  }

  /// The plan alone, of which nothing is measured.
  ///
  /// What the run would refuse is refused; the folder that is made to see that is gone again.
  private func rehearse(
    _ study: Study, _ plan: Plan, _ warnings: [String]
  ) throws -> ExitStatus {
    if resumption == nil { try makeFolder(for: study).discard() }
    try Storage.check(for: plan, request.data)
    let style = TerminalWindow.style(color: request.output.color)
    try Results.print(PlanTable(plan, style: style).whole())
    for warning in warnings { Diagnostic.write("warning: \(warning)") }
    return .done
  }

  /// More placements than these are no help on a screen.
  private static let mostPlacements = 24

  private func announce(_ plan: Plan) {
    guard plan.configurations.count <= Self.mostPlacements else {
      let count = ListText.counted(plan.configurations.count, "configuration")
      return progress.note("\(count); --dry-run shows who runs on which CPU")
    }
    for line in PlanTable(plan, style: TerminalWindow.style(color: .never)).compact() {
      progress.note(line)
    }
  }

  /// Nil when a signal asked to stop meanwhile; what was made for the study is gone then, and after an error.
  private func prepareStorage(
    for plan: Plan, _ study: Study, _ folder: StudyFolder
  ) throws(ProfileError) -> Storage? {
    do throws(ProfileError) {
      let storage = try Storage.prepare(
        for: plan, request.data, isCancelled: { surroundings.isInterrupted }, progress: progress)
      if storage == nil {
        folder.discard()
      } else {
        try folder.openSamples(after: study.trials.count)
      }
      return storage
    } catch {
      folder.discard()
      throw error
    }
  }

  private func finish(_ study: Study, in folder: StudyFolder) throws -> ExitStatus {
    progress.clear()
    let output = request.output
    if let language = output.claims {
      try ClaimsFiles.finish(study, in: folder, output, language: language)
    } else {
      try surroundings.reporting { (isCancelled) throws(ProfileError) in
        try output.reports.finish(
          study, in: folder, output, progress: progress, isCancelled: isCancelled)
      }
    }
    let failed = study.trials.first { $0.outcome == .failed }
    if output.isQuiet, let failed {
      // Without progress nothing has told yet why the exit status is 1.
      Diagnostic.write(
        "error: \(failed.configuration): \(failed.failure ?? "a trial failed")")
    }
    return surroundings.exitStatus ?? (failed == nil ? .done : .failed)
  }
}
