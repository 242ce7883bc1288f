import LinuxSystem
import Planning
import ProfileModel
import Text

extension StudySession {
  /// The search may take this share of the time budget; the rest is for rounds that prove what it found.
  private static let searchShare = 0.5

  /// Tries numbers of workers, each twice the last, until another doubling buys less than the margin.
  ///
  /// Its trials are the configurations' warm-ups.
  ///
  /// - Returns: the plan with what was tried; nil when the study is to end.
  func search(_ study: inout Study, _ pace: inout RoundPace) throws(ProfileError) -> Plan? {
    progress.note("searching the number of workers, from 1 on")
    var probes = Probes()
    var series = DoublingSeries.all(
      of: plan.configurations, margin: study.design.margin, on: study.machine)
    let counted = Set(series.flatMap { $0.configurations.map(\.id) })
    for configuration in plan.configurations where !counted.contains(configuration.id) {
      guard try probe(configuration, &probes, &study) != nil else { return nil }
    }
    for index in series.indices {
      while !series[index].next.isEmpty {
        var trials: [Trial] = []
        for configuration in series[index].next {
          guard let trial = try probe(configuration, &probes, &study) else { return nil }
          trials.append(trial)
        }
        series[index].add(trials)
        if isUsedUp(pace, study) { series[index].end() }
      }
    }
    let kept = Set(series.flatMap { $0.tried.map(\.id) })
    let tried = plan.filter { !counted.contains($0.id) || kept.contains($0.id) }
    study.configurations = study.configurations.filter { probes.seconds[$0.id] != nil }
    announce(series)
    let twins = plan.twins ? tried.references : []
    pace.expect(
      (tried.configurations + twins).reduce(0) { $0 + (probes.seconds[$1.id] ?? 0) })
    try folder.saveWhole(study)
    return tried
  }

  private func announce(_ series: [DoublingSeries]) {
    for series in series {
      guard let last = series.tried.last else { continue }
      let words = "\(last.comparisonName), \(last.strategy.rawValue): "
      progress.note(
        series.isOpen
          ? "\(words)still gaining at \(ListText.counted(last.workers, "worker")), where the search had to end"
          : "\(words)the step to \(ListText.counted(last.workers, "worker")) buys nothing more")
    }
  }

  private func isUsedUp(_ pace: RoundPace, _ study: Study) -> Bool {
    guard let budget = study.design.timeBudgetSeconds else { return false }
    return pace.elapsedSeconds > Self.searchShare * budget
  }

  private struct Probes {
    /// What each took at last, start-up and all, seconds.
    var seconds: [String: Double] = [:]
    var count: [String: Int] = [:]
    var position = 0
  }

  /// One trial, marked as warm-up; nil when the study is to end.
  private func probe(
    _ configuration: Configuration, _ probes: inout Probes, _ study: inout Study
  ) throws(ProfileError) -> Trial? {
    let started = MonotonicClock.now()
    probes.position += 1
    probes.count[configuration.id, default: 0] += 1
    let count = probes.count[configuration.id] ?? 1
    if let known = probed(configuration, count: count, in: study) {
      probes.seconds[configuration.id] = [
        known.startupSeconds, known.wallSeconds, known.teardownSeconds,
      ].compactMap(\.self).reduce(0, +)
      return known
    }
    let goesOn = try run(
      PlannedTrial(
        configuration: configuration, round: count,
        position: probes.position, warmup: true), again: false, &study)
    probes.seconds[configuration.id] = Double(MonotonicClock.now() - started) / 1e9
    return goesOn ? study.trials.last : nil
  }
}
