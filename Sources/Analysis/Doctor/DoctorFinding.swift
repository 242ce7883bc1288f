public import ProfileModel

/// One thing that `profile doctor` looked at: what is there, what it means for a measurement, what would help.
public struct DoctorFinding: Codable, Sendable, Equatable {
  public enum Severity: String, Codable, Sendable, CaseIterable {
    /// Nothing to do.
    case ok
    /// Worth knowing: a number is hidden, or the results hold under this circumstance only.
    case note
    /// Numbers may come out wrong, or differ from run to run.
    case warning
  }

  /// The check, such as `governor`; one of ``Doctor/names``.
  public var name: String
  public var severity: Severity
  /// What was seen, or why nothing could be.
  public var what: String
  /// What it does to a measurement.
  public var why: String
  /// What to do about it; null when there is nothing to do.
  @ExplicitNull public var remedy: String?
  /// Whether the remedy needs root's rights.
  public var needsRoot: Bool

  public init(
    name: String, severity: Severity, what: String, why: String, remedy: String? = nil,
    needsRoot: Bool = false
  ) {
    self.name = name
    self.severity = severity
    self.what = what
    self.why = why
    self.needsRoot = needsRoot
    self.remedy = remedy
  }
}

extension DoctorFinding {
  /// What a check makes; its name stands with the other checks' in ``Doctor``.
  init(
    _ severity: Severity, what: String, why: String, remedy: String? = nil, needsRoot: Bool = false
  ) {
    self.init(
      name: "", severity: severity, what: what, why: why, remedy: remedy, needsRoot: needsRoot)
  }
}
