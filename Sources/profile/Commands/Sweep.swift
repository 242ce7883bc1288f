import ArgumentParser
import Planning

/// Measures how a workload scales with the number of workers.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure speed-up against the number of workers, and fit Amdahl's law and the USL.",
    discussion: """
      Like run, with --workers auto and the strategies thread and process: it doubles the workers by itself until \
      another doubling buys less than the margin, then measures all that it tried in rounds.

      Examples:
        profile sweep --workload io
        profile sweep --workload io --workers 1,2,4,8,16,32
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    try ProfileError.reporting {
      try Measurement.run { machine in
        try options.request(
          on: machine, strategies: [.thread, .process], workers: ConcurrencyOptions.search)
      }
    }
  }
}
