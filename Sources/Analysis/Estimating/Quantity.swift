/// What is estimated of each configuration.
///
/// The raw value is the key in `findings.json`: the study's own key where the study has it, with the unit in the name.
public enum Quantity: String, CaseIterable, Sendable {
  case wallSeconds
  case startupSeconds
  case teardownSeconds
  /// Start-up, wall and teardown together.
  case totalSeconds
  case startSkewSeconds
  case userSeconds
  case systemSeconds
  /// On-CPU seconds per second of wall time.
  case coresBusy
  case runQueueSeconds
  case throttledSeconds
  case diskWaitSeconds
  case sleepSeconds
  case voluntaryContextSwitchesPerSecond
  case involuntaryContextSwitchesPerSecond
  case migrations
  case minorFaults
  case majorFaults
  /// Units of work (`workUnit`) per second of wall time.
  case workPerSecond
  case requestedReadBytes
  case storageReadBytes
  case readLatencyP50Seconds
  case readLatencyP99Seconds
  case readLatencyP999Seconds
  case readLatencyMaxSeconds
  case peakRSSBytes
  case peakPSSBytes
  case stealSeconds
  case otherCPUSeconds

  /// `s`, `B`, `1/s`, `cores`, `1` for plain counts; work carries the trial's own unit, such as `additions/s`.
  public func unit(workUnit: String?) -> String {
    switch self {
    case .coresBusy: "cores"
    case .voluntaryContextSwitchesPerSecond, .involuntaryContextSwitchesPerSecond: "1/s"
    case .migrations, .minorFaults, .majorFaults: "1"
    case .workPerSecond: "\(workUnit ?? "units")/s"
    case .requestedReadBytes, .storageReadBytes, .peakRSSBytes, .peakPSSBytes: "B"
    default: "s"
    }
  }
}
