import Analysis
import ProfileModel
import Text

/// What speaks against an answer.
extension Answer {
  var doubt: String? {
    let doubts = [disturbance, stops, leftovers, shortness].compactMap(\.self)
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }

  private var measured: [Trial] { workload.configurations.flatMap(\.measured) }

  /// Rounds with a trial that is so.
  func rounds(where isMeant: (Trial) -> Bool) -> Int {
    Set(measured.filter(isMeant).map(\.round)).count
  }

  /// `3 of 8 rounds`, with the noun of what was measured.
  private func share(_ rounds: Int) -> String {
    "\(rounds) of \(ListText.counted(workload.rounds, "round"))"
  }

  private var disturbance: String? {
    let rounds = rounds(where: \.disturbed)
    guard rounds > 0 else { return nil }
    return "\(share(rounds)) \(rounds == 1 ? "was" : "were") disturbed by "
      + Self.disturber(measured.filter(\.disturbed))
  }

  private static let tellingCores = 0.2

  /// Who disturbed, with how many CPUs it took in the median of the trials.
  private static func disturber(_ trials: [Trial]) -> String {
    let causes = Set(trials.flatMap(\.disturbers))
    let takers: [(Disturber, KeyPath<EnvironmentRecord, Double?>)] = [
      (.otherPrograms, \.otherCPUSeconds), (.hypervisor, \.stealSeconds),
    ]
    let figures = takers.compactMap { taker, path -> String? in
      let cores = Summary(trials.compactMap { $0.perSecond($0.environment[keyPath: path]) })?.median
      guard let cores, cores >= tellingCores else { return nil }
      return "\(taker.words): \(DecimalText.significant(cores, digits: 2)) CPUs"
    }
    // Its own quota is nothing else on the machine.
    guard causes != [.quota] else { return Disturber.quota.words }
    return "something else on the machine"
      + (figures.isEmpty ? "" : " (\(figures.joined(separator: ", ")))")
      + (causes.contains(.quota) ? ", and by \(Disturber.quota.words)" : "")
  }

  /// A stop by a signal is no work, and no wait of the program's own.
  private static let tellingStop = 0.02

  private var stops: String? {
    let stopped = workload.configurations.compactMap { facts -> (String, Double)? in
      guard let ledger = facts.ledger, ledger.wholeSeconds > 0,
        let seconds = ledger[.wait(.stopped)], seconds >= Self.tellingStop * ledger.wholeSeconds
      else { return nil }
      return (facts.label, seconds / ledger.wholeSeconds)
    }
    guard !stopped.isEmpty else { return nil }
    let parts = stopped.map { "\($0) for \(NumberText.percent($1)) of a worker's time" }
    return "stopped by a signal, or frozen: \(ListText.and(parts))"
  }

  private var leftovers: String? {
    let rounds = rounds(where: \.wasOutlived)
    guard rounds > 0 else { return nil }
    return "in \(share(rounds)) processes \(Trial.outlived) and were ended: the report names them"
  }

  /// Of a command that is over as soon as it has begun.
  private var shortness: String? {
    let walls = workload.configurations.filter { $0.configuration.command?.service == nil }
      .filter { $0.configuration.command != nil }.compactMap { $0[.wallSeconds]?.median }
    guard let least = walls.min(), least < BoundThreshold.shortTrial else { return nil }
    return
      "\(NumberText.duration(least)) is little more than the start of a program: how it was spent is counted in ticks of 10 ms"
  }
}
