import ArgumentParser
import Execution
import Planning
import ProfileModel
import Text

/// What holds for commands alone: those of `exec`, and those of manifests.
struct CommandOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Commands: end the whole tree after this long. (default: a manifest's own, else none)",
      valueName: "time"))
  var timeout: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Commands: end the tree when it has more processes than this.", valueName: "n"))
  var maxProcesses: String = "\(CommandSpec.defaultMaxProcesses)"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Commands: take the totals of the tree from cgroup, rusage, sampled or perf, whose counters slow what switches often. (default: cgroup where one can be made, else rusage)",
      valueName: "tier"), completion: .list(TotalsTier.allCases.map(\.rawValue)))
  var totals: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Recommend only what keeps this metric (in the median) at or below a value, such as p99=50ms. Repeatable.",
      valueName: "metric=value"))
  var atMost: [String] = []

  @Flag(
    help:
      "Commands: record who wakes whom (perf's events of sched_switch and sched_waking; as root), and walk back from each trial's end: the critical path. It slows what switches often."
  )
  var criticalPath = false

  @Flag(help: "Commands: show their output when they have ended.")
  var showOutput = false
}

extension CommandOptions {
  /// Where totals are to come from; nil for the best source.
  ///
  /// - Parameter isSampled: whether there are readings in mid-trial.
  func tier(isSampled: Bool) throws -> TotalsTier? {
    guard totals != nil else { return nil }
    let tier = try WordList.choice(
      totals, option: "--totals", noun: "source", standard: TotalsTier.cgroup)
    guard isSampled || tier != .sampled else {
      throw ProfileError(
        .usage,
        "--totals sampled with --sample-interval off: nothing would be sampled. Give an interval, or leave --totals out."
      )
    }
    return tier
  }

  func limits() throws(Refusal) -> CommandLimits {
    CommandLimits(
      maxProcesses: try TrialCount.parse(maxProcesses, option: "--max-processes"),
      timeoutSeconds: try timeout.map { text throws(Refusal) in
        try TimeSpan.parse(text, option: "--timeout").seconds
      },
      conditions: try MetricCondition.parse(atMost))
  }
}
