import ArgumentParser

/// `profile`: threads or processes, how many workers, pinned where; and what the work is bound by.
@main
struct Profile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract:
      "Find out how to run a workload on this machine: threads or processes, how many, pinned where.",
    discussion: """
      Runs each workload under each strategy in hosts of their own, pinned and sampled, in rounds of seeded random \
      order, and writes a report with the evidence.

      Examples:
        profile                                        both workloads under the three plain strategies
        profile --workload cpu --strategy thread       one of each
        profile report reports/latest                  the report of a saved study again
      """,
    version: toolVersion,
    subcommands: [
      Run.self, Exec.self, Sweep.self, Report.self, Show.self, Compare.self, Claims.self,
      Explain.self,
      WorkloadsCommand.self,
      TopologyCommand.self, DoctorCommand.self, Manual.self,
      TemplateCommand.self,
    ],
    defaultSubcommand: Run.self)
}

/// Version of the program, also recorded in every study.
let toolVersion = "0.1.0"
