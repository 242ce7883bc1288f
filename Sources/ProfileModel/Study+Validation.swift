extension Study {
  /// Refuses what no measurement can produce: negative or non-finite durations, trials without a configuration.
  ///
  /// - Throws: ``StudyFormatError/malformed(path:problem:)``.
  public func validate() throws(StudyFormatError) {
    try machine.validate()
    var ids = Set<String>()
    for (index, configuration) in configurations.enumerated()
    where !ids.insert(configuration.id).inserted {
      throw .malformed(path: "configurations[\(index)].id", problem: "\(configuration.id) twice")
    }
    for (index, configuration) in configurations.enumerated() {
      try configuration.validate(path: "configurations[\(index)]")
    }
    for (index, trial) in trials.enumerated() {
      let path = "trials[\(index)]"
      guard ids.contains(trial.configuration) else {
        throw .malformed(
          path: "\(path).configuration", problem: "no configuration \(trial.configuration)")
      }
      try trial.validate(path: path)
    }
  }
}

/// Tasks that a kernel can have (`PID_MAX_LIMIT`, include/linux/threads.h); more CPUs than that it cannot have either.
private let mostTasks = 4_194_304

private func validate(
  _ counts: [(String, Int)], path: String
) throws(StudyFormatError) {
  for (name, count) in counts where count < 0 || count > mostTasks {
    throw .malformed(path: "\(path).\(name)", problem: "there cannot be \(count) of them")
  }
}

extension MachineDescription {
  fileprivate func validate() throws(StudyFormatError) {
    try ProfileModel.validate(
      [
        ("allowedCPUs", summary.allowedCPUs), ("cores", summary.cores), ("cpus", summary.cpus),
        ("nodes", summary.nodes), ("onlineCPUs", summary.onlineCPUs),
      ], path: "machine.summary")
  }
}

extension Configuration {
  fileprivate func validate(path: String) throws(StudyFormatError) {
    try ProfileModel.validate(
      [
        ("processes", processes), ("threadsPerProcess", threadsPerProcess), ("workers", workers),
      ], path: path)
  }
}

extension Trial {
  fileprivate func validate(path: String) throws(StudyFormatError) {
    let durations: [(String, Double?)] = [
      ("wallSeconds", wallSeconds), ("startupSeconds", startupSeconds),
      ("teardownSeconds", teardownSeconds), ("startSkewSeconds", startSkewSeconds),
      ("throttledSeconds", throttledSeconds),
    ]
    try Self.validate(durations, path: path)
    try Self.validate(counters.durations, path: path)
    for (index, worker) in workers.enumerated() {
      let path = "\(path).workers[\(index)]"
      try Self.validate([("wallSeconds", worker.wallSeconds)], path: path)
      try Self.validate(worker.counters.durations, path: path)
    }
    for (name, value) in metrics where !value.isFinite {
      throw .malformed(path: "\(path).metrics.\(name)", problem: "\(value) is not a number")
    }
    if outcome == .completed, let wallSeconds, wallSeconds < 1e-9 {
      throw .malformed(
        path: "\(path).wallSeconds",
        problem: "\(wallSeconds == 0 ? "0" : "\(wallSeconds)") s for a completed trial")
    }
  }

  private static func validate(
    _ durations: [(String, Double?)], path: String
  ) throws(StudyFormatError) {
    for case (let name, let value?) in durations where !value.isFinite || value < 0 {
      throw .malformed(path: "\(path).\(name)", problem: "\(value) is not a duration")
    }
  }
}

extension Counters {
  fileprivate var durations: [(String, Double?)] {
    [
      ("userSeconds", userSeconds), ("systemSeconds", systemSeconds),
      ("runQueueSeconds", runQueueSeconds), ("diskWaitSeconds", diskWaitSeconds),
      ("sleepSeconds", sleepSeconds),
    ]
  }
}
