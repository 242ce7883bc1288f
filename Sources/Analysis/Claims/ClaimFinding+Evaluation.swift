import Builtin
import ProfileModel

extension ClaimFinding {
  /// Holds claims against one study.
  struct Evaluation {
    let study: Study
    let findings: Findings
    let trials: MeasuredTrials

    /// Nil when the study did not set out to measure it.
    func finding(_ claim: Claim) -> ClaimFinding? {
      switch claim.subject {
      case .strategies(let workload):
        contrast(claim, find(workload, .thread), find(workload, .process))
      case .variants(let first, let second):
        contrast(claim, find(first, .process), find(second, .process))
      case .manifest(let name, _): contrast(claim, find(name, .thread), find(name, .process))
      case .memoryPerWorker: memory(claim)
      case .failure: failure(claim)
      }
    }

    private func find(_ workload: ClaimWorkload, _ strategy: Strategy) -> Configuration? {
      study.configurations.first { configuration in
        configuration.workload == workload.builtin.rawValue
          && configuration.workers == workload.workers && configuration.pin == workload.pin
          && (configuration.strategy == strategy || workload.workers == 1)
          && workload.recorded.allSatisfy {
            configuration.parameters[$0.key]?.description == $0.value
          }
      }
    }

    private func find(_ manifest: String, _ strategy: Strategy) -> Configuration? {
      study.configurations.first { $0.workload == manifest && $0.strategy == strategy }
    }

    private func contrast(
      _ claim: Claim, _ first: Configuration?, _ second: Configuration?
    ) -> ClaimFinding? {
      guard let first, let second else { return nil }
      var finding = ClaimFinding(claim, margin: study.design.margin)
      finding.first = side(first)
      finding.second = side(second)
      let counts = trials.trials(of: first.id).allSatisfy { $0.workDone != nil }
      // Half the work in half the time is no gain: where work is counted, the time of one operation.
      let pairs =
        counts
        ? trials.pairs(first.id, second.id, .workPerSecond)
        : trials.pairs(second.id, first.id, .wallSeconds)
      finding.judge(PairedRatio(pairs: pairs), pairs: pairs.count)
      return finding
    }

    private func side(_ configuration: Configuration) -> Side {
      var side = Side()
      let all = trials.trials(of: configuration.id)
      side.configuration = configuration.id
      side.perSecond = Sample(all.compactMap { Quantity.workPerSecond.value(in: $0) })?.median
      side.seconds =
        side.perSecond.map { 1 / $0 }
        ?? Sample(all.compactMap(\.wallSeconds))?.median
      side.bound = findings.bound(of: configuration.id)
      return side
    }
  }
}

extension ClaimFinding.Evaluation {
  /// The slope of PSS over the number of workers, round by round.
  private func memory(_ claim: Claim) -> ClaimFinding? {
    let all = study.configurations.filter { configuration in
      configuration.workload == Claim.memoryWorkload.builtin.rawValue
        && configuration.pin == Claim.memoryWorkload.pin
    }
    guard Set(all.map(\.workers)).count > 1 else { return nil }
    var finding = ClaimFinding(claim, margin: study.design.margin)
    let threads = slopes(all.filter { $0.strategy == .thread })
    let spawned = slopes(all.filter { $0.strategy == .process && $0.processStart == .spawn })
    let forked = slopes(
      all.filter { $0.strategy == .process && ($0.processStart == .fork || $0.workers == 1) })
    finding.first.bytesPerWorker = Sample(Array(threads.values))?.median
    finding.second.bytesPerWorker = Sample(Array(spawned.values))?.median
    finding.forked = ClaimFinding.Side()
    finding.forked?.bytesPerWorker = Sample(Array(forked.values))?.median
    let pairs = trials.rounds.compactMap { round -> MeasuredTrials.Pair? in
      guard let thread = threads[round], let process = spawned[round], thread > 0, process > 0
      else { return nil }
      return (process, thread)
    }
    finding.judge(PairedRatio(pairs: pairs), pairs: pairs.count)
    if claim.expectation == .firstNothing { finding.judgeNothing(Array(threads.values)) }
    return finding
  }

  /// Bytes per worker of each round that has all numbers of workers.
  private func slopes(_ configurations: [Configuration]) -> [Int: Double] {
    var slopes: [Int: Double] = [:]
    for round in trials.rounds {
      let points = configurations.compactMap { configuration -> (Double, Double)? in
        guard let bytes = trials.trial(of: configuration.id, round: round)?.peakPSSBytes else {
          return nil
        }
        return (Double(configuration.workers), Double(bytes))
      }
      guard points.count == configurations.count, points.count > 1 else { continue }
      slopes[round] = Self.slope(points)
    }
    return slopes
  }

  /// Of the straight line with the least squares.
  static func slope(_ points: [(x: Double, y: Double)]) -> Double {
    let x = points.map(\.x)
    let y = points.map(\.y)
    let (xMean, yMean) = (x.mean, y.mean)
    return zip(x, y).reduce(0) { $0 + ($1.0 - xMean) * ($1.1 - yMean) } / x.squaredDeviations
  }

  private func failure(_ claim: Claim) -> ClaimFinding? {
    guard let kills = study.kills else { return nil }
    var finding = ClaimFinding(claim, margin: study.design.margin)
    finding.reason = kills.compactMap(\.problem).first
    for kill in kills where kill.problem == nil {
      var side = ClaimFinding.Side()
      side.configuration = kill.configuration
      side.survivors = (kill.finished.count, kill.workers - 1)
      if kill.strategy == .thread { finding.first = side } else { finding.second = side }
    }
    guard let threads = finding.first.survivors, let processes = finding.second.survivors else {
      return finding
    }
    finding.rounds = 1
    finding.verdict =
      threads.finished < threads.others && processes.finished == processes.others
      ? .holds : .doesNotHold
    return finding
  }
}
