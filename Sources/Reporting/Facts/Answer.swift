import Analysis
import ProfileModel
import Text

/// The answer for one workload as short facts in plain text, made from the findings' numbers.
struct Answer {
  let workload: WorkloadFacts
  private let numbers: Verdict.Numbers?
  private let best: ConfigurationFacts?
  private let names: Names

  init(_ workload: WorkloadFacts) {
    self.workload = workload
    names = Names(workload.configurations.map(\.configuration))
    numbers = workload.verdict?.numbers
    let id = numbers?.configuration ?? workload.reference?.configuration.id
    best = id.flatMap(workload.configuration)
  }

  private var outcome: Verdict.Outcome { workload.verdict?.outcome ?? .inconclusive }
  private var isComparison: Bool { workload.configurations.count > 1 }
  /// A server that nothing was compared with: who was its limit is the answer, not what its threads do by themselves.
  private var lone: ServiceFinding? { isComparison ? nil : best?.service }
  /// Whether configurations were compared, and which of them is best is not decided.
  private var isOpen: Bool { outcome == .inconclusive && isComparison }

  /// What to do, in a few words.
  var headline: String {
    guard workload.rounds > 0 else { return "nothing was measured" }
    guard isComparison else {
      return lone.map { "limited by \($0.limit.words)" } ?? best?.bindings ?? "measured"
    }
    return outcome == .recommended ? "use \(use)" : workload.verdict?.headline ?? "undecided"
  }

  private var eitherWillDo: Bool { workload.verdict?.eitherWillDo == true }
  private var isFaster: String { workload.deciding.degrees.better }

  /// The configuration in words.
  private var use: String {
    guard let best else { return NumberText.absent }
    return best.configuration.strategy == .sequential ? "one worker (sequential)" : words(best)
  }

  private func words(_ facts: ConfigurationFacts) -> String { names[facts.configuration.id] }

  /// How fast it is, against what.
  var speed: String? {
    guard isComparison, let reference = workload.reference else { return nil }
    if isOpen {
      guard let best, let factor else { return nil }
      let speed = speed(factor, reference)
      return eitherWillDo ? speed : "best so far: \(words(best)), \(speed)"
    }
    guard outcome == .recommended else { return nil }
    return factor.map { speed($0, reference) } ?? "nothing is \(isFaster)"
  }

  private func speed(_ factor: String, _ reference: ConfigurationFacts) -> String {
    let deciding = workload.deciding
    if deciding == .wallSeconds { return "\(factor) as fast as \(reference.label)" }
    return deciding.isMoreBetter
      ? "\(factor) the \(OutsideText.line(deciding.words)) of \(reference.label)"
      : "\(factor) as good as \(reference.label)"
  }

  /// Its interval.
  var interval: String? {
    guard outcome == .recommended, let low = numbers?.speedupLow, let high = numbers?.speedupHigh
    else { return nil }
    return "95 %: \(Self.span(low, high))"
  }

  var factor: String? { numbers?.speedup.map { NumberText.factor($0, digits: 2) } }

  /// Two digits, and a third where they would be equal.
  static func span(_ low: Double, _ high: Double) -> String {
    let ends = [2, 3].map { digits in
      [low, high].map { DecimalText.significant($0, digits: digits) }
    }
    let shown = ends[0][0] == ends[0][1] ? ends[1] : ends[0]
    return shown[0] == shown[1] ? "\(shown[0])×" : "\(shown[0])–\(shown[1])×"
  }

  /// The lines below the headline, by what they are about.
  var facts: [(line: AnswerLine, text: String)] {
    let all: [(AnswerLine, String?)] = [
      (.or, alternatives), (.know, known), (.why, isOpen ? limitOfBest : limit),
      (.not, rival),
      (.cost, outcome == .recommended && isComparison ? cost : nil),
      (.help, isComparison ? nil : lever),
      (.lean, workload.verdict?.thrifty?.words(names)),
      (.pin, workload.verdict?.pinning?.text), (.more, workload.verdict?.edge?.words),
      (.but, doubt),
    ]
    return all.compactMap { line, text in text.map { (line, $0) } }
  }

  /// What would help.
  private var lever: String? {
    let words = lone?.lever ?? best?.bound?.lever
    return words?.isEmpty == true ? nil : words
  }

  /// What may be as good.
  var alternatives: String? {
    guard outcome == .recommended, let numbers, !numbers.alternatives.isEmpty else { return nil }
    func words(_ outcome: Comparison.Outcome, _ end: String) -> String? {
      let named = numbers.alternatives.filter { $0.outcome == outcome }.map {
        alternative -> String in
        let speed = alternative.speedup.map { " \(NumberText.factor($0, digits: 2))" } ?? ""
        return names[alternative.configuration] + speed
      }
      return named.isEmpty ? nil : "\(ListText.or(named)); \(end)"
    }
    return [
      words(.noDifference, "no different, either will do"),
      words(.inconclusive, "not told apart" + (eitherWillDo ? gap + ": either will do" : "")),
    ].compactMap(\.self).joined(separator: ". Or ")
  }

