import Execution
import LinuxSystem
import ProfileModel
import Text

/// One invocation of `attach`: window after window, saved after each.
struct AttachMeasurement {
  private let request: AttachRequest
  private let surroundings: Surroundings
  private let progress: Progress

  init(_ request: AttachRequest) throws {
    self.request = request
    surroundings = try Surroundings()
    progress = Progress(quiet: request.output.isQuiet)
  }

  func run() throws -> ExitStatus {
    var study = Study(
      createdAt: UTCTime.now(), toolVersion: toolVersion, commandLine: CommandLine.arguments,
      seed: 0, machine: surroundings.machine, design: request.design,
      configurations: [request.configuration])
    study.warnings = request.warnings
    let folder = try StudyFolder(request.output, for: study)
    try folder.openSamples()
    let runner = AttachRunner(
      target: request.target, windows: request.windows, windowSeconds: request.windowSeconds,
      intervalSeconds: request.intervalSeconds, memory: request.memory,
      machine: surroundings.machine, inbox: surroundings.inbox)
    try look(runner, &study, in: folder)
    return try finish(study, in: folder)
  }

  private func look(
    _ runner: AttachRunner, _ study: inout Study, in folder: StudyFolder
  ) throws(ProfileError) {
    let length = NumberText.duration(request.windowSeconds)
    progress.note(
      "looking at \(request.name) for \(request.windows) × \(length); Ctrl-C ends it and keeps what was seen"
    )
    let view = LiveView(title: request.name, isQuiet: request.output.isQuiet)
    defer { view?.end() }
    runner.onSecond = view.map { view in { view.show($0) } }
    for window in 1...request.windows {
      let planned = PlannedTrial(
        configuration: study.configurations[0], round: window, position: 1)
      progress.trial(planned, of: request.windows)
      let result = runner.run(planned)
      study.trials.append(result.trial)
      describe(result.trial, &study)
      progress.failure(result.trial, of: planned.configuration)
      study.design.stoppedBy = reason(result, runner, isLast: window == request.windows)
      try folder.save(study, result)
      if study.design.stoppedBy != nil { return }
    }
  }

  private func reason(_ result: TrialResult, _ runner: AttachRunner, isLast: Bool) -> String? {
    if result.interrupt != nil { return "interrupted" }
    if runner.isOver { return "ended" }
    if result.trial.outcome == .failed { return "failed" }
    return isLast ? "trials" : nil
  }

  /// The layout is what was found in the first window.
  private func describe(_ trial: Trial, _ study: inout Study) {
    guard study.trials.count == 1, let found = trial.attached else { return }
    let processes = max(1, found.processesAtOpening)
    let threads = max(processes, found.threadsAtOpening)
    let layout: Layout =
      if processes == 1 { threads == 1 ? .sequential : .threads(threads) } else {
        threads == processes
          ? .processes(processes)
          : .hybrid(processes: processes, threadsPerProcess: threads / processes)
      }
    var configuration = Configuration(
      id: study.configurations[0].id, workload: request.name, layout: layout, pin: "none",
      workerCPUs: [], parameters: [:])
    // Processes need not have the same number of threads.
    configuration.workers = threads
    configuration.attached = request.target
    study.configurations[0] = configuration
  }

  private func finish(_ study: Study, in folder: StudyFolder) throws -> ExitStatus {
    progress.clear()
    let output = request.output
    try surroundings.reporting { (isCancelled) throws(ProfileError) in
      try output.reports.finish(
        study, in: folder, output, progress: progress, isCancelled: isCancelled)
    }
    if let draft = AttachDraft(of: study) {
      let words = try draft.write(to: folder)
      if !output.isQuiet { try Results.print("\n\(words)\n") }
    }
    if let status = surroundings.exitStatus { return status }
    return study.trials.contains { $0.outcome == .completed } ? .done : .failed
  }
}
