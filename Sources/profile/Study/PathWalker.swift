import Analysis
import Execution
import ProfileModel

/// Walks back through each trial's wake-ups when it has ended, so that they need not be kept.
struct PathWalker: TrialExecutor {
  let executor: any TrialExecutor

  func run(_ planned: PlannedTrial) -> TrialResult {
    var result = executor.run(planned)
    guard let wakes = result.wakes else { return result }
    result.wakes = nil
    result.trial.criticalPath = CriticalPathRecord(walking: wakes)
    result.trial.unavailable[.criticalPath] =
      result.trial.criticalPath == nil
      ? "no record of the kernel is of the command: its records were lost" : nil
    return result
  }
}
