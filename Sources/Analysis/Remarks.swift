import ProfileModel
import Text

/// What a reader should know of a study's wall times before trusting them, in words; nothing is dropped for it.
struct Remarks {
  let study: Study
  let trials: MeasuredTrials
  /// All else that was found.
  let findings: Findings

  var all: [String] {
    study.configurations.flatMap { configuration in
      [failures(configuration), wrongAnswers(configuration), disturbed(configuration)]
        .compactMap(\.self) + lengths(configuration)
    } + QuotaRemark.all(in: study, trials) + copies + repetitions
      + study.workloads.compactMap(trend)
      + findings.noiseFloor.compactMap(words)
      + findings.cpuEffects.map { "\($0.workload): \($0.text)" }
  }

  /// How long its trials took; a window's length was chosen.
  private func lengths(_ configuration: Configuration) -> [String] {
    guard configuration.attached == nil else { return [] }
    return outliers(configuration)
      + [firstRun(configuration), constant(configuration)].compactMap(\.self)
  }

  private func failures(_ configuration: Configuration) -> String? {
    let own = study.trials.filter { $0.configuration == configuration.id && !$0.warmup }
    let failed = own.filter { $0.outcome == .failed }
    guard let first = failed.first else { return nil }
    let which =
      own.count == 1
      ? "its only \(configuration.trialNoun)"
      : "\(failed.count) of \(ListText.counted(own.count, configuration.trialNoun))"
    return "\(configuration.id): \(which) failed "
      + "(\(configuration.roundNoun) \(first.round): \(first.failure ?? "no reason recorded")); failed \(configuration.trialNoun)s are left out."
  }

  private func wrongAnswers(_ configuration: Configuration) -> String? {
    let wrong = study.trials.filter {
      $0.configuration == configuration.id && $0.outcome == .completed
        && $0.check?.correct == false
    }
    guard !wrong.isEmpty else { return nil }
    return "\(configuration.id): \(ListText.counted(wrong.count, "trial")) gave a wrong answer "
      + "and \(wrong.count == 1 ? "is" : "are") left out."
  }

  /// Copies that each do the whole work.
  private var copies: [String] {
    findings.comparisons.compactMap { comparison in
      guard let copies = comparison.copies, copies.count == 2 else { return nil }
      return "\(comparison.configuration) does the whole work \(copies[0]) times in a trial, "
        + "\(comparison.reference) \(copies[1] == 1 ? "once" : "\(copies[1]) times"): they are compared by throughput, "
        + "the time for one work."
    }
  }

  /// What became of disturbed rounds that were measured again.
  private var repetitions: [String] {
    let repeated = Set(
      study.trials.filter { $0.replaced && !$0.warmup && isOfRound($0) }.map(\.round)
    ).sorted()
    guard !repeated.isEmpty else { return [] }
    let rounds = Self.words(rounds: repeated)
    let kept =
      "\(ListText.sentence(rounds)) \(repeated.count == 1 ? "was" : "were") disturbed and measured again at the end; "
      + "both are kept, and of each round the quieter one counts."
    return [kept]
      + findings.comparisons.compactMap { comparison in
        guard let first = comparison.ratioAsFirstMeasured, let ratio = comparison.ratio else {
          return nil
        }
        return "\(comparison.configuration): with \(rounds) as first measured it is "
          + "\(NumberText.factor(1 / first)) over \(comparison.reference), without them "
          + "\(NumberText.factor(1 / ratio))."
      }
  }

  /// `round 2`, `rounds 2 and 5`.
  private static func words(rounds: [Int], _ noun: String = "round") -> String {
    "\(noun)\(rounds.count == 1 ? "" : "s") \(ListText.and(rounds.map(String.init)))"
  }

  /// Whether its whole round was repeated, not only the trial (`--retry-noisy`).
  private func isOfRound(_ trial: Trial) -> Bool {
    study.trials.contains {
      $0.round == trial.round && $0.configuration == trial.configuration && $0.twin == trial.twin
        && $0.repeatsRound
    }
  }

