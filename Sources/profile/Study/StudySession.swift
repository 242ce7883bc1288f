import Analysis
package import Execution
import Exports
import LinuxSystem
package import Planning
package import ProfileModel
import Reporting

/// Runs a plan's rounds until the design is satisfied, and keeps the study saved.
package struct StudySession {
  let plan: Plan
  let executor: any TrialExecutor
  let folder: StudyFolder
  let progress: Progress
  /// When the program started (`MonotonicClock`): the time budget counts from there.
  let started: UInt64
  /// A trial that failed ends the study: what failed once will fail again.
  let stopsAtFailure: Bool

  package init(
    plan: Plan, executor: any TrialExecutor, folder: StudyFolder, progress: Progress,
    started: UInt64, stopsAtFailure: Bool = false
  ) {
    self.stopsAtFailure = stopsAtFailure
    self.plan = plan
    self.executor = executor
    self.folder = folder
    self.progress = progress
    self.started = started
  }

  package func run(_ study: inout Study) throws(ProfileError) {
    try folder.saveWhole(study)
    var pace = RoundPace(started: started)
    for round in 1...max(1, study.design.warmupRounds) where study.design.warmupRounds > 0 {
      guard try run(round: round, warmup: true, &study, &pace) else { return }
    }
    var round = 1
    while study.design.stoppedBy == nil {
      guard try run(round: round, warmup: false, &study, &pace) else { return }
      let standing = Standing(of: study, rounds: round, pace: pace)
      study.design.stoppedBy = standing.stopReason
      progress.standing(standing)
      round += 1
    }
    try folder.saveWhole(study)
  }

  /// - Returns: whether the study goes on.
  private func run(
    round: Int, warmup: Bool, _ study: inout Study, _ pace: inout RoundPace
  ) throws(ProfileError) -> Bool {
    let trials = plan.trials(inRound: round, warmup: warmup)
    progress.round(round, warmup: warmup, of: study.design.trials)
    pace.begin()
    let before = study.trials.count
    for planned in trials {
      guard try run(planned, &study) else { return false }
    }
    let isHopeless =
      trials.allSatisfy { $0.configuration.command != nil }
      && study.trials[before...].allSatisfy { $0.outcome == .failed }
    guard !isHopeless else {
      // Commands of which none works will not work the next time.
      study.design.stoppedBy = "failed"
      return false
    }
    pace.end(trials: trials.count, nextTrials: plan.trials(inRound: 1, warmup: false).count)
    return true
  }

  /// One trial, repeated while the machine disturbs it and the design allows.
  private func run(_ planned: PlannedTrial, _ study: inout Study) throws(ProfileError) -> Bool {
    var first: Int?
    for attempt in 0...study.design.retryNoisy {
      progress.trial(planned, of: study.design.trials)
      var result = executor.run(planned)
      result.trial.retryOf = first
      study.trials.append(result.trial)
      progress.failure(result.trial)
      if result.interrupt != nil { study.design.stoppedBy = "interrupted" }
      try save(result, study)
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

  private func save(_ result: TrialResult, _ study: Study) throws(ProfileError) {
    let rows = SamplesCSV.rows(
      of: result.samples, trial: study.trials.count - 1, tids: result.trial.workers.map(\.tid),
      origin: result.origin)
    try folder.save(study, samplesRows: rows)
  }
}

/// How long rounds take, and when the program started.
struct RoundPace {
  let started: UInt64
  private var roundStarted: UInt64 = 0
  private var total = 0.0
  private var rounds = 0.0

  /// What the next round is expected to take, seconds: the mean so far.
  var expectedSeconds: Double { rounds > 0 ? total / rounds : 0 }

  init(started: UInt64) {
    self.started = started
  }

  mutating func begin() {
    roundStarted = MonotonicClock.now()
  }

  /// A round of fewer trials (a warm-up has no twins) is scaled up.
  mutating func end(trials: Int, nextTrials: Int) {
    let seconds = Double(MonotonicClock.now() - roundStarted) / 1e9
    let scaled = seconds * Double(max(nextTrials, trials)) / Double(max(1, trials))
    total += scaled
    rounds += 1
  }

  /// Seconds since the program started.
  var elapsedSeconds: Double { Double(MonotonicClock.now() - started) / 1e9 }
}

/// Where a study stands after a round.
struct Standing {
  let rounds: Int
  let elapsedSeconds: Double
  let design: StudyDesign
  /// Half-width of the widest ratio's interval; nil while there is none.
  let widest: Double?
  /// Why the study ends now; nil while it goes on.
  let stopReason: String?

  init(of study: Study, rounds: Int, pace: RoundPace) {
    self.rounds = rounds
    design = study.design
    elapsedSeconds = pace.elapsedSeconds
    guard let precision = design.precision else {
      widest = nil
      stopReason = rounds >= design.trials ?? 1 ? "trials" : nil
      return
    }
    let status = StoppingRule(precision: precision).status(of: study)
    widest = status.widest
    if status.isReached {
      stopReason = "precision"
    } else if let most = design.maxRounds, rounds >= most {
      stopReason = "maxRounds"
    } else {
      stopReason = Self.isOutOfTime(study, rounds, pace) ? "budget" : nil
    }
  }

  /// The budget that holds now, seconds: the extended one once the other is used up.
  var budgetSeconds: Double? {
    guard let budget = design.timeBudgetSeconds else { return nil }
    return elapsedSeconds < budget ? budget : design.extendedBudgetSeconds ?? budget
  }

  /// Whether one more round would exceed the budget, and so many that an outcome is possible the extended one too.
  private static func isOutOfTime(_ study: Study, _ rounds: Int, _ pace: RoundPace) -> Bool {
    guard let budget = study.design.timeBudgetSeconds else { return false }
    let elapsed = pace.elapsedSeconds
    guard elapsed + pace.expectedSeconds > budget else { return false }
    let missing = Comparison.decisiveRounds(in: study) - rounds
    guard let extended = study.design.extendedBudgetSeconds, missing > 0 else { return true }
    return elapsed + Double(missing) * pace.expectedSeconds > extended
  }
}
