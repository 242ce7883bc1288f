import Execution
import Planning
import ProfileModel

/// Trials that a script makes up: nothing is run, so sessions are tested without waiting.
final class ScriptedExecutor: TrialExecutor {
  /// What the n-th trial is like, from 0.
  private let script: (Int, PlannedTrial) -> TrialResult
  private(set) var count = 0

  init(_ script: @escaping (Int, PlannedTrial) -> TrialResult) {
    self.script = script
  }

  func run(_ planned: PlannedTrial) -> TrialResult {
    defer { count += 1 }
    return script(count, planned)
  }
}

func trial(_ planned: PlannedTrial, wall: Double, disturbed: Bool = false) -> TrialResult {
  var trial = Trial(
    configuration: planned.configuration.id, round: planned.round, position: planned.position,
    warmup: planned.warmup, twin: planned.twin)
  trial.wallSeconds = wall
  trial.disturbed = disturbed
  return TrialResult(trial: trial)
}
