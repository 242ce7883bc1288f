import Builtin
internal import ProfileModel

/// The words that a manifest may use: the reader refuses all others, and `workloads/README.md` must document each.
public enum ManifestFields {
  /// A part of a manifest that has named fields.
  public enum Section: String, CaseIterable, Sendable {
    case manifest
    case parameter = "parameters.<name>"
    case commands
    case command = "commands.<strategy>"
    case steps = "set-up and clean-up"
    case expectation = "expect"
    case metric = "metrics.<name>"
    case ready
    case stop
    case load
  }

  public static func fields(of section: Section) -> [String] {
    switch section {
    case .manifest:
      [
        "name", "summary", "parameters", "commands", "service", "working-directory", "environment",
        "set-up",
        "clean-up", "expect", "report", "metrics", "ready", "stop", "load", "packages", "timeout",
      ]
    case .parameter: ["default", "summary", "choices", "changes-work"]
    case .commands: Strategy.allCases.map(\.rawValue)
    case .command: ["copies"]
    case .steps: ["study", "trial"]
    case .expectation: ["exit-status", "line", "text", "number"]
    case .ready: ["http", "status", "tcp", "line", "command", "within"]
    case .stop: ["signal", "within"]
    case .load: ["command", "warm-up", "duration", "model", "rate", "connections"]
    case .metric:
      [
        "regex", "json", "csv", "samples", "from", "row", "column", "count", "percentile", "mean",
        "is", "not", "unit", "better", "primary", "at-most",
      ]
    }
  }

  /// Known wherever parameters are: where the manifest lies, and a fresh folder on the data directory for this study.
  static let studyPlaceholders = ["folder", "scratch"]

  /// Known in a trial's commands too.
  static let trialPlaceholders =
    studyPlaceholders + ["workers", "processes", "threads", "cpus"]

  /// Known in a copied command too: the copy's number, from 0.
  public static let copyPlaceholders = trialPlaceholders + ["index"]

  /// Known in a server's command and in what asks it: the port that each trial chooses.
  static let servicePlaceholders = trialPlaceholders + ["port"]

  /// Known in the load's command too: seconds.
  public static let loadPlaceholders = servicePlaceholders + ["duration", "warm-up"]

  /// The workloads that need no manifest; a manifest may not take their names.
  public static let builtInWorkloads = Builtin.names
}
