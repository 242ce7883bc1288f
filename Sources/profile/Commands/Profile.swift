import ArgumentParser
import Help
import LinuxSystem
import Text

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
      Run.self, Exec.self, Attach.self, Sweep.self, Report.self, Show.self, Compare.self,
      Fleets.self,
      Claims.self,
      Explain.self,
      WorkloadsCommand.self,
      TopologyCommand.self, DoctorCommand.self, Manual.self,
      TemplateCommand.self, SchemaCommand.self,
    ],
    defaultSubcommand: Run.self)

  /// Like the parser's own, with a hint where a command line looks like one for another tool.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let commands = configuration.subcommands.map { $0._commandName } + ["help"]
    if arguments.first == "help", let name = arguments.dropFirst().first,
      !name.hasPrefix("-"), !commands.contains(name)
    {
      let near = Suggestion.words(for: name, among: commands, noun: "commands")
      StandardError.write(
        "Error: help \(OutsideText.line(name)): there is no such command; \(near)\n")
      exit(withError: ExitCode.validationFailure)
    }
    do {
      if try CompletionScript.print(for: arguments) { exit() }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      if let hint = hint(for: error, arguments, commands) {
        // The parser's own guess would stand beside the better one.
        let complaint = fullMessage(for: error).replacing(#/ Did you mean '[^']*'\?/#, with: "")
        StandardError.write("\(complaint)\n\(hint)\n")
        exit(withError: ExitCode.validationFailure)
      }
      exit(withError: error)
    }
  }

  private static func hint(
    for error: any Error, _ arguments: [String], _ commands: [String]
  ) -> String? {
    let complaint = message(for: error)
    guard exitCode(for: error) == .validationFailure, !complaint.isEmpty else { return nil }
    return FirstGuess.hint(arguments, complaint: complaint, commands: commands)
      .map {
        $0.split(separator: "\n").map { OutsideText.line(String($0)) }.joined(separator: "\n")
      }
  }
}

/// Version of the program, also recorded in every study.
let toolVersion = "0.1.0"
