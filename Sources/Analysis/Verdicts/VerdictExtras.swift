package import ProfileModel
import Text

/// What goes with a recommendation: the edge of what was tried, a cheaper choice, and what the placement does.
struct VerdictExtras {
  private let ruling: Ruling
  private let findings: Findings
  private let chosen: Configuration?

  /// A cheaper one must give at least this share of the speed, and take at most that share of the memory.
  private static let leastSpeed = 0.75
  private static let mostMemory = 0.6
  /// Where so many of the cores are busy, more workers find none.
  private static let busyShare = 0.9

  init(_ ruling: Ruling, _ findings: Findings, chosen: String) {
    self.ruling = ruling
    self.findings = findings
    self.chosen = ruling.study.configuration(chosen)
  }

  private var others: [Configuration] {
    ruling.configurations.filter { $0.id != chosen?.id }
  }

  /// Nil when more workers were tried, the last step gained nothing, or every core was busy already.
  var edge: Verdict.Edge? {
    guard let chosen, chosen.workers > 1, chosen.strategy != .hybrid, !usesAllCores(chosen),
      !others.contains(where: { isAlike($0, chosen) && $0.workers > chosen.workers }),
      let before = others.filter({ isAlike($0, chosen) }).max(by: { $0.workers < $1.workers })
    else { return nil }
    let step = Contrast.judged([
      Contrast(
        chosen.id, against: before.id, ruling.trials, threshold: ruling.threshold,
        of: ruling.deciding)
    ])[0]
    guard step.outcome == .better, let gain = step.gain else { return nil }
    return Verdict.Edge(
      workers: chosen.workers, gain: gain - 1, command: command(from: chosen.workers))
  }

  /// The same in all but the number of workers; `sequential` is one of any strategy.
  private func isAlike(_ other: Configuration, _ chosen: Configuration) -> Bool {
    (other.strategy == chosen.strategy || other.strategy == .sequential)
      && other.workers != chosen.workers && other.pin == chosen.pin
      && other.memoryPolicy == chosen.memoryPolicy && other.parameters == chosen.parameters
  }

  private func usesAllCores(_ configuration: Configuration) -> Bool {
    let cores = ruling.study.machine.limited(to: configuration.limits).coresToUse
    guard cores > 0, let busy = findings.estimate(.coresBusy, of: configuration.id) else {
      return true
    }
    // Beside other programs it has less than all of them, and more workers would share the same.
    let kind = findings.bound(of: configuration.id)?.kind
    let wantsCPU = kind.map { [.cpuUser, .cpuKernel, .starved, .throttled].contains($0) } == true
    return busy.median >= Self.busyShare * cores
      || (wantsCPU && Double(configuration.workers) >= cores)
  }

  private func command(from workers: Int) -> String {
    var options: [(name: String, value: String?)] = [
      ("--workers", [1, 2, 4].map { "\($0 * workers)" }.joined(separator: ",")),
      ("--output", nil), ("-o", nil),
    ]
    let line = ruling.study.commandLine
    let workload = ruling.reference.workload
    if Set(ruling.study.configurations.map(\.workload)).count > 1,
      !line.contains("--workload") || line.contains(workload)
    {
      options.append(("--workload", workload))
    }
    options += ruling.reference.limits.options
    return ShellText.command(
      ShellText.replacing(options, without: ShellText.flagsOfOneRun, in: line))
  }

  /// The one with the least memory of those that are nearly as fast, or look faster still and are not told apart.
  var thrifty: Verdict.Thrifty? {
    guard let chosen, ruling.deciding == .wallSeconds,
      let wall = findings.estimate(.wallSeconds, of: chosen.id)?.median,
      let memory = findings.estimate(.peakPSSBytes, of: chosen.id)?.median, wall > 0, memory > 0
    else { return nil }
    let candidates = Set(ruling.candidates)
    let open = ruling.eitherWillDo ? [] : Set(ruling.open.map(\.configuration))
    let copies = ruling.trials.copies(of: chosen.id)
    return others.filter { ruling.trials.copies(of: $0.id) == copies }.compactMap { other in
      guard let ownWall = findings.estimate(.wallSeconds, of: other.id)?.median,
        let ownMemory = findings.estimate(.peakPSSBytes, of: other.id)?.median, ownWall > 0
      else { return nil }
      let (speed, share) = (wall / ownWall, ownMemory / memory)
      let isCheaper = (Self.leastSpeed..<1).contains(speed) && share <= Self.mostMemory
      let isLeaner =
        other.workers < chosen.workers && share <= 1 + Ruling.memoryNoise
        || other.workers == chosen.workers && share <= 1 - Ruling.memoryNoise
      guard
        candidates.contains(other.id)
          ? open.contains(other.id) && speed >= 1 && isLeaner : isCheaper
      else { return nil }
      return Verdict.Thrifty(configuration: other.id, speedShare: speed, memoryShare: share)
    }.min { ($0.memoryShare, $1.speedShare) < ($1.memoryShare, $0.speedShare) }
  }

  /// The chosen layout against itself under the other placements.
  var pinning: Verdict.Pinning? {
    guard let chosen else { return nil }
    let siblings = others.filter {
      $0.layout == chosen.layout && $0.memoryPolicy == chosen.memoryPolicy && $0.pin != chosen.pin
        && $0.parameters == chosen.parameters
    }
    guard !siblings.isEmpty else { return nil }
    let judged = Contrast.judged(
      siblings.map {
        Contrast(
          chosen.id, against: $0.id, ruling.trials, threshold: ruling.threshold,
          of: ruling.deciding)
      })
    let outcomes = Set(judged.map(\.outcome))
    let outcome = outcomes.count == 1 ? judged[0].outcome : .inconclusive
    let words = siblings.map { Names.words(pin: $0.pin) }
    return Verdict.Pinning(
      others: siblings.map(\.pin), outcome: outcome,
      text: Self.words(outcome, own: Names.words(pin: chosen.pin), others: zip(words, judged)))
  }

  private static func words(
    _ outcome: Comparison.Outcome, own: String, others: some Sequence<(String, Comparison)>
  ) -> String {
    switch outcome {
    case .noDifference: "pinning itself: no difference"
    case .better, .worse:
      "the placement matters: \(own) is "
        + ListText.and(others.map { "\(VerdictWords.speed($1)) against \($0)" })
    case .inconclusive:
      "placements: "
        + ListText.and(
          others.map { name, comparison in
            let outcome =
              switch comparison.outcome {
              case .better: "worse"
              case .worse: "better"
              case .noDifference: "no different"
              case .inconclusive: "not told apart"
              }
            return "\(name) is \(outcome)"
          })
    }
  }

  /// What to add to a recommendation, a sentence each.
  func thoughts(_ names: Names) -> [String] {
    [thrifty?.words(names), pinning?.text, edge?.words].compactMap(\.self)
  }
}

extension Verdict.Thrifty {
  package func words(_ names: Names) -> String {
    let memory = "\(NumberText.percent(memoryShare)) of the memory"
    // Who is as fast and was not taken is not told apart.
    guard speedShare < 1 else {
      return
        "\(names[configuration]) may be the better choice: it looks \(NumberText.factor(speedShare, digits: 2)) as fast for \(memory); that is not established"
    }
    return "\(names[configuration]): \(NumberText.percent(speedShare)) of the speed for \(memory)"
  }
}

extension Verdict.Edge {
  package var words: String {
    "\(workers) workers are the most that were tried, and still gained "
      + "\(NumberText.percent(gain)) over the step before; go on with: \(command)"
  }
}
