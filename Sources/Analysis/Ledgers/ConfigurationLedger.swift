import ProfileModel

/// The ledgers of a configuration's trials, and their average.
struct ConfigurationLedger {
  let configuration: Configuration
  let trials: [TrialLedger]
  /// Samples of all workers in all trials.
  let samples: WaitCounts
  let ledger: Ledger

  /// Nil when no trial has a worker whose wall time and CPU time are known.
  init?(_ configuration: Configuration, _ measured: MeasuredTrials) {
    self.configuration = configuration
    var trials = measured.trials(of: configuration.id).map(TrialLedger.init)
    var samples = WaitCounts()
    for trial in trials { samples.add(trial.waits.pool) }
    for index in trials.indices { trials[index].split(with: samples) }
    self.trials = trials
    self.samples = samples
    guard let average = LedgerAverage(trials) else { return nil }
    ledger = average.ledger(configuration.id, samples: samples)
  }

  /// Whether threads come and go as they please: not the built-in workloads' workers.
  var isCommand: Bool { trials.contains { $0.trial.totalsTier != "workers" } }

  /// Samples of sleepers, of all threads and trials.
  var sleepers: Int {
    trials.flatMap(\.trial.workers).map { WaitCounts($0).asleep }.reduce(0, +)
  }

  /// Share of the samples of waits for storage that were for a flush; nil where none was counted.
  var flushShare: Double? {
    let waits = trials.flatMap(\.trial.waits).filter { $0.kind == .disk && $0.flushSamples != nil }
    let all = waits.map(\.samples).reduce(0, +)
    return all > 0 ? Double(waits.compactMap(\.flushSamples).reduce(0, +)) / Double(all) : nil
  }

  /// For what share of the time somebody on the machine waited for storage, as the kernel accounts it
  /// (`/proc/pressure/io`); nil where it does not.
  var storagePressure: Double? {
    mean { $0.trial.perSecond($0.trial.environment.ioPressureSeconds) }
  }

  /// Whether the few sleepers that were seen waited for storage all, and the kernel's account says so of the time.
  ///
  /// On a virtual machine whose hypervisor does both, a reading comes about only while no request is under way: of
  /// threads that slept for 60 % of the time 2 readings of 23 may tell.
  var isPressedByStorage: Bool {
    sleepers > 0 && samples[.disk] == samples.asleep
      && (storagePressure ?? 0) >= BoundThreshold.pressure * LedgerShares(ledger)[.disk]
  }

  /// Mean over the trials of something that a trial may lack.
  func mean(_ value: (TrialLedger) -> Double?) -> Double? {
    let values = trials.compactMap(value)
    return values.isEmpty ? nil : values.mean
  }
}
