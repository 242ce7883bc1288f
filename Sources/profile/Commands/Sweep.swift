import ArgumentParser
import Planning
import ProfileModel

/// Measures how a workload scales with the number of workers.
struct Sweep: ResumableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure speed-up against the number of workers, and fit Amdahl's law and the USL.",
    discussion: """
      Like run, with other defaults: --workers auto, which doubles the workers from 1 on until another doubling \
      buys less than the margin, and --strategy thread,process (of a command those of the two that it has). Then it \
      measures all that it tried in rounds.

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
