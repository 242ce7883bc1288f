import ArgumentParser
import Execution
import Planning
import ProfileModel

/// Measures a command as it is.
struct Exec: ResumableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Measure a command as it is: its whole process tree, where its time goes, and what binds it.",
    discussion: """
      The command is what stands after --, as it is, without a shell. Its standard input is empty unless --stdin gives \
      a file; its output is kept in the report's folder.

      Examples:
        profile exec -- make -j8
        profile exec --copies 4 --pin core -- ./solver input.dat
        profile exec --command 'old=./a --x' --command 'new=./b --x'
        profile exec --for 30s -- ./server --port 8000
      """)

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The program and its arguments.", valueName: "command"))
  var command: [String] = []

  @Option(
    name: .customLong("command"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A command to compare with others, in rounds of shuffled order: its words are split as a shell would, and no shell is run. Repeatable, instead of a command behind --.",
      valueName: "name=command"))
  var alternatives: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run this many copies at once, each with CPUs of its own; {index} in the command is the copy's number from 0.",
      valueName: "n"))
  var copies: String = "1"

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Which CPUs, as for run: all that it names for the tree of the one command, one per copy for copies. Repeatable: placements are compared. (default: none; core for copies)",
      valueName: "policy"))
  var pin: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Standard input of the command. (default: empty)", valueName: "file"))
  var stdin: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Run this by sh before each trial, outside of its time.", valueName: "line"))
  var prepare: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Run this by sh after each trial, outside of its time.", valueName: "line"))
  var cleanup: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A number that the command prints of its own run: NAME[:UNIT[:higher|lower]]=REGEX, where the expression has one capture, such as 'rate:requests/s=Requests/sec: +(.+)'. Standard output is looked through, then standard error; the last match counts. Repeatable: the first one decides, in place of the wall time.",
      valueName: "name=regex"))
  var metric: [String] = []

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: ArgumentHelp(
      "Measure a command that does not end by itself for so long, then ask it to end (SIGTERM; killed after 10 s), and call that a success. One trial without warm-up, unless --trials and --warmup say otherwise.",
      valueName: "time"))
  var measuredTime: String?

  @Flag(help: "Accept any exit status, and an end by a signal.")
  var ignoreFailure = false

  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Commands") var commands: CommandOptions
  @OptionGroup(title: "Design") var design: DesignOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var resuming: ResumeOptions

  var results: OutputOptions { output }

  /// Rounds unless told otherwise: with one configuration there is no ratio whose precision could decide.
  private static let defaultTrials = 3

  func run() throws { try measure() }

  func request(on machine: MachineDescription) throws -> StudyRequest {
    let totals = try commands.tier(isSampled: design.sampleIntervalSeconds() != nil)
    try refuseMeasuredTime(totals)
    let output = try self.output.request()
    return StudyRequest(
      subject: .command(try ExecRequest(self)), seed: try Seed.parse(design.seed),
      design: try chosenDesign(), stopsAtFailure: true,
      data: DataPlace(nil, output: output),
      totals: totals, followsWakeups: commands.criticalPath, showsOutput: commands.showOutput,
      measuresPerturbation: try design.measuresPerturbation(),
      output: output)
  }

  private var isComparison: Bool { alternatives.count > 1 || pin.count > 1 }

  /// A command that is measured for a time alone is so once: more of it is a longer time.
  private func chosenDesign() throws -> StudyDesign {
    let isOnce = measuredTime != nil && !isComparison
    var chosen = try design.design(
      trials: alternatives.count > 1 ? nil : isOnce ? 1 : Self.defaultTrials)
    if isOnce, design.warmup == nil {
      chosen.warmupRounds = 0
      chosen.warmupRule = nil
    }
    return chosen
  }

  private func refuseMeasuredTime(_ totals: TotalsTier?) throws(ProfileError) {
    guard measuredTime != nil else { return }
    guard totals == nil else {
      throw ProfileError(
        .usage,
        "--totals with --for: a command that is measured for a time is told by the kernel's accounts when that is over. Leave one of them out."
      )
    }
    guard !isComparison || !metric.isEmpty else {
      throw ProfileError(
        .usage,
        "--for with several commands or placements: all of them take the same time then. Say by --metric what each does in it."
      )
    }
  }
}
