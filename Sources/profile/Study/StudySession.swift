import Analysis
package import Execution
import LinuxSystem
package import Planning
package import ProfileModel
import Reporting

/// Runs a plan's rounds until the design is satisfied, and keeps the study saved.
package struct StudySession {
  private(set) var plan: Plan
  let executor: any TrialExecutor
  let folder: StudyFolder
  let progress: Progress
  /// When the program started (`MonotonicClock`): the time budget counts from there.
  let started: UInt64
  /// A trial that failed ends the study: what failed once will fail again.
  let stopsAtFailure: Bool
  /// Whether the study may have trials of the plan already, which are not measured again.
  let isResumed: Bool

  package init(
    plan: Plan, executor: any TrialExecutor, folder: StudyFolder, progress: Progress,
    started: UInt64, stopsAtFailure: Bool = false, isResumed: Bool = false
  ) {
    self.stopsAtFailure = stopsAtFailure
    self.isResumed = isResumed
    self.plan = plan
    self.executor = executor
    self.folder = folder
    self.progress = progress
    self.started = started
  }

  package func run(_ study: inout Study) throws(ProfileError) {
    try folder.saveWhole(study)
    if let warning = Outlook(study).warning { progress.note("note: \(warning)") }
    var pace = RoundPace(started: started)
    guard plan.doublesWorkers else {
      for round in 1...max(1, study.design.warmupRounds) where study.design.warmupRounds > 0 {
        guard try run(round: round, warmup: true, &study, &pace) else { return }
      }
      return try fitted(&study, &pace).measure(&study, &pace)
    }
    guard let plan = try search(&study, &pace) else { return }
    try running(plan).fitted(&study, &pace).measure(&study, &pace)
  }

  /// The same with another plan.
  private func running(_ plan: Plan) -> StudySession {
    var session = self
    session.plan = plan
    return session
  }

  /// The same, made to fit a budget that is too tight for a decision.
  private func fitted(
    _ study: inout Study, _ pace: inout RoundPace
  ) throws(ProfileError) -> StudySession {
    guard let fit = TightBudget(study, plan, pace) else { return self }
    progress.note("note: \(fit.words)")
    fit.settle(&study)
    try folder.saveWhole(study)
    if fit.dropsTwins { pace.scale(by: fit.leanShare) }
    return running(fit.dropsTwins ? plan.withoutTwins : plan)
  }

  /// All rounds behind the warm-up.
  ///
  /// - Parameter first: the round to begin with, or to finish; nil for the one after those that were measured.
  func measure(
    _ study: inout Study, _ pace: inout RoundPace, from first: Int? = nil
  ) throws(ProfileError) {
    let done = Set(study.trials.filter { !$0.warmup }.map(\.round)).count
    if first == nil { try look(ahead: pace, in: &study) }
    var warmup = WarmupWatch(study, plan)
    if study.design.trendRounds == nil { study.design.warmupRule = warmup.rule }
    var round = first ?? done + 1
    while study.design.stoppedBy == nil {
      guard try run(round: round, warmup: false, &study, &pace) else { return }
      if round == 1, study.design.warmupRounds == 0 { try look(ahead: pace, in: &study) }
      var standing = self.standing(study, pace)
      if let note = warmup.drop(from: &study, isLast: standing.stopReason != nil) {
        progress.note(note)
        try folder.saveWhole(study)
        standing = self.standing(study, pace)
      }
      study.design.stoppedBy = standing.stopReason
      progress.standing(standing)
      round += 1
    }
    try repeatDisturbed(&study, &pace)
    try folder.saveWhole(study)
  }

  func standing(_ study: Study, _ pace: RoundPace) -> Standing {
    let measured = Set(study.trials.filter { !$0.warmup }.map(\.round)).count
    return Standing(
      of: study, rounds: measured, repeats: DisturbedRounds(study).toRepeat.count, pace: pace)
  }

  /// Says what the study will take, once that is known; a budget that holds no round is refused.
  private func look(ahead pace: RoundPace, in study: inout Study) throws(ProfileError) {
    guard pace.expectedSeconds > 0, study.design.stoppedBy == nil else { return }
    let outlook = Outlook(study)
    let isBegun = study.trials.contains { !$0.warmup }
    if !isBegun,
      let refusal = outlook.refusal(round: pace.expectedSeconds, elapsed: pace.elapsedSeconds)
    {
      study.design.stoppedBy = "budget"
      try folder.saveWhole(study)
      throw ProfileError(.unavailable, "\(refusal) The warm-up is kept in \(folder.path).")
    }
    progress.note(outlook.words(round: pace.expectedSeconds, elapsed: pace.elapsedSeconds))
  }

  /// - Returns: whether the study goes on.
  func run(
    round: Int, warmup: Bool, again: Bool = false, _ study: inout Study, _ pace: inout RoundPace
  ) throws(ProfileError) -> Bool {
    let planned = plan.trials(inRound: round, warmup: warmup)
    let trials = isResumed ? missing(planned, again: again, in: study) : planned
    guard !trials.isEmpty else { return true }
    progress.round(round, warmup: warmup, again: again, of: study.design.trials)
    pace.begin()
    let before = study.trials.count
    for planned in trials {
      guard try run(planned, again: again, &study) else { return false }
    }
    guard !Self.isHopeless(study, since: before, trials) else {
      study.design.stoppedBy = "failed"
      return false
    }
    pace.end(trials: trials.count, nextTrials: plan.trials(inRound: 1, warmup: false).count)
    study.design.roundSeconds = pace.expectedSeconds
    return true
  }

  /// Whether nothing works: commands of which none does will not the next time; other work may fail by accident, once.
  ///
  /// By rounds, not by a number of trials: one of them may have been repeated.
  private static func isHopeless(
    _ study: Study, since before: Int, _ trials: [PlannedTrial]
  ) -> Bool {
    let earlier = study.trials[..<before]
    guard study.trials[before...].allSatisfy({ $0.outcome == .failed }) else { return false }
    if trials.allSatisfy({ $0.configuration.command != nil }) { return true }
    guard let last = earlier.last else { return false }
    return earlier.filter { $0.round == last.round && $0.warmup == last.warmup }
      .allSatisfy { $0.outcome == .failed }
  }

  /// Measures disturbed rounds again while the budget allows; of each the quieter measurement counts.
  private func repeatDisturbed(
    _ study: inout Study, _ pace: inout RoundPace
  ) throws(ProfileError) {
    guard let budget = study.design.timeBudgetSeconds, let reason = study.design.stoppedBy,
      reason != "failed", reason != "interrupted"
    else { return }
    let disturbed = DisturbedRounds(study)
    if let note = disturbed.note { progress.note(note) }
    for round in disturbed.toRepeat {
      guard pace.elapsedSeconds + pace.expectedSeconds <= budget else {
        progress.note("no time is left in the budget to repeat round \(round), which was disturbed")
        return
      }
      let start = study.trials.count
      let isComplete = try run(round: round, warmup: false, again: true, &study, &pace)
      disturbed.settle(&study, repeatedFrom: start, isComplete: isComplete)
      try folder.saveWhole(study)
      guard isComplete else { return }
    }
  }

  /// One trial, repeated while the machine disturbs it and the design allows.
  func run(
    _ planned: PlannedTrial, again: Bool, _ study: inout Study
  ) throws(ProfileError) -> Bool {
    var first: Int?
    for attempt in 0...study.design.retryNoisy {
      progress.trial(planned, of: study.design.trials)
      var result = executor.run(planned)
      result.trial.retryOf = first
      result.trial.repeatsRound = again
      study.trials.append(result.trial)
      progress.failure(result.trial, of: planned.configuration)
      if result.interrupt != nil { study.design.stoppedBy = "interrupted" }
      try folder.save(study, result)
      if result.interrupt != nil { return false }
      if stopsAtFailure, result.trial.outcome == .failed {
        study.design.stoppedBy = "failed"
        return false
      }
      guard result.trial.disturbed, attempt < study.design.retryNoisy else { break }
      let index = study.trials.count - 1
      study.trials[index].replaced = true
      first = first ?? index
      try folder.saveWhole(study)
    }
    return true
  }
}
