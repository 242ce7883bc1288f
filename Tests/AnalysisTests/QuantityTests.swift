import Analysis
import ProfileModel
import Testing

@Suite struct QuantityTests {
  /// A trial in which every figure is known and none is like another.
  static var trial: Trial {
    var trial = Trial(configuration: "cpu/thread-2/core", round: 1, position: 1)
    trial.wallSeconds = 2
    trial.startupSeconds = 0.25
    trial.teardownSeconds = 0.125
    trial.startSkewSeconds = 0.0625
    trial.workDone = 4_000_000_000
    trial.workUnit = "additions"
    trial.counters.userSeconds = 3
    trial.counters.systemSeconds = 0.5
    trial.counters.runQueueSeconds = 0.375
    trial.counters.diskWaitSeconds = 0.1875
    trial.counters.sleepSeconds = 0.75
    trial.counters.voluntaryContextSwitches = 14
    trial.counters.involuntaryContextSwitches = 18
    trial.counters.migrations = 5
    trial.counters.minorFaults = 77
    trial.counters.majorFaults = 3
    trial.counters.requestedReadBytes = 67_108_864
    trial.counters.storageReadBytes = 67_112_960
    trial.peakRSSBytes = 5_242_880
    trial.peakPSSBytes = 3_145_728
    trial.throttledSeconds = 0.03125
    trial.environment.stealSeconds = 0.01
    trial.environment.otherCPUSeconds = 0.02
    trial.readLatency = ReadLatency(
      p50Seconds: 1e-4, p90Seconds: 2e-4, p99Seconds: 3e-4, p999Seconds: 4e-4, maxSeconds: 5e-4,
      reads: 100)
    return trial
  }

  static let expected: [(Quantity, Double, String)] = [
    (.wallSeconds, 2, "s"), (.startupSeconds, 0.25, "s"), (.teardownSeconds, 0.125, "s"),
    (.totalSeconds, 2.375, "s"), (.startSkewSeconds, 0.0625, "s"), (.userSeconds, 3, "s"),
    (.systemSeconds, 0.5, "s"), (.coresBusy, 1.75, "cores"), (.runQueueSeconds, 0.375, "s"),
    (.throttledSeconds, 0.03125, "s"), (.diskWaitSeconds, 0.1875, "s"), (.sleepSeconds, 0.75, "s"),
    (.voluntaryContextSwitchesPerSecond, 7, "1/s"),
    (.involuntaryContextSwitchesPerSecond, 9, "1/s"), (.migrations, 5, "1"),
    (.minorFaults, 77, "1"), (.majorFaults, 3, "1"), (.workPerSecond, 2e9, "additions/s"),
    (.requestedReadBytes, 67_108_864, "B"), (.storageReadBytes, 67_112_960, "B"),
    (.readLatencyP50Seconds, 1e-4, "s"), (.readLatencyP99Seconds, 3e-4, "s"),
    (.readLatencyP999Seconds, 4e-4, "s"), (.readLatencyMaxSeconds, 5e-4, "s"),
    (.peakRSSBytes, 5_242_880, "B"), (.peakPSSBytes, 3_145_728, "B"), (.stealSeconds, 0.01, "s"),
    (.otherCPUSeconds, 0.02, "s"),
  ]

  @Test func `each quantity is the trial's own figure, in its unit`() {
    #expect(Self.expected.map(\.0) == Quantity.estimated)
    for (quantity, value, unit) in Self.expected {
      #expect(quantity.value(in: Self.trial) == value, "\(quantity.key)")
      #expect(quantity.unitText(workUnit: Self.trial.workUnit) == unit, "\(quantity.key)")
    }
  }

  @Test func `an empty trial has no figure at all, and a reason for each`() {
    var trial = Trial(configuration: "cpu/thread-2/core", round: 1, position: 1)
    trial.unavailable[.userSeconds] = "the worker was gone"
    trial.environment.unavailable[.stealSeconds] = "no /proc/stat"
    for quantity in Quantity.all { #expect(quantity.value(in: trial) == nil, "\(quantity.key)") }
    #expect(Quantity.coresBusy.reason(in: trial) == "the worker was gone")
    #expect(Quantity.stealSeconds.reason(in: trial) == "no /proc/stat")
    #expect(Quantity.wallSeconds.reason(in: trial) == "not recorded")
  }
}
