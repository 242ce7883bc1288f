import ProfileModel
import Text

/// A ruling in thoughts, each a sentence of its own.
struct VerdictWords {
  private let ruling: Ruling
  private let findings: Findings
  private let names: Names

  init(_ ruling: Ruling, _ findings: Findings) {
    self.ruling = ruling
    self.findings = findings
    names = Names(ruling.configurations)
  }

  private var reference: String { names[ruling.reference.id] }

  /// Of a time or of a metric.
  private var degrees: Degrees { ruling.deciding.degrees }

  /// The margin in force, and where it comes from when that is not the margin asked for.
  private var band: String {
    let threshold = ruling.threshold
    let band = "±" + NumberText.percent(threshold.value)
    return threshold.value > threshold.margin ? band + " (the noise floor)" : band
  }

  /// Why nothing is recommended although figures differ; nil where something may be.
  var withheld: [String]? {
    Withheld.byGenerator(ruling, findings, names) ?? Withheld.byConditions(ruling, findings, names)
  }

  /// Nothing differs: says so, and which one is the cheapest.
  var noDifference: [String] {
    let all = [ruling.reference.id] + ruling.comparisons.map(\.configuration)
    let same = "no difference within \(band) between \(ListText.and(all.map { names[$0] }))"
    guard let leanest = Verdict.leanest(of: all, findings),
      let memory = findings.estimate(.peakPSSBytes, of: leanest)
    else { return [same] }
    return [
      same, "least memory: \(names[leanest]) (\(NumberText.bytes(memory.median)) PSS)",
    ]
  }

  /// What is not known yet, and what it would take.
  var inconclusive: [String] {
    guard !ruling.comparisons.isEmpty else {
      return ["inconclusive: \(reference) was the only configuration, there is nothing to compare"]
    }
    let open = ruling.open
    let rounds = open.map(\.pairs).max() ?? 0
    let figures = open.map { "\(names[$0.configuration]) \(Self.speed($0))" }
    let lead =
      "not told apart in \(ListText.counted(rounds, "round")): \(figures.joined(separator: ", ")) over \(reference)"
    return [lead] + (ruling.eitherWillDo ? ["either will do\(gap)"] : []) + settled() + [more(open)]
  }

  /// What is open, in a few words.
  var openHeadline: String {
    guard ruling.eitherWillDo else { return "undecided" }
    return "\(ListText.or(ruling.candidates.map { names[$0] })): either will do"
  }

  /// What to take, in a few words.
  func headline(_ chosen: String) -> String {
    guard ruling.eitherWillDo, !ruling.open.isEmpty else { return "use \(names[chosen])" }
    return "use \(ListText.or(ruling.candidates.map { names[$0] })): either will do"
  }

  private var gap: String {
    ruling.widestGap.map { " (at most \(NumberText.percent($0)) apart)" } ?? ""
  }

  /// What to take, against what, what else there is, the price and the reason.
  func recommendation(of chosen: String, _ extras: VerdictExtras) -> [String] {
    let lead = [lead(chosen), traded(chosen)].compactMap(\.self).joined(separator: "; ")
    let thoughts =
      [lead] + equals(chosen) + [runnerUp(chosen)] + others(chosen) + settled(but: chosen) + [
        leftOut
      ]
    return thoughts.compactMap(\.self) + extras.thoughts(names)
      + [price(chosen)].compactMap(\.self) + Reasons.words(findings, chosen, ruling, names)
  }

  private func lead(_ chosen: String) -> String {
    guard chosen != ruling.reference.id else { return "\(reference): nothing is \(degrees.better)" }
    guard let comparison = findings.comparison(of: chosen), comparison.outcome == .better else {
      return "\(names[chosen]): no different from \(reference) within \(band)"
    }
    return "\(names[chosen]): \(Self.speed(comparison)) over \(reference)"
  }

  private func price(_ chosen: String) -> String? {
    guard chosen != ruling.reference.id else { return nil }
    let wall = findings.estimate(.wallSeconds, of: chosen)?.median ?? 0
    return Verdict.Cost(of: chosen, over: ruling.reference.id, findings).words(wall: wall)
      .map { "price over \(reference): \($0)" }
  }