  /// By how much the candidates may differ, where that is known.
  private var gap: String {
    workload.verdict?.widestGap.map { ", at most \(NumberText.percent($0)) apart" } ?? ""
  }

  /// What is settled, of a workload that is not decided.
  private var known: String? {
    guard isOpen, let reference = workload.reference else {
      return outcome == .noDifference && isComparison ? same : nil
    }
    guard workload.rounds >= AnswerSection.roundsForInterval else {
      return
        "too little: \(ListText.counted(workload.rounds, "round")), and an interval needs at least \(AnswerSection.roundsForInterval)"
    }
    let parts: [(Comparison.Outcome, String)] = [
      (.better, "\(isFaster) than"), (.worse, "not as good as"),
      (.noDifference, "no different from"),
      (.inconclusive, "not told apart from"),
    ]
    let sentences = parts.compactMap { outcome, relation -> String? in
      let these = workload.configurations.filter { $0.comparison?.outcome == outcome }
      return these.isEmpty
        ? nil : "\(ListText.and(these.map(words))) \(relation) \(reference.label)"
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
  }

  private var same: String {
    let leanest = workload.configurations.filter { $0[.peakPSSBytes] != nil }.min {
      ($0[.peakPSSBytes]?.median ?? 0) < ($1[.peakPSSBytes]?.median ?? 0)
    }
    return "all are equally \(workload.deciding.degrees.good)\(gap)"
      + (leanest.map { "; the least memory: \(words($0))" } ?? "")
  }

  private static let tellingShare = 0.2

  /// What binds it, with the number behind it.
  var limit: String? {
    if let lone { return lone.evidence.joined(separator: "; ") }
    if let service = best?.service { return service.limit.words }
    guard let best, let bound = best.bound else { return nil }
    if let waits = restrained(best) { return waits }
    let words = bound.phrase
    if bound.kind == .cpuUser || bound.kind == .cpuKernel, let cores = best[.coresBusy]?.median {
      let busy = DecimalText.significant(cores, digits: 2)
      let configuration = best.configuration
      // A command starts what it likes, on all CPUs that it was given.
      let cpus =
        configuration.command == nil
        ? configuration.usableCPUs : Set(configuration.workerCPUs.joined()).count
      guard cpus > 0 else { return "\(words): \(busy) CPUs busy" }
      return "\(words): \(busy) of \(ListText.counted(cpus, "CPU")) busy"
    }
    let part = LedgerPart.allCases.first { $0.bound == bound.kind }
    guard let part, let ledger = best.ledger, let seconds = ledger[part], ledger.wholeSeconds > 0
    else { return words }
    let share = seconds / ledger.wholeSeconds
    // A tree's mean thread may hardly do what binds those of its threads that count.
    guard best.configuration.command == nil || share >= Self.tellingShare else { return words }
    return "\(words): \(NumberText.percent(share)) of the time"
  }

  /// The same of what is the best so far, which is named with it.
  private var limitOfBest: String? {
    best.flatMap { best in limit.map { "\(words(best)): \($0)" } }
  }

  /// What holds back the other strategy with as many workers, where that is something else: why it was not taken.
  private var rival: String? {
    guard outcome == .recommended, let best, best.configuration.workers > 1,
      let rival = workload.configurations.first(where: { isRival($0, of: best) }),
      let bound = rival.bound, bound.kind != best.bound?.kind
    else { return nil }
    return "\(words(rival)): \(bound.phrase)"
  }

  private func isRival(_ other: ConfigurationFacts, of best: ConfigurationFacts) -> Bool {
    let own = best.configuration
    return other.configuration.workers == own.workers
      && other.configuration.strategy != own.strategy && other.configuration.pin == own.pin
      && other.configuration.parameters == own.parameters
      && numbers?.alternatives.contains { $0.configuration == other.configuration.id } == false
  }

  /// What it takes beyond the reference, where that is worth a word.
  var cost: String? {
    guard let numbers, numbers.configuration != numbers.reference else { return nil }
    return numbers.cost.words(wall: best?[.wallSeconds]?.median ?? 0) ?? "nothing worth naming"
  }

  /// How far it can be trusted, for a cell of a table.
  var certainty: String {
    guard workload.rounds > 0 else { return NumberText.absent }
    let settled: String? =
      switch outcome {
      case _ where !isComparison: nil
      case .recommended where factor != nil: "\(isFaster): established"
      case .recommended: "nothing \(isFaster): established"
      case .noDifference: "no difference: established"
      case .inconclusive: eitherWillDo ? "not told apart, but close" : "undecided"
      }
    let floor = workload.noiseFloor?.ratio.map { "noise ±\(NumberText.percent($0))" }
    let count = rounds(where: \.disturbed)
    let rounds =
      ListText.counted(workload.rounds, "round") + (count > 0 ? ", \(count) disturbed" : "")
    let parts = [settled, rounds, floor].compactMap(\.self)
    return parts.joined(separator: "; ")
  }
}
