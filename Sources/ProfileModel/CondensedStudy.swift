/// A study whose trials lack their workers, samples and counters, but for one trial of each workload's best configuration.
///
/// What is left decides: times, metrics, memory, and what disturbed them.
struct CondensedStudy: Decodable {
  let study: Study

  private enum Key: String, CodingKey {
    case createdAt, toolVersion, commandLine, seed, machine, scheduler, design, configurations
    case trials, warnings, unavailable
  }

  private struct Slim: Decodable {
    let trial: Trial

    init(from decoder: any Decoder) throws {
      trial = try Trial(condensing: decoder)
    }
  }

  init(from decoder: any Decoder) throws {
    try StudyHeader(from: decoder).check()
    let container = try decoder.container(keyedBy: Key.self)
    var study = Study(
      createdAt: try container.decode(String.self, forKey: .createdAt),
      toolVersion: try container.decode(String.self, forKey: .toolVersion),
      commandLine: try container.decode([String].self, forKey: .commandLine),
      seed: try container.decode(UInt64.self, forKey: .seed),
      machine: try container.decode(MachineDescription.self, forKey: .machine),
      design: try container.decode(StudyDesign.self, forKey: .design),
      configurations: try container.decode([Configuration].self, forKey: .configurations))
    study.scheduler = try container.decodeIfPresent(SchedulerRecord.self, forKey: .scheduler)
    study.warnings = try container.decode([String].self, forKey: .warnings)
    study.unavailable = try container.decode([String: String].self, forKey: .unavailable)
    study.trials = try container.decode([Slim].self, forKey: .trials).map(\.trial)
    if study.trials.contains(where: { $0.service != nil }) {
      // Who was the limit of a server, all its trials' workers tell.
      study.trials = try container.decode([Trial].self, forKey: .trials)
    } else {
      try Self.complete(&study, container.nestedUnkeyedContainer(forKey: .trials))
    }
    self.study = study
  }

  private static func complete(
    _ study: inout Study, _ whole: any UnkeyedDecodingContainer
  ) throws {
    var whole = whole
    let places = typicalTrials(of: study)
    for place in study.trials.indices {
      if places.contains(place) {
        study.trials[place] = try whole.decode(Trial.self)
      } else {
        _ = try whole.decode(AnyJSON.self)
      }
    }
  }

  /// The trial nearest the median of each workload's best configuration, by its place.
  private static func typicalTrials(of study: Study) -> Set<Int> {
    let counted = study.trials.indices.filter { place in
      let trial = study.trials[place]
      return trial.isSound && !trial.warmup && !trial.twin && !trial.replaced
    }
    let places = Dictionary(grouping: counted) { study.trials[$0].configuration }
    return Set(
      study.workloads.compactMap { workload -> Int? in
        let quantity = study.deciding(for: workload)
        let middles = study.configurations(of: workload)
          .compactMap { configuration -> (place: Int, value: Double)? in
            let valued = (places[configuration.id] ?? []).compactMap { place in
              quantity.value(in: study.trials[place]).map { (place: place, value: $0) }
            }.sorted { $0.value < $1.value }
            return valued.isEmpty ? nil : valued[valued.count / 2]
          }
        let best = middles.max {
          quantity.isMoreBetter ? $0.value < $1.value : $0.value > $1.value
        }
        return best?.place
      })
  }
}