  /// What becomes of the further metrics, such as `p99 no different`.
  private func traded(_ chosen: String) -> String? {
    let further = findings.metricComparisons.filter { $0.configuration == chosen }
    let words = further.compactMap { comparison -> String? in
      let name = Quantity.metricName(comparison.quantity)
      switch comparison.outcome {
      case .better: return "\(name) better (\(Self.plain(comparison)))"
      case .worse: return "\(name) worse (\(Self.plain(comparison)))"
      case .noDifference: return "\(name) no different"
      case .inconclusive: return comparison.ratio == nil ? nil : "\(name) not told apart"
      }
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// Those that do not meet a condition.
  private var leftOut: String? {
    let ids = Set(ruling.configurations.map(\.id))
    let exceeded = findings.exceeded.filter { ids.contains($0.configuration) }
    return exceeded.isEmpty ? nil : "left out: \(Withheld.words(exceeded, names))"
  }

  /// The ratio as it is, such as `0.61× [0.58, 0.64]`.
  private static func plain(_ comparison: Comparison) -> String {
    guard let ratio = comparison.ratio else { return "unmeasured" }
    return NumberText.factor(ratio, low: comparison.low, high: comparison.high)
  }

  /// What does as well, and why it was not taken.
  private func equals(_ chosen: String) -> [String] {
    guard chosen != ruling.reference.id else { return [] }
    let tied = ruling.tied.contains(chosen) ? ruling.tied : []
    let open = ruling.eitherWillDo ? ruling.open.map(\.configuration) : []
    // The leader is open against it only where it is not the leader's equal.
    let isOpen = open.contains(chosen)
    func others(_ ids: [String]) -> [String] {
      ids.filter { $0 != chosen && $0 != ruling.reference.id }
    }
    let same = others(tied)
    let close = others(open + (isOpen ? [ruling.leader].compactMap(\.self) : []))
    var thoughts: [String] = []
    if !same.isEmpty { thoughts.append("no different from it within \(band): \(described(same))") }
    if !close.isEmpty {
      thoughts.append("either will do, not told apart\(gap): \(described(close))")
    }
    guard !same.isEmpty || isOpen && !close.isEmpty else { return thoughts }
    let isLeanest = isOpen || Verdict.leanest(of: tied, findings) != nil
    let reason =
      isLeanest
      ? "taken because it has the least memory (PSS) of them"
      : "taken as the \(degrees.better) one, since memory is not known for all"
    // Behind those among which it was decided.
    thoughts.insert(reason, at: isOpen ? thoughts.count : 1)
    return thoughts
  }

  /// What beats the reference or may, and is no equal of the chosen one.
  private func rest(_ chosen: String) -> [Comparison] {
    let near = ruling.eitherWillDo ? ruling.candidates : ruling.tied
    return ruling.comparisons.filter {
      $0.configuration != chosen && !near.contains($0.configuration)
        && !ruling.excluded.contains($0.configuration)
        && ($0.outcome == .better || $0.outcome == .inconclusive)
    }
  }

  private func next(to chosen: String) -> Comparison? {
    rest(chosen).max { ($0.gain ?? 0) < ($1.gain ?? 0) }
  }

  /// Those behind the runner-up.
  private func others(_ chosen: String) -> [String] {
    let next = next(to: chosen)?.configuration
    func names(_ outcome: Comparison.Outcome) -> String? {
      let those = rest(chosen).filter { $0.configuration != next && $0.outcome == outcome }
      return those.isEmpty ? nil : ListText.and(those.map { self.names[$0.configuration] })
    }
    return [
      names(.better).map { "also \(degrees.better) than \(reference): \($0)" },
      names(.inconclusive).map { "not told apart from \(reference): \($0)" },
    ].compactMap(\.self)
  }

  /// The next best, when it beats the reference or may do so.
  private func runnerUp(_ chosen: String) -> String? {
    guard let next = next(to: chosen) else { return nil }
    let text = "runner-up \(described([next.configuration]))"
    let rival = ruling.rivals.first { $0.configuration == next.configuration }
    if let rival, rival.outcome == .inconclusive {
      return "\(text), not told apart yet (\(more([rival])))"
    }
    return next.outcome == .inconclusive
      ? "\(text), not told apart from \(reference) yet (\(more([next])))" : text
  }

  /// What does not beat the reference, beside what is chosen.
  private func settled(but chosen: String? = nil) -> [String] {
    let shown = ruling.comparisons.filter { $0.configuration != chosen }
    let equal = shown.filter { $0.outcome == .noDifference }.map { names[$0.configuration] }
    let losers = shown.filter { $0.outcome == .worse }
      .map { "\(names[$0.configuration]) (\(Self.slowness($0)))" }
    return [
      equal.isEmpty
        ? nil : "no different from \(reference) within \(band): \(ListText.and(equal))",
      losers.isEmpty ? nil : "\(degrees.worse) than \(reference): \(ListText.and(losers))",
    ].compactMap(\.self)
  }

  /// Names with their speed-ups over the reference.
  private func described(_ configurations: [String]) -> String {
    ListText.and(
      configurations.map { id in
        guard let comparison = findings.comparison(of: id) else { return names[id] }
        return "\(names[id]) (\(Self.speed(comparison)))"
      })
  }

  /// What it would take to settle them.
  private func more(_ open: [Comparison]) -> String {
    let estimates = open.compactMap(\.moreRounds)
    guard estimates.count == open.count, let most = estimates.max() else {
      return open.contains { $0.ratio == nil }
        ? "no round has both"
        : "too small a difference for this much noise, more rounds alone would hardly settle it"
    }
    if open.contains(where: { $0.low == nil }) {
      return "an interval needs at least \(Confidence.minimumPairs) rounds"
    }
    return "about \(ListText.counted(most, "more round")) would settle it"
  }

  /// How much worse: of times that are several times as long, how many times, which `0.0174×` hides.
  private static func slowness(_ comparison: Comparison) -> String {
    guard comparison.quantity == Quantity.wallSeconds.key, let ratio = comparison.ratio,
      ratio >= several
    else { return speed(comparison) }
    return "\(plain(comparison)) as long"
  }

  private static let several = 2.0

  /// How many times as good, such as `1.94× [1.91, 1.96]`: of times, the ratio's inverse.
  static func speed(_ comparison: Comparison) -> String {
    guard let gain = comparison.gain else { return "unmeasured" }
    let interval = comparison.gainInterval
    return NumberText.factor(gain, low: interval?.low, high: interval?.high)
  }
}
