/// One row of `samples.csv`: a worker at an instant; what was not read is nil.
public struct TimelineSample: Sendable, Equatable {
  /// Since the trial's first worker began.
  public var seconds: Double
  public var worker: Int
  public var tid: Int?
  /// State letter of `/proc/PID/task/TID/stat`.
  public var state: Character?
  public var cpu: Int?
  /// Since the thread began, seconds.
  public var onCPUSeconds: Double?
  public var runQueueSeconds: Double?
  public var voluntaryContextSwitches: Double?
  public var involuntaryContextSwitches: Double?
  /// Of the worker's process, on the row of its first worker.
  public var rssBytes: Double?
  public var pssBytes: Double?

  public init(seconds: Double, worker: Int) {
    self.seconds = seconds
    self.worker = worker
  }
}
