import ArgumentParser
import Planning

/// Plans, measures, and reports: the default subcommand.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run workloads under strategies and write a report (the default subcommand).",
    discussion: """
      Example:
        profile run --workload cpu --strategy sequential,thread,process --workers 2 --pin 0,1 --trials 5
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    try ProfileError.reporting {
      try Measurement.run { machine in
        try options.request(on: machine, strategies: StrategyChoice.defaults, workers: nil)
      }
    }
  }
}
