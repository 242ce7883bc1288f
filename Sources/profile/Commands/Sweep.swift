import ArgumentParser
import Planning
import ProfileModel

/// Measures how a workload scales with the number of workers.
struct Sweep: ResumableCommand {
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
  @OptionGroup(title: "Output") var resuming: ResumeOptions

  var results: OutputOptions { options.output }

  func run() throws { try measure() }

  func request(on machine: MachineDescription) throws -> StudyRequest {
    try options.request(
      on: machine, strategies: [.thread, .process], workers: ConcurrencyOptions.search)
  }
}
