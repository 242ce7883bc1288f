import Builtin
import Text

/// What those who write to `profile` as to another tool probably mean: a hint for a command line that was refused.
public enum FirstGuess {
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - complaint: what was said of them, with the words it is about in single quotes.
  ///   - commands: the subcommands' names.
  /// - Returns: a sentence; nil when nothing is near.
  public static func hint(
    _ arguments: [String], complaint: String, commands: [String]
  ) -> String? {
    if let first = arguments.first, !first.hasPrefix("-"), !commands.contains(first) {
      return word(first, arguments, commands)
    }
    guard let named = complaint.firstMatch(of: /'([^']+)'/)?.output.1 else { return nil }
    let subject = String(named)
    let command = arguments.first { commands.contains($0) } ?? "run"
    // A program's name right after `exec`: the option is the program's own.
    if arguments.first == "exec", arguments.count > 1, !arguments[1].hasPrefix("-"),
      !arguments.contains("--")
    {
      return "The command stands after --: profile exec -- "
        + ShellText.command(Array(arguments.dropFirst()))
    }
    if subject.hasPrefix("-") { return option(subject, arguments) }
    if command == "exec", let place = arguments.firstIndex(of: subject) {
      let parts = [arguments[..<place], ["--"], arguments[place...]].joined()
      return "The command stands after --: profile \(ShellText.command(Array(parts)))"
    }
    guard Builtin(rawValue: subject) != nil else { return nil }
    return "A workload is named by an option: profile \(command) --workload \(subject)"
  }

  /// Of a first word that is no subcommand.
  private static func word(
    _ first: String, _ arguments: [String], _ commands: [String]
  ) -> String {
    if Builtin(rawValue: first) != nil {
      return "A workload is named by an option: profile run --workload \(first)"
    }
    if let near = Suggestion.nearest(to: first, among: commands) {
      return "Did you mean profile \(near)?"
    }
    return "To measure a command: profile exec -- \(ShellText.command(arguments))\n"
      + "profile help lists what profile itself can do."
  }

  /// Other tools' options for what has another name here.
  private static let options: [String: String] = [
    "--threads": "--strategy thread --workers", "--processes": "--strategy process --workers",
    "--procs": "--strategy process --workers", "--jobs": "--workers", "-j": "--workers",
    "-t": "--strategy thread --workers", "--runs": "--trials", "--rounds": "--trials",
    "--iterations": "--trials", "--repeat": "--trials", "--count": "--trials", "-n": "--trials",
    "-r": "--trials", "-w": "--warmup", "--cpus": "--pin", "--cores": "--pin",
    "--affinity": "--pin",
    "--json": "--format json", "--csv": "--format csv", "--html": "--format html",
    "--markdown": "--format md",
  ]

  private static func option(_ name: String, _ arguments: [String]) -> String? {
    let bare = name.prefix { $0 != "=" }
    guard let meant = options[String(bare)] else { return nil }
    guard !meant.contains("--format") else { return "Did you mean \(meant)?" }
    let place = arguments.firstIndex { $0 == name || $0.hasPrefix("\(bare)=") }
    let inside = place.flatMap {
      arguments[$0].split(separator: "=", maxSplits: 1).dropFirst().first
    }
    let next = place.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    let value = inside.map(String.init) ?? next.flatMap { $0.hasPrefix("-") ? nil : $0 } ?? "N"
    return "Did you mean \(meant) \(value)?"
  }
}
