public import ProfileModel

/// A fixed study with realistic numbers: `cpu` and `io` in three strategies, a warm-up and 3 rounds.
///
/// One `io` trial failed; disk wait was off; the kernel offers no frequencies. Every value is spelled out or
/// computed from the round, so equal builds give equal bytes.
public enum SampleStudy {
  public static let study = make(rounds: 3, failing: true)
  /// Enough rounds for intervals, and nothing failed; with the references' twins.
  public static let long: Study = {
    var study = make(rounds: 10, failing: false)
    for configuration in configurations where configuration.strategy == .sequential {
      for round in 1...10 {
        var twin = trial(of: configuration, round: round + 3, position: 7)
        twin.round = round
        twin.twin = true
        study.trials.append(twin)
      }
    }
    return study
  }()

  public static func make(rounds: Int, failing: Bool) -> Study {
    var study = Study(
      createdAt: "2025-03-14T15:09:26Z", toolVersion: "0.1.0",
      commandLine: ["profile", "--workers", "2", "--trials", String(rounds)], seed: 42,
      machine: machine, design: design(rounds: rounds), configurations: configurations)
    for round in 0...rounds {
      for (position, configuration) in order(round: round).enumerated() {
        study.trials.append(
          trial(of: configuration, round: round, position: position + 1))
      }
    }
    if failing { breakOne(&study) }
    return study
  }

  private static func design(rounds: Int) -> StudyDesign {
    var design = StudyDesign(trials: rounds, warmupRounds: 1, sampleIntervalSeconds: 0.01)
    design.stoppedBy = "trials"
    design.storage = StorageDescription(
      directory: "/var/tmp/profile", filesystem: "ext4", memoryBacked: false, device: "/dev/vda1")
    return design
  }

  public static let configurations: [Configuration] = ["cpu", "io"].flatMap { workload in
    [
      configuration(workload, .sequential, name: "sequential"),
      configuration(workload, .threads(2), name: "thread-2"),
      configuration(workload, .processes(2), name: "process-2"),
    ]
  }

  private static func configuration(
    _ workload: String, _ layout: Layout, name: String
  ) -> Configuration {
    let parameters: [String: ParameterValue] =
      workload == "cpu"
      ? ["limit": .integer(4_000_000_000), "repeats": .integer(1)]
      : [
        "sizeBytes": .integer(67_108_864), "blockSizeBytes": .integer(4096),
        "access": .text("random"), "cache": .text("direct"),
      ]
    return Configuration(
      id: "\(workload)/\(name)/core", workload: workload, layout: layout, pin: "core",
      workerCPUs: (0..<layout.workers).map { [$0] }, parameters: parameters)
  }

  /// A fixed shuffle: each round begins one place further.
  private static func order(round: Int) -> [Configuration] {
    let shift = round * 2 % configurations.count
    return Array(configurations[shift...] + configurations[..<shift])
  }

  private static func breakOne(_ study: inout Study) {
    let broken = study.trials.firstIndex {
      $0.configuration == "io/process-2/core" && !$0.warmup && $0.round == 2
    }
    guard let broken else { return }
    let whole = study.trials[broken]
    var failed = Trial(
      configuration: whole.configuration, round: whole.round, position: whole.position,
      outcome: .failed)
    failed.failure = "worker 1 (process 4711) was ended by SIGKILL before it had finished"
    failed.environment = whole.environment
    let reason = "the trial failed before its workers had finished"
    for key in [
      Trial.CodingKeys.wallSeconds, .startupSeconds, .teardownSeconds, .peakPSSBytes,
    ] {
      failed.unavailable[key] = reason
    }
    study.trials[broken] = failed
  }
}