  /// First rounds that were made warm-ups, and how far they are from the others.
  private func trend(_ workload: String) -> String? {
    guard let dropped = study.design.trendRounds, dropped > 0 else { return nil }
    let parts = study.configurations(of: workload).compactMap { configuration -> String? in
      let first = study.trials.filter {
        $0.configuration == configuration.id && $0.warmup && $0.isSound && !$0.twin
          && $0.trendDropped
      }.compactMap { Quantity.wallSeconds.value(in: $0) }
      guard let early = Sample(first)?.median,
        let late = Sample(walls(configuration).map(\.wall))?.median
      else { return nil }
      return
        "\(configuration.id) took \(NumberText.percent(abs(early / late - 1))) \(early > late ? "longer" : "shorter")"
    }
    guard !parts.isEmpty else { return nil }
    return
      "\(workload): the first \(dropped == 1 ? "round" : "\(dropped) rounds") showed a trend and "
      + "\(dropped == 1 ? "counts" : "count") as warm-up (--warmup auto): "
      + "in \(dropped == 1 ? "it" : "them") \(ListText.and(parts)) than after."
  }

  private func disturbed(_ configuration: Configuration) -> String? {
    let own = trials.trials(of: configuration.id)
    let rounds = own.filter(\.disturbed).map(\.round)
    guard !rounds.isEmpty else { return nil }
    let which =
      own.count == 1
      ? "its only \(configuration.trialNoun)"
      : "\(rounds.count) of \(ListText.counted(own.count, configuration.trialNoun))"
    return "\(configuration.id): \(which) "
      + "\(rounds.count == 1 ? "was" : "were") disturbed (\(Self.words(rounds: rounds, configuration.roundNoun))); "
      + "nothing is dropped."
  }

  private func walls(_ configuration: Configuration) -> [(round: Int, wall: Double)] {
    trials.trials(of: configuration.id).compactMap { trial in
      Quantity.wallSeconds.value(in: trial).map { (trial.round, $0) }
    }
  }

  /// Beyond Tukey's fences, and further from the median than the margin below which nothing counts as a difference.
  private func outliers(_ configuration: Configuration) -> [String] {
    let walls = walls(configuration)
    guard let sample = Sample(walls.map(\.wall)), let fences = TukeyFences(sample) else {
      return []
    }
    let odd = walls.filter {
      fences.isOutlier($0.wall) && abs($0.wall / sample.median - 1) > study.design.margin
    }
    return odd.map { trial in
      "\(configuration.id): round \(trial.round) took \(NumberText.duration(trial.wall)), outside "
        + "Tukey's fences of \(NumberText.duration(fences.low)) to \(NumberText.duration(fences.high)); it counts."
    }
  }

  /// The very first run, warm-up or not, when it is slower than all the rest by more than their own spread.
  private func firstRun(_ configuration: Configuration) -> String? {
    let own = study.trials.filter {
      $0.configuration == configuration.id && $0.isSound && !$0.twin
    }
    guard let first = own.first, let wall = Quantity.wallSeconds.value(in: first),
      let rest = Sample(own.dropFirst().compactMap { Quantity.wallSeconds.value(in: $0) }),
      let fences = TukeyFences(rest), wall > fences.high, wall > rest.median * 1.05
    else { return nil }
    let kind = first.warmup ? "the first run (a warm-up, not counted)" : "the first run"
    return "\(configuration.id): \(kind) took \(NumberText.duration(wall)), "
      + "\(NumberText.number(wall / rest.median)) times the median of the others: a first, cold run costs more."
  }

  private func constant(_ configuration: Configuration) -> String? {
    guard let sample = Sample(walls(configuration).map(\.wall)), sample.count > 1,
      sample.isConstant
    else { return nil }
    return "\(configuration.id): all \(sample.count) wall times are equal; "
      + "intervals without width say nothing about noise."
  }

  /// A floor above this deserves a word: most differences that people look for are smaller.
  private static let highFloor = 0.1

  private func words(_ floor: NoiseFloor) -> String? {
    let workload = floor.workload
    let configurations = study.configurations(of: workload)
    guard let reference = configurations.first, configurations.count > 1,
      trials.trials(of: reference.id).count >= Confidence.minimumPairs
    else { return nil }
    if let ratio = floor.ratio, ratio > Self.highFloor {
      return "\(workload): \(reference.id) against itself differs by up to "
        + "\(NumberText.percent(ratio)): this machine was too noisy to tell smaller differences."
    }
    guard let reason = floor.unavailable[.ratio] else { return nil }
    return "\(workload): the noise floor is not known (\(reason)); "
      + "only the margin of \(NumberText.percent(study.design.margin)) limits what is claimed."
  }
}
