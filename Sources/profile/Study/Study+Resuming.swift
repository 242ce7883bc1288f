import Analysis
import FoundationEssentials
package import Planning
package import ProfileModel
import Text

extension Study {
  /// The plan without what this study has left behind: numbers of workers that its search never tried, and twins that its
  /// budget had no room for.
  package func narrowed(_ plan: Plan) -> Plan {
    var plan = plan
    let isMeasured = trials.contains(where: \.isOfMeasuredRound)
    if plan.doublesWorkers, isMeasured || configurations.count < plan.configurations.count {
      let ids = Set(configurations.map(\.id))
      plan = plan.filter { ids.contains($0.id) }
    }
    let rounds = Set(trials.filter(\.isOfMeasuredRound).map(\.round))
    return rounds.count > 1 && !trials.contains(where: \.twin) ? plan.withoutTwins : plan
  }

  /// What differs between this study and one that is to go on with it, in words.
  package func reasonsNotToResume(as now: Study) -> [String] {
    let facts: [(String, String, String)] = [
      ("seed", "\(seed)", "\(now.seed)"), ("version of profile", toolVersion, now.toolVersion),
      ("kernel", machine.kernel, now.machine.kernel),
    ]
    let ids = Set(configurations.map(\.id))
    let idsNow = Set(now.configurations.map(\.id))
    var found = (facts + design.fixed(beside: now.design))
      .filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) against \($0.2)" }
    found += differences(from: now)
    found += idsNow.subtracting(ids).sorted().map { "\($0) is new" }
    found += ids.subtracting(idsNow).sorted().map { "\($0) is not in the plan any more" }
    for configuration in configurations where idsNow.contains(configuration.id) {
      guard !found.contains(where: { $0.hasPrefix("\(configuration.id):") }),
        let other = now.configuration(configuration.id),
        configuration.recordedText != other.recordedText
      else { continue }
      found.append("\(configuration.id): what it runs")
    }
    return found
  }

  /// Opens it for more rounds.
  mutating func reopen(as now: StudyDesign) {
    if !trials.contains(where: \.isOfMeasuredRound) { design.warmupRule = now.warmupRule }
    design.trials = now.trials
    design.precision = now.precision
    design.timeBudgetSeconds = now.timeBudgetSeconds
    design.extendedBudgetSeconds = now.extendedBudgetSeconds
    design.maxRounds = now.maxRounds
    design.stoppedBy = nil
    // What an interrupt broke off is measured again.
    for index in trials.indices where trials[index].outcome == .interrupted {
      trials[index].replaced = true
    }
  }
}

extension StudyDesign {
  /// What rounds of one study share, here and in another design; the first warm-up may have become a round.
  fileprivate func fixed(beside other: StudyDesign) -> [(String, String, String)] {
    func interval(_ design: StudyDesign) -> String {
      design.sampleIntervalSeconds.map { NumberText.duration($0) } ?? "off"
    }
    var facts = [
      ("sample interval", interval(self), interval(other)),
      ("margin", NumberText.percent(margin), NumberText.percent(other.margin)),
      ("repeats of disturbed trials", "\(retryNoisy)", "\(other.retryNoisy)"),
    ]
    if let storage {
      facts.append(("directory", storage.directory, other.storage?.directory ?? "none"))
    }
    if warmupRounds > 0 {
      facts.append(("warm-up rounds", "\(warmupRounds)", "\(other.warmupRounds)"))
    }
    return facts
  }
}

extension Configuration {
  /// All of it as text; the scratch folder has another name in each invocation.
  fileprivate var recordedText: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map {
      String(decoding: $0, as: UTF8.self)
        .replacing(#/profile-scratch-[0-9]+-[0-9]+/#, with: "profile-scratch")
    }
  }
}

extension Trial {
  /// Whether it was measured in a round that counts, though it may have become a warm-up since.
  package var isOfMeasuredRound: Bool { !warmup || trendDropped }

  /// Whether a planned trial has been measured by this one.
  func stands(for planned: PlannedTrial, again: Bool) -> Bool {
    round == planned.round && isOfMeasuredRound != planned.warmup && repeatsRound == again
      && configuration == planned.configuration.id && twin == planned.twin
      && outcome != .interrupted
  }
}
