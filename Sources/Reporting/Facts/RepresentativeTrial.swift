public import ProfileModel

/// The one trial that pictures and traces show.
public enum RepresentativeTrial {
  /// Of the study's first workload that has one; its place in `trials`, from 0.
  public static func index(in study: Study, findings: Findings) -> Int? {
    for workload in StudyFacts(study: study, findings: findings).workloads {
      if let found = find(for: workload, in: study) { return found.0 }
    }
    return nil
  }

  /// The measured trial nearest to the median, of the configuration to look at.
  static func find(for workload: WorkloadFacts, in study: Study) -> (Int, ConfigurationFacts)? {
    guard let facts = workload.chosen, let median = facts[.wallSeconds]?.median else { return nil }
    let nearest = facts.measured.filter { $0.wallSeconds != nil }.min {
      abs(($0.wallSeconds ?? 0) - median) < abs(($1.wallSeconds ?? 0) - median)
    }
    let index = nearest.flatMap { trial in study.trials.firstIndex { $0 == trial } }
    return index.map { ($0, facts) }
  }
}
