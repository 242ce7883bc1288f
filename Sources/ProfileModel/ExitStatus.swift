/// How `profile` exits (sysexits.h where it has a code).
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  /// A trial or the run failed.
  case failed = 1
  /// A comparison found a regression.
  case regression = 2
  /// A comparison could not tell.
  case inconclusive = 3
  /// Values that make no sense on any machine (EX_USAGE).
  case usage = 64
  /// A malformed study, manifest or template, or studies that cannot be compared (EX_DATAERR).
  case malformedInput = 65
  /// A missing or unreadable input, or nothing there to attach to (EX_NOINPUT).
  case missingInput = 66
  /// This machine lacks what was asked for (EX_UNAVAILABLE).
  case unavailable = 69
  /// A bug of ours (EX_SOFTWARE).
  case internalError = 70
  /// An output that cannot be written (EX_CANTCREAT).
  case cannotWrite = 73
  /// Ended by SIGINT; what was measured is saved.
  case interrupted = 130
  /// Ended by SIGTERM; what was measured is saved.
  case terminated = 143
}
