public import ProfileModel

extension SampleStudy {
  /// No trial at all.
  public static let empty: Study = {
    var study = make(rounds: 1, failing: false)
    study.trials = []
    study.design.stoppedBy = "interrupted"
    return study
  }()

  /// Every trial failed.
  public static let allFailed: Study = {
    var study = make(rounds: 1, failing: false)
    study.trials = study.trials.map { trial in
      var failed = Trial(
        configuration: trial.configuration, round: trial.round, position: trial.position,
        warmup: trial.warmup, outcome: .failed)
      failed.failure = "the host could not be started: ENOENT"
      return failed
    }
    study.design.stoppedBy = "failed"
    return study
  }()

  /// One measured trial of each configuration, without any value and without any reason.
  public static let allNull: Study = {
    var study = make(rounds: 1, failing: false)
    study.trials = study.trials.filter { !$0.warmup }.map { trial in
      Trial(configuration: trial.configuration, round: trial.round, position: trial.position)
    }
    study.machine = MachineDescription(hostname: "", kernel: "", cpus: [], nodes: [], caches: [])
    study.design.storage = nil
    return study
  }()

  /// One worker ran where it was not meant to.
  public static let unheld: Study = {
    var study = make(rounds: 1, failing: false)
    for index in study.trials.indices
    where study.trials[index].configuration == "cpu/thread-2/core" {
      study.trials[index].held = false
      study.trials[index].workers[1].observedCPUs = [0, 1]
      study.trials[index].workers[1].counters.migrations = 3
    }
    return study
  }()
}
