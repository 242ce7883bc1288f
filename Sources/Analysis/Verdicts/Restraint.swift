package import ProfileModel

/// What keeps a command from being faster and is no property of its work: the way in which it was measured.
package enum Restraint: Sendable, Equatable {
  /// It was measured for a time, and nobody asked anything of it.
  case idle
  /// It writes so much that a pipe for its output, which the profiler empties, is what it works or waits for; bytes a
  /// second beyond what is kept.
  case output(Double)

  /// Below so many cores, beside those of its start, nothing runs to speak of.
  private static let idleCores = 0.02
  /// CPU time of an interpreter's start, seconds.
  private static let startSeconds = 0.3
  /// Bytes a second from which on taking output away is work that counts: a reader takes 0.6 to 1.9 GiB a second.
  private static let bulkOutput = 256.0 * 1_048_576
  /// One writer, busy with it or waiting, is on a CPU for no more.
  private static let oneWriter = 1.2

  /// Nil where nothing of the kind holds it back.
  package init?(_ configuration: Configuration, _ trials: [Trial], _ kind: BoundKind?) {
    let cores = Sample(trials.compactMap { Quantity.coresBusy.value(in: $0) })?.median
    guard let command = configuration.command, command.service == nil, let cores else {
      return nil
    }
    if let seconds = command.measuredSeconds, seconds > 0,
      cores < Self.idleCores + Self.startSeconds / seconds,
      [.peer, .timer, .mixed, .cpuUser, .cpuKernel, nil].contains(kind)
    {
      self = .idle
      return
    }
    let rates = trials.compactMap { $0.perSecond($0.discardedOutputBytes) }
    guard let rate = Sample(rates)?.median, rate >= Self.bulkOutput, cores < Self.oneWriter,
      kind == .peer || kind == .cpuKernel
        || kind == .cpuUser && cores < BoundThreshold.awake
    else { return nil }
    self = .output(rate)
  }

  /// After “it is”.
  package var words: String {
    switch self {
    case .idle: "idle"
    case .output: "bound by its output"
    }
  }

  /// What would help.
  package var lever: String {
    switch self {
    case .idle:
      "nothing: it was not asked for more; measure it under a load (service in a manifest), or look at it by profile attach while it is slow"
    case .output:
      "output that goes to /dev/null or to a file (sh -c '… > /dev/null'), which nobody has to take away"
    }
  }
}
