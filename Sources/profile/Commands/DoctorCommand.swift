import Analysis
import ArgumentParser
import ProfileModel
import Reporting
import Topology

/// Looks for what would disturb a measurement or hide a number; changes nothing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Say what on this machine would disturb a measurement or hide a number, and what helps.",
    discussion: """
      It watches the machine for a moment and changes nothing. Exits with 0, unless --strict is given and there are \
      warnings.

      Examples:
        profile doctor
        profile doctor --strict --json
      """)

  @Flag(help: "As JSON: a list of findings.")
  var json = false

  @Flag(help: "Exit with 1 when there are warnings.")
  var strict = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the io workload would lay out its file. (default: $TMPDIR or /var/tmp)",
      valueName: "dir"))
  var directory: String?

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      guard directory != "" else {
        throw ProfileError(
          .usage,
          "--directory \"\": the folder is missing. Give the one where the io workload would lay out its file, or leave --directory out."
        )
      }
      let facts = DoctorWatch.facts(
        machine: try MachineDescription.read(),
        directory: directory ?? DataPlace.standard)
      let findings = Doctor.examine(facts)
      let text =
        json
        ? try JSONText.pretty(findings)
        : DoctorText(findings).rendered(TerminalWindow.style(color: color.color))
      try Results.print(text)
      return strict && findings.contains { $0.severity == .warning } ? .failed : .done
    }
  }
}
