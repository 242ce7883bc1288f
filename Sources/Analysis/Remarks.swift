import ProfileModel
import Text

/// What a reader should know of a study's wall times before trusting them, in words; nothing is dropped for it.
struct Remarks {
  private let study: Study
  private let trials: MeasuredTrials

  init(_ study: Study, _ trials: MeasuredTrials) {
    self.study = study
    self.trials = trials
  }

  var all: [String] {
    study.configurations.flatMap { configuration in
      [failures(configuration), wrongAnswers(configuration), disturbed(configuration)]
        .compactMap(\.self) + outliers(configuration)
        + [firstRun(configuration), constant(configuration)].compactMap(\.self)
    } + study.workloads.compactMap(noiseFloor)
  }

  private func failures(_ configuration: Configuration) -> String? {
    let own = study.trials.filter { $0.configuration == configuration.id && !$0.warmup }
    let failed = own.filter { $0.outcome == .failed }
    guard let first = failed.first else { return nil }
    return "\(configuration.id): \(failed.count) of \(ListText.counted(own.count, "trial")) failed "
      + "(round \(first.round): \(first.failure ?? "no reason recorded")); failed trials are left out."
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

  private func disturbed(_ configuration: Configuration) -> String? {
    let own = trials.trials(of: configuration.id)
    let rounds = own.filter(\.disturbed).map { String($0.round) }
    guard !rounds.isEmpty else { return nil }
    return "\(configuration.id): \(rounds.count) of \(ListText.counted(own.count, "trial")) "
      + "\(rounds.count == 1 ? "was" : "were") disturbed (round \(ListText.and(rounds))); "
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

  private func noiseFloor(_ workload: String) -> String? {
    let configurations = study.configurations.filter { $0.workload == workload }
    guard let reference = configurations.first, configurations.count > 1,
      trials.trials(of: reference.id).count >= Confidence.minimumCount
    else { return nil }
    let floor = NoiseFloor(
      workload: workload, reference: reference, trials, of: study.deciding(for: workload))
    if let ratio = floor.ratio, ratio > Self.highFloor {
      return "\(workload): \(reference.id) against itself differs by up to "
        + "\(NumberText.percent(ratio)): this machine was too noisy to tell smaller differences."
    }
    guard let reason = floor.unavailable[.ratio] else { return nil }
    return "\(workload): the noise floor is not known (\(reason)); "
      + "only the margin of \(NumberText.percent(study.design.margin)) limits what is claimed."
  }
}
