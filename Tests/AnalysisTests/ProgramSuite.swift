import Analysis
import ProfileModel
import Testing

/// Suites about programs of many threads, and what binds them.
protocol ProgramSuite {}

extension ProgramSuite {
  /// The record of a trial of 2 s with so many cores busy, and what all waited for while none was.
  func concurrency(
    awake: Double, cores: Double, idle: [String: Double] = [:], ready: [Int] = []
  ) -> ConcurrencyRecord {
    var record = ConcurrencyRecord()
    record.seconds = 2
    record.cpuSeconds = 2 * cores
    record.leastAwakeSeconds = 2 * awake
    record.mostAwakeSeconds = 2 * awake
    record.busySeconds = [2 * (1 - awake), 2 * awake]
    record.readyReadings = ready
    record.idleSeconds = idle.mapValues { 2 * (1 - awake) * $0 }
    return record
  }

  func bound(_ shape: TrialShape, _ record: ConcurrencyRecord?) throws -> Bound {
    var study = shape.study()
    study.machine.summary.allowedCPUs = 2
    for index in study.trials.indices { study.trials[index].concurrency = record }
    return try #require(Findings(of: study, named: "study.json").bounds.first)
  }
}
