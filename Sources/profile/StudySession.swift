import Execution
import LinuxSystem
import Planning
import ProfileModel
import Reporting

/// Runs a plan's rounds and keeps the study saved.
struct StudySession {
  let plan: Plan
  let executor: any TrialExecutor
  let folder: StudyFolder
  let progress: Progress
  let inbox: SignalInbox

  /// Runs warm-ups and rounds; the study is saved after every trial.
  func run(_ study: inout Study) throws(ProfileError) {
    try folder.saveWhole(study)
    for round in 0..<study.design.warmupRounds {
      guard try run(round: round + 1, warmup: true, &study) else { return }
    }
    for round in 0..<(study.design.trials ?? 1) {
      guard try run(round: round + 1, warmup: false, &study) else { return }
    }
    study.design.stoppedBy = "trials"
  }

  /// - Returns: whether the study goes on.
  private func run(round: Int, warmup: Bool, _ study: inout Study) throws(ProfileError) -> Bool {
    progress.round(round, warmup: warmup, of: study.design.trials)
    for planned in plan.trials(inRound: round, warmup: warmup) {
      progress.trial(planned, of: study.design.trials)
      let result = executor.run(planned)
      study.trials.append(result.trial)
      progress.failure(result.trial)
      let rows = SamplesCSV.rows(
        of: result.samples, trial: study.trials.count - 1, tids: result.trial.workers.map(\.tid),
        origin: result.origin)
      if result.interrupt != nil { study.design.stoppedBy = "interrupted" }
      try folder.save(study, samplesRows: rows)
      if result.interrupt != nil { return false }
    }
    return true
  }
}
