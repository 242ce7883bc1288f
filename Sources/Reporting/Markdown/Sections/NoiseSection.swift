import ProfileModel
import Text

/// What else went on during the trials, and what measuring cost.
enum NoiseSection {
  static func blocks(_ facts: StudyFacts) -> [Block] {
    let remarks = remarks(facts)
    let folded = Block.folded(
      title: "Remarks on \(facts.trialNoun)s (\(NumberText.count(remarks.count)))",
      [.items(remarks)])
    let floors = floors(facts)
    let open: [Block] = floors.isEmpty ? [] : [.paragraph([.text(floors)])]
    let perturbations = perturbationLines(facts).map { Block.paragraph([.text($0)]) }
    return open + perturbations + [.items(causes(facts))] + noise(facts) + sampling(facts)
      + (remarks.isEmpty ? [] : [folded])
  }

  private static func noise(_ facts: StudyFacts) -> [Block] {
    let table = Table(
      facts.rows.filter { $0.workload.rounds > 0 },
      StudyFacts.names
        + Quantity.columns(.noise).map { quantity in
          .right(quantity.heading) { cell($0.facts.measured, quantity) }
        }
        + [
          .right("disturbed \(facts.trialNoun)s") { row in
            "\(row.facts.measured.count(where: \.disturbed)) of \(row.facts.measured.count)"
          }
        ])
    return .exhibit(
      table.withoutZeros(), folded: "Noise, by configuration",
      notes: [[.text(noiseWords(facts.trialNoun))]])
  }

  private static func noiseWords(_ noun: String) -> String {
    "Medians over the \(noun)s; percentages are of the wall time (100 % is one CPU). Steal is what the hypervisor took on all CPUs, “other CPU” what other processes used, pressure the time in which some task waited."
  }

  /// The smallest difference that this machine can show, where twins were run.
  private static func floors(_ facts: StudyFacts) -> String {
    facts.workloads.compactMap { workload in
      workload.noiseFloor?.ratio.map { ratio in
        "\(workload.name): two runs of the same configuration differ by up to "
          + "\(NumberText.percent(ratio)), the noise floor; no smaller difference is claimed."
      }
    }.joined(separator: " ")
  }

  /// What the sampler does to the work, where that was measured.
  static func perturbationLines(_ facts: StudyFacts) -> [String] {
    facts.findings.perturbations.map { found in
      guard let ratio = found.ratio, let low = found.low, let high = found.high else {
        let reason = found.unavailable[.ratio] ?? "it was not measured"
        return "\(found.configuration): what the sampler does to it is not known: \(reason)."
      }
      let ends = [low, high].map(change).joined(separator: " to ")
      let pairs = ListText.counted(found.pairs, "pair")
      return "\(found.configuration): the sampler's readings change its wall time by "
        + "\(change(ratio)) (95 %: \(ends); \(pairs) of trials with and without them)."
    }
  }

  /// `+0.03 %` for 1.0003.
  private static func change(_ ratio: Double) -> String {
    let percent = DecimalText.fixed(abs(ratio - 1) * 100, decimals: 2)
    return "\(ratio < 1 ? "−" : "+")\(percent) %"
  }

  /// What disturbed trials, each cause once.
  private static func causes(_ facts: StudyFacts) -> [[Inline]] {
    let trials = facts.configurations.flatMap(\.measured)
    let usual = NoteShape.all(trials.filter { !$0.disturbed }.flatMap(\.notes))
    return NoteShape.all(trials.filter(\.disturbed).flatMap(\.notes)).filter { shape in
      !usual.contains { $0.isLike(shape) }
    }.map { shape in
      [
        .strong("Disturbed:"),
        .text(
          " \(shape.text), in \(shape.count) of \(ListText.counted(trials.count, facts.trialNoun))."
        ),
      ]
    }
  }

  /// Seconds as shares of the wall time, others as they are.
  private static func cell(_ trials: [Trial], _ quantity: Quantity) -> String? {
    let isShare = quantity.unit == .seconds
    let values = trials.compactMap { trial in
      let value = quantity.value(in: trial)
      return isShare ? trial.perSecond(value) : value
    }
    return Summary(values).map {
      isShare ? NumberText.percent($0.median) : NumberText.number($0.median)
    }
  }

  private static func sampling(_ facts: StudyFacts) -> [Block] {
    func sampled(_ row: StudyFacts.Row) -> [Trial] {
      row.facts.measured.filter { $0.sampling?.requestedIntervalSeconds != nil }
    }
    func sum(_ row: StudyFacts.Row, _ count: (SamplingRecord) -> Int) -> String {
      NumberText.count(sampled(row).compactMap(\.sampling).map(count).reduce(0, +))
    }
    func median(_ row: StudyFacts.Row, _ value: (Trial) -> Double?) -> Double? {
      Summary(sampled(row).compactMap(value))?.median
    }
    let table = Table(
      facts.rows.filter { !sampled($0).isEmpty },
      StudyFacts.names + [
        .right("samples") { sum($0, \.samples) }, .right("late") { sum($0, \.late) },
        .right("interval asked") {
          median($0, \.sampling?.requestedIntervalSeconds).map { NumberText.duration($0) }
        },
        .right("achieved") {
          median($0, \.sampling?.achievedIntervalSeconds).map { NumberText.duration($0) }
        },
        .right("sampler CPU") {
          median($0) { $0.perSecond($0.sampling?.samplerCPUSeconds) }.map(NumberText.percent)
        },
      ])
    return .exhibit(
      table.withoutZeros(), folded: "What the sampler did and cost",
      notes: [[.text(samplingNote(facts.trialNoun))]])
  }

  private static func samplingNote(_ noun: String) -> String {
    "The sampler reads /proc while the workers run; samples and late ones are sums over the \(noun)s, the others medians. Its CPU time is a share of one CPU, and no part of the workers' numbers."
  }

  /// What the analysis remarked, then what the trials noted, each once.
  private static func remarks(_ facts: StudyFacts) -> [[Inline]] {
    let order = NoteShape.all(facts.study.trials.flatMap(\.notes))
    let notes = order.prefix(Self.mostNotes).map { shape in
      "\(shape.text) (\(ListText.counted(shape.count, facts.trialNoun)))"
    }
    let hidden = order.count - notes.count
    let rest = hidden > 0 ? ["\(ListText.counted(hidden, "more note")) in study.json"] : []
    return (facts.findings.remarks + notes + rest).map { [.text($0)] }
  }

  private static let mostNotes = 20
}
