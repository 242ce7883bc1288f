import ArgumentParser
import Execution
import Planning
import ProfileModel

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
      "Commands: take the totals of the tree from cgroup, perf, rusage or sampled. (default: the first that can be had)",
      valueName: "tier"))
  var totals: String?

  @Flag(help: "Commands: show their output when they have ended.")
  var showOutput = false
}

extension CommandOptions {
  /// Where totals come from.
  ///
  /// - Throws: 69 when the tier that was asked for cannot be had here.
  func totalsChoice() throws -> TotalsChoice {
    guard let totals else { return TotalsChoice() }
    let names = TotalsTier.allCases.map(\.rawValue)
    guard let tier = TotalsTier(rawValue: totals) else {
      throw ProfileError(
        .usage,
        "--totals \(totals): there is no such source. Known are \(names.joined(separator: ", ")).")
    }
    let choice = TotalsChoice(forced: tier)
    if let reason = choice.reasons[tier] {
      throw ProfileError(
        .unavailable,
        "--totals \(totals): \(reason); or leave --totals out for the best source there is.")
    }
    return choice
  }

  /// Puts the limits that were asked for into a command.
  func limit(_ spec: inout CommandSpec) throws {
    spec.maxProcesses = try TrialCount.parse(maxProcesses, option: "--max-processes")
    if let timeout {
      spec.timeoutSeconds = try TimeSpan.parse(timeout, option: "--timeout").seconds
    }
  }
}
