package import ProfileModel
package import Text

/// A number of a trial that the report shows.
package enum Measure: CaseIterable, Sendable {
  case wall
  case startup
  case teardown
  case startSkew
  /// Start-up, wall and teardown together.
  case total
  /// CPU seconds per second of wall time, over all workers.
  case coresBusy
  case voluntarySwitches
  case involuntarySwitches
  /// Mean over the workers.
  case runQueueWait
  case migrations
  case peakRSS
  case peakPSS
  /// Units of work per second.
  case workRate
  /// Of a workload that reads: blocks per second.
  case readRate
  case requestedBytes
  case storageBytes
  case readLatencyP50
  case readLatencyP99
  case readLatencyP999
  case readLatencyMax

  package var unit: QuantityUnit {
    switch self {
    case .coresBusy, .migrations: .plain
    case .voluntarySwitches, .involuntarySwitches, .workRate, .readRate: .perSecond
    case .peakRSS, .peakPSS, .requestedBytes, .storageBytes: .bytes
    default: .seconds
    }
  }

  /// The key under which the findings estimate it.
  package var estimateKey: String {
    switch self {
    case .wall: "wallSeconds"
    case .startup: "startupSeconds"
    case .teardown: "teardownSeconds"
    case .startSkew: "startSkewSeconds"
    case .total: "totalSeconds"
    case .coresBusy: "coresBusy"
    case .voluntarySwitches: "voluntaryContextSwitchesPerSecond"
    case .involuntarySwitches: "involuntaryContextSwitchesPerSecond"
    case .runQueueWait: "runQueueSeconds"
    case .migrations: "migrations"
    case .peakRSS: "peakRSSBytes"
    case .peakPSS: "peakPSSBytes"
    case .workRate, .readRate: "workPerSecond"
    case .requestedBytes: "requestedReadBytes"
    case .storageBytes: "storageReadBytes"
    case .readLatencyP50: "readLatencyP50Seconds"
    case .readLatencyP99: "readLatencyP99Seconds"
    case .readLatencyP999: "readLatencyP999Seconds"
    case .readLatencyMax: "readLatencyMaxSeconds"
    }
  }

  /// What one unit of the estimate is worth here: the record's totals are sums over workers, its work is bytes.
  package func factor(of configuration: Configuration) -> Double? {
    switch self {
    case .runQueueWait: return 1 / Double(max(1, configuration.workers))
    case .readRate:
      guard let block = configuration.parameters["blockSizeBytes"]?.integerValue, block > 0
      else { return nil }
      return 1 / Double(block)
    default: return 1
    }
  }

  /// The study's keys that it is made from; their `unavailable` says why it is absent.
  package var sources: [String] {
    switch self {
    case .total: ["startupSeconds", "wallSeconds", "teardownSeconds"]
    case .coresBusy: ["userSeconds", "systemSeconds", "wallSeconds"]
    case .voluntarySwitches: ["voluntaryContextSwitches", "wallSeconds"]
    case .involuntarySwitches: ["involuntaryContextSwitches", "wallSeconds"]
    case .workRate, .readRate: ["workDone", "wallSeconds"]
    case .readLatencyP50, .readLatencyP99, .readLatencyP999, .readLatencyMax: ["readLatency"]
    default: [estimateKey]
    }
  }

  /// The value in one trial, in the estimate's unit; nil when a part of it could not be measured.
  package func value(of trial: Trial) -> Double? {
    switch self {
    case .wall: trial.wallSeconds
    case .startup: trial.startupSeconds
    case .teardown: trial.teardownSeconds
    case .startSkew: trial.startSkewSeconds
    case .total: Self.sum([trial.startupSeconds, trial.wallSeconds, trial.teardownSeconds])
    case .coresBusy: Self.perSecond(trial.counters.cpuSeconds, trial)
    case .voluntarySwitches: Self.perSecond(trial.counters.voluntaryContextSwitches, trial)
    case .involuntarySwitches: Self.perSecond(trial.counters.involuntaryContextSwitches, trial)
    case .runQueueWait: trial.counters.runQueueSeconds
    case .migrations: trial.counters.migrations.map { Double($0) }
    case .peakRSS: trial.peakRSSBytes.map { Double($0) }
    case .peakPSS: trial.peakPSSBytes.map { Double($0) }
    case .workRate, .readRate: Self.perSecond(trial.workDone, trial)
    case .requestedBytes: trial.counters.requestedReadBytes.map { Double($0) }
    case .storageBytes: trial.counters.storageReadBytes.map { Double($0) }
    case .readLatencyP50: trial.readLatency?.p50Seconds
    case .readLatencyP99: trial.readLatency?.p99Seconds
    case .readLatencyP999: trial.readLatency?.p999Seconds
    case .readLatencyMax: trial.readLatency?.maxSeconds
    }
  }

  private static func perSecond(_ amount: Double?, _ trial: Trial) -> Double? {
    guard let amount, let wall = trial.wallSeconds, wall > 0 else { return nil }
    return amount / wall
  }

  private static func perSecond(_ amount: UInt64?, _ trial: Trial) -> Double? {
    perSecond(amount.map { Double($0) }, trial)
  }

  private static func sum(_ parts: [Double?]) -> Double? {
    parts.reduce(0.0) { sum, part in
      guard let sum, let part else { return nil }
      return sum + part
    }
  }
}
