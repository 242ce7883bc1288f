import ArgumentParser
import Planning
import ProfileModel

/// Plans, measures, and reports: the default subcommand.
struct Run: ResumableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run workloads under strategies and write a report (the default subcommand).",
    discussion: """
      Example:
        profile run --workload cpu --strategy sequential,thread,process --workers 2 --pin 0,1 --trials 5
      """)

  @OptionGroup var options: StudyOptions
  @OptionGroup(title: "Output") var resuming: ResumeOptions

  var results: OutputOptions { options.output }

  func run() throws { try measure() }

  func request(on machine: MachineDescription) throws -> StudyRequest {
    try options.request(on: machine, strategies: StrategyChoice.defaults, workers: nil)
  }
}
