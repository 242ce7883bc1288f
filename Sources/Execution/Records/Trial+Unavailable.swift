import ProfileModel

extension Trial {
  /// Says why there are no totals: all that comes from workers that finished, together.
  mutating func markTotalsUnavailable(_ reason: String) {
    let totals: [CodingKeys] = [
      .wallSeconds, .startupSeconds, .teardownSeconds, .startSkewSeconds, .check, .workDone,
      .readLatency, .held,
    ]
    for key in totals { unavailable[key] = unavailable[key] ?? reason }
    for key in Counters.CodingKeys.allCases { unavailable[key] = unavailable[key] ?? reason }
  }
}

extension WorkerRecord {
  /// Says why a worker gave no account of its work.
  mutating func markAllUnavailable(_ reason: String) {
    for key in [CodingKeys.wallSeconds, .startOffsetSeconds, .workDone] {
      unavailable[key] = reason
    }
    for key in Counters.CodingKeys.allCases { unavailable[key] = reason }
  }
}

extension EnvironmentRecord {
  /// Says why nothing is known of the machine during a trial.
  mutating func markAllUnavailable(_ reason: String) {
    for key in CodingKeys.allCases where key != .unavailable {
      unavailable[key] = reason
    }
  }
}
