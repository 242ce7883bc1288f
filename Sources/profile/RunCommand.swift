import ArgumentParser

/// Plans, measures, and reports: the default subcommand.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run workloads under strategies and write a report (the default subcommand).",
    discussion: """
      Example:
        profile run --workload cpu --strategy sequential,thread,process --workers 2 --pin 0,1 --trials 5
      """)

  @OptionGroup(title: "Workloads") var workloads: WorkloadOptions
  @OptionGroup(title: "Concurrency") var concurrency: ConcurrencyOptions
  @OptionGroup(title: "Commands") var commands: CommandOptions
  @OptionGroup(title: "Design") var design: DesignOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    try ProfileError.reporting {
      try Measurement(
        workloads: workloads, concurrency: concurrency, design: design, output: output,
        commands: commands
      ).run()
    }
  }
}
