import ProfileModel

extension Restraint {
  /// Below so many cores, beside those of its start, nothing runs to speak of.
  private static let idleCores = 0.02
  /// CPU time of an interpreter's start, seconds.
  private static let startSeconds = 0.3
  /// Bytes a second from which on taking output away is work that counts: a reader takes 0.6 to 1.9 GiB a second.
  private static let bulkOutput = 256.0 * 1_048_576
  /// One writer, busy with it or waiting, is on a CPU for no more.
  private static let oneWriter = 1.2

  /// Nil where nothing of the kind holds it back.
  ///
  /// - Parameter kind: what binds its work.
  init?(_ configuration: Configuration, _ trials: [Trial], _ kind: BoundKind) {
    let cores = Sample(trials.compactMap { Quantity.coresBusy.value(in: $0) })?.median
    guard let command = configuration.command, command.service == nil, let cores else {
      return nil
    }
    if let seconds = command.measuredSeconds, seconds > 0,
      cores < Self.idleCores + Self.startSeconds / seconds,
      [.peer, .timer, .mixed, .cpuUser, .cpuKernel].contains(kind)
    {
      self.init(.idle)
      return
    }
    let rates = trials.compactMap { $0.perSecond($0.discardedOutputBytes) }
    guard let rate = Sample(rates)?.median, rate >= Self.bulkOutput, cores < Self.oneWriter,
      kind == .peer || kind == .cpuKernel
        || kind == .cpuUser && cores < BoundThreshold.awake
    else { return nil }
    self.init(.output, bytesPerSecond: rate)
  }
}
