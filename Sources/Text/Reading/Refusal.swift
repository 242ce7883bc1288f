/// Why a value that somebody wrote, or a plan made of such, was refused: what, why, and what to do.
///
/// One error for all that is read, so that the executable prints `description` and exits with the status
/// of its ``Kind`` without knowing the cases.
public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// Whose fault it is, which decides the exit code.
  public enum Kind: Sendable, Equatable {
    /// The value makes no sense on any machine.
    case usage
    /// This machine lacks what was asked for.
    case unavailable
  }

  public let kind: Kind
  /// The option with its value, as the user wrote it.
  public let what: String
  public let why: String
  /// What to do instead, as a sentence.
  public let remedy: String

  public init(_ kind: Kind, _ what: String, why: String, remedy: String) {
    self.kind = kind
    self.what = what
    self.why = why
    self.remedy = remedy
  }

  /// One line for the terminal.
  public var description: String { "\(what): \(why). \(remedy)." }

  package static func usage(_ what: String, why: String, remedy: String) -> Refusal {
    Refusal(.usage, what, why: why, remedy: remedy)
  }

  package static func unavailable(_ what: String, why: String, remedy: String) -> Refusal {
    Refusal(.unavailable, what, why: why, remedy: remedy)
  }
}

/// An option with its value, as refusals name it: `--size 1e3`.
package func naming(_ option: String, _ value: String) -> String {
  let shown = OutsideText.clipped(value)
  // Blanks alone would be invisible.
  return value.allSatisfy(\.isWhitespace) ? "\(option) \"\(shown)\"" : "\(option) \(shown)"
}
