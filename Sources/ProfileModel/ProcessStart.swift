/// How the processes of a built-in workload come to be.
public enum ProcessStart: String, Codable, Sendable, CaseIterable {
  /// Each is started as a program of its own, and shares with the others what the page cache holds.
  case spawn
  /// One that has set itself up forks them: they share its pages until they write to them, as many servers do.
  case fork

  /// The parameter of a configuration that holds it.
  public static let parameter = "processStart"
}

extension Configuration {
  /// How its processes come to be.
  public var processStart: ProcessStart {
    parameters[ProcessStart.parameter].flatMap { ProcessStart(rawValue: $0.description) } ?? .spawn
  }
}
