/// Why a manifest, or a value given for one of its parameters, was refused: what, where, and what to do.
public struct ManifestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Which exit status the refusal deserves.
  public enum Kind: Sendable {
    /// The manifest's text is wrong (EX_DATAERR, 65).
    case malformed
    /// The manifest cannot be read (EX_NOINPUT, 66).
    case unreadable
    /// The manifest is right, but what was asked of it is not (EX_USAGE, 64).
    case usage
  }

  public var kind: Kind
  /// The manifest's path as it was given.
  public var file: String
  /// Counted from 1; nil where no single place is to blame.
  public var line: Int?
  public var column: Int?
  /// What is wrong, without a full stop.
  public var problem: String
  /// What to do about it, without a full stop.
  public var remedy: String

  public init(
    _ kind: Kind, file: String, line: Int? = nil, column: Int? = nil, problem: String,
    remedy: String
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.remedy = remedy
  }

  /// `file:line:column: problem; remedy`, as compilers write it.
  public var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(problem); \(remedy)"
  }
}
