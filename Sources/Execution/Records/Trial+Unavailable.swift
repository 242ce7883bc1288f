import ProfileModel

/// Keys of ``Counters`` in the study file.
private let counterKeys = [
  "userSeconds", "systemSeconds", "runQueueSeconds", "diskWaitSeconds", "sleepSeconds",
  "voluntaryContextSwitches", "involuntaryContextSwitches", "migrations", "minorFaults",
  "majorFaults", "requestedReadBytes", "storageReadBytes",
]

extension Trial {
  /// Says why there are no totals: all that comes from workers that finished, together.
  mutating func markTotalsUnavailable(_ reason: String) {
    let totals =
      counterKeys + [
        "wallSeconds", "startupSeconds", "teardownSeconds", "startSkewSeconds", "check",
        "workDone", "readLatency", "held",
      ]
    for key in totals where unavailable[key] == nil { unavailable[key] = reason }
  }
}

extension WorkerRecord {
  /// Says why a worker gave no account of its work.
  mutating func markAllUnavailable(_ reason: String) {
    for key in counterKeys + ["wallSeconds", "startOffsetSeconds", "workDone"] {
      unavailable[key] = reason
    }
  }
}

extension EnvironmentRecord {
  /// Says why nothing is known of the machine during a trial.
  mutating func markAllUnavailable(_ reason: String) {
    for key in [
      "stealSeconds", "otherCPUSeconds", "loadAverage1", "cpuPressureSeconds",
      "ioPressureSeconds", "memoryPressureSeconds", "frequencyHertz",
    ] {
      unavailable[key] = reason
    }
  }
}
