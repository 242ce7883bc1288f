import ProfileModel

extension Doctor {
  /// Of a study that was made elsewhere nothing is known of what only a look around tells.
  private static let unrecorded: Set = ["perf_event_paranoid", "data-directory", "gnuplot"]

  /// The checks whose words carry a measured number, which differs from study to study.
  static let measured: Set = ["steal", "load"]

  /// What the machine of a study would be told, from what was recorded while it was measured.
  static func examine(_ study: Study) -> [DoctorFinding] {
    var environment = EnvironmentRecord()
    let trials = study.trials.filter { !$0.warmup && $0.wallSeconds != nil }
    environment.stealSeconds = sum(trials, \.stealSeconds)
    environment.otherCPUSeconds = sum(trials, \.otherCPUSeconds)
    let facts = DoctorFacts(
      machine: study.machine, environment: environment,
      watchedSeconds: trials.compactMap(\.wallSeconds).reduce(0, +), dataDirectory: "",
      dataFileSystem: nil, hasGnuplot: true, isRoot: true)
    return examine(facts).filter { !unrecorded.contains($0.name) }
  }

  /// Nil where a trial lacks it.
  private static func sum(
    _ trials: [Trial], _ path: KeyPath<EnvironmentRecord, Double?>
  ) -> Double? {
    let values = trials.compactMap { $0.environment[keyPath: path] }
    return values.count == trials.count && !values.isEmpty ? values.reduce(0, +) : nil
  }
}
