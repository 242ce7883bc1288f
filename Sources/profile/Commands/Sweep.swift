import ArgumentParser
import Planning

/// Measures how a workload scales with the number of workers.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure speed-up against the number of workers, and fit Amdahl's law and the USL.",
    discussion: """
      Like run, with --workers 1..2N (N: the CPUs that may be used) and the strategies thread and process.

      Example:
        profile sweep --workload io --workers 1,2,4,8,16,32
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    try ProfileError.reporting {
      try Measurement.run { machine in
        try options.request(on: machine, strategies: [.thread, .process], workers: "1..2N")
      }
    }
  }
}
