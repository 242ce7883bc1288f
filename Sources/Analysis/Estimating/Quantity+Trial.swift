public import ProfileModel

extension Quantity {
  /// The quantity in one trial; nil when it could not be measured.
  public func value(in trial: Trial) -> Double? {
    guard let value = rawValue(in: trial), value.isFinite else { return nil }
    return value
  }

  /// Why a trial lacks the quantity, in the record's own words where it has some.
  public func reason(in trial: Trial) -> String {
    for key in sources {
      if let reason = trial.unavailable[key] ?? trial.environment.unavailable[key] { return reason }
    }
    return "not recorded"
  }

  /// The record's keys that the quantity is made from.
  private var sources: [String] {
    switch self {
    case .totalSeconds: ["totalSeconds", "startupSeconds", "wallSeconds", "teardownSeconds"]
    case .coresBusy: ["coresBusy", "userSeconds", "systemSeconds", "wallSeconds"]
    case .voluntaryContextSwitchesPerSecond: ["voluntaryContextSwitches", "wallSeconds"]
    case .involuntaryContextSwitchesPerSecond: ["involuntaryContextSwitches", "wallSeconds"]
    case .workPerSecond: ["workDone", "wallSeconds"]
    case .readLatencyP50Seconds, .readLatencyP99Seconds, .readLatencyP999Seconds,
      .readLatencyMaxSeconds:
      ["readLatency"]
    default: [rawValue]
    }
  }

  private func rawValue(in trial: Trial) -> Double? {
    switch self {
    case .wallSeconds, .startupSeconds, .teardownSeconds, .totalSeconds, .startSkewSeconds:
      time(in: trial)
    case .coresBusy, .voluntaryContextSwitchesPerSecond, .involuntaryContextSwitchesPerSecond,
      .workPerSecond:
      rate(in: trial)
    case .readLatencyP50Seconds: trial.readLatency?.p50Seconds
    case .readLatencyP99Seconds: trial.readLatency?.p99Seconds
    case .readLatencyP999Seconds: trial.readLatency?.p999Seconds
    case .readLatencyMaxSeconds: trial.readLatency?.maxSeconds
    case .throttledSeconds: trial.throttledSeconds
    case .peakRSSBytes: trial.peakRSSBytes.map { Double($0) }
    case .peakPSSBytes: trial.peakPSSBytes.map { Double($0) }
    case .stealSeconds: trial.environment.stealSeconds
    case .otherCPUSeconds: trial.environment.otherCPUSeconds
    default: counter(in: trial.counters)
    }
  }

  private func time(in trial: Trial) -> Double? {
    switch self {
    case .wallSeconds: return trial.wallSeconds
    case .startupSeconds: return trial.startupSeconds
    case .teardownSeconds: return trial.teardownSeconds
    case .startSkewSeconds: return trial.startSkewSeconds
    default:
      guard let startup = trial.startupSeconds, let wall = trial.wallSeconds,
        let teardown = trial.teardownSeconds
      else { return nil }
      return startup + wall + teardown
    }
  }

  private func rate(in trial: Trial) -> Double? {
    guard let wall = trial.wallSeconds, wall > 0 else { return nil }
    let amount: Double? =
      switch self {
      case .coresBusy: trial.counters.cpuSeconds
      case .voluntaryContextSwitchesPerSecond:
        trial.counters.voluntaryContextSwitches.map { Double($0) }
      case .involuntaryContextSwitchesPerSecond:
        trial.counters.involuntaryContextSwitches.map { Double($0) }
      default: trial.workDone.map { Double($0) }
      }
    return amount.map { $0 / wall }
  }

  private func counter(in counters: Counters) -> Double? {
    switch self {
    case .userSeconds: counters.userSeconds
    case .systemSeconds: counters.systemSeconds
    case .runQueueSeconds: counters.runQueueSeconds
    case .diskWaitSeconds: counters.diskWaitSeconds
    case .sleepSeconds: counters.sleepSeconds
    case .migrations: counters.migrations.map { Double($0) }
    case .minorFaults: counters.minorFaults.map { Double($0) }
    case .majorFaults: counters.majorFaults.map { Double($0) }
    case .requestedReadBytes: counters.requestedReadBytes.map { Double($0) }
    case .storageReadBytes: counters.storageReadBytes.map { Double($0) }
    default: nil
    }
  }
}
