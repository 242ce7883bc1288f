/// How `profile` exits (sysexits.h where it has a code).
public struct ExitStatus: Sendable, Equatable {
  public let code: Int32

  public static let done = ExitStatus(code: 0)
  /// A trial or the run failed.
  public static let failed = ExitStatus(code: 1)
  /// A comparison found a regression.
  public static let regression = ExitStatus(code: 2)
  /// A comparison could not tell.
  public static let inconclusive = ExitStatus(code: 3)
  /// Values that make no sense on any machine (EX_USAGE).
  public static let usage = ExitStatus(code: 64)
  /// A malformed study, manifest or template, or studies that cannot be compared (EX_DATAERR).
  public static let malformedInput = ExitStatus(code: 65)
  /// A missing or unreadable input, or nothing there to attach to (EX_NOINPUT).
  public static let missingInput = ExitStatus(code: 66)
  /// This machine lacks what was asked for, or the time budget has no room for a round behind its warm-ups (EX_UNAVAILABLE).
  public static let unavailable = ExitStatus(code: 69)
  /// A bug of ours (EX_SOFTWARE).
  public static let internalError = ExitStatus(code: 70)
  /// An output that cannot be written (EX_CANTCREAT).
  public static let cannotWrite = ExitStatus(code: 73)

  /// Ended by a signal, as shells tell it; what was measured is saved.
  public static func signal(_ number: Int32) -> ExitStatus { ExitStatus(code: 128 + number) }
}
