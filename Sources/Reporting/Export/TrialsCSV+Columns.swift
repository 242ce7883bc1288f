import ProfileModel
import Text

extension TrialsCSV {
  static let columns: [Column] = identity + times + counts + memory + reads + evidence

  private static let identity: [Column] = [
    Column("order") { CSVText.cell($0.order) },
    Column("configuration") { CSVText.cell($0.configuration.id) },
    Column("workload") { CSVText.cell($0.configuration.workload) },
    Column("strategy") { $0.configuration.strategy.rawValue },
    Column("processes") { CSVText.cell($0.configuration.processes) },
    Column("threadsPerProcess") { CSVText.cell($0.configuration.threadsPerProcess) },
    Column("workers") { CSVText.cell($0.configuration.workers) },
    Column("pin") { CSVText.cell($0.configuration.pin) },
    Column("parameters") { row in
      CSVText.cell(
        row.configuration.parameters.sorted { $0.key < $1.key }
          .map { "\($0.key)=\($0.value)" }.joined(separator: ";"))
    },
    Column("round") { CSVText.cell($0.trial.round) },
    Column("position") { CSVText.cell($0.trial.position) },
    Column("warmup") { CSVText.cell($0.trial.warmup) },
    Column("twin") { CSVText.cell($0.trial.twin) },
    Column("outcome") { $0.trial.outcome.rawValue },
    Column("failure") { $0.trial.failure.map { CSVText.cell($0) } ?? "" },
    Column("correct") { CSVText.cell($0.trial.check?.correct) },
  ]

  private static let times: [Column] = [
    Column("wallSeconds") { CSVText.cell($0.trial.wallSeconds) },
    Column("startupSeconds") { CSVText.cell($0.trial.startupSeconds) },
    Column("teardownSeconds") { CSVText.cell($0.trial.teardownSeconds) },
    Column("startSkewSeconds") { CSVText.cell($0.trial.startSkewSeconds) },
    Column("userSeconds") { CSVText.cell($0.trial.counters.userSeconds) },
    Column("systemSeconds") { CSVText.cell($0.trial.counters.systemSeconds) },
    Column("runQueueSeconds") { CSVText.cell($0.trial.counters.runQueueSeconds) },
    Column("throttledSeconds") { CSVText.cell($0.trial.throttledSeconds) },
    Column("diskWaitSeconds") { CSVText.cell($0.trial.counters.diskWaitSeconds) },
    Column("sleepSeconds") { CSVText.cell($0.trial.counters.sleepSeconds) },
  ]

  private static let counts: [Column] = [
    Column("workDone") { CSVText.cell($0.trial.workDone) },
    Column("workUnit") { $0.trial.workUnit.map { CSVText.cell($0) } ?? "" },
    Column("voluntaryContextSwitches") { CSVText.cell($0.trial.counters.voluntaryContextSwitches) },
    Column("involuntaryContextSwitches") {
      CSVText.cell($0.trial.counters.involuntaryContextSwitches)
    },
    Column("migrations") { CSVText.cell($0.trial.counters.migrations) },
    Column("minorFaults") { CSVText.cell($0.trial.counters.minorFaults) },
    Column("majorFaults") { CSVText.cell($0.trial.counters.majorFaults) },
  ]

  private static let memory: [Column] = [
    Column("peakRSSBytes") { CSVText.cell($0.trial.peakRSSBytes) },
    Column("peakPSSBytes") { CSVText.cell($0.trial.peakPSSBytes) },
  ]

  private static let reads: [Column] = [
    Column("requestedReadBytes") { CSVText.cell($0.trial.counters.requestedReadBytes) },
    Column("storageReadBytes") { CSVText.cell($0.trial.counters.storageReadBytes) },
    Column("reads") { CSVText.cell($0.trial.readLatency?.reads) },
    Column("readLatencyP50Seconds") { CSVText.cell($0.trial.readLatency?.p50Seconds) },
    Column("readLatencyP90Seconds") { CSVText.cell($0.trial.readLatency?.p90Seconds) },
    Column("readLatencyP99Seconds") { CSVText.cell($0.trial.readLatency?.p99Seconds) },
    Column("readLatencyP999Seconds") { CSVText.cell($0.trial.readLatency?.p999Seconds) },
    Column("readLatencyMaxSeconds") { CSVText.cell($0.trial.readLatency?.maxSeconds) },
  ]

  private static let evidence: [Column] = [
    Column("held") { CSVText.cell($0.trial.held) },
    Column("stealSeconds") { CSVText.cell($0.trial.environment.stealSeconds) },
    Column("otherCPUSeconds") { CSVText.cell($0.trial.environment.otherCPUSeconds) },
    Column("loadAverage1") { CSVText.cell($0.trial.environment.loadAverage1) },
    Column("cpuPressureSeconds") { CSVText.cell($0.trial.environment.cpuPressureSeconds) },
    Column("ioPressureSeconds") { CSVText.cell($0.trial.environment.ioPressureSeconds) },
    Column("memoryPressureSeconds") { CSVText.cell($0.trial.environment.memoryPressureSeconds) },
    Column("frequencyHertz") { CSVText.cell($0.trial.environment.frequencyHertz) },
    Column("samples") { CSVText.cell($0.trial.sampling?.samples) },
    Column("lateSamples") { CSVText.cell($0.trial.sampling?.late) },
    Column("samplerCPUSeconds") { CSVText.cell($0.trial.sampling?.samplerCPUSeconds) },
    Column("disturbed") { CSVText.cell($0.trial.disturbed) },
    Column("replaced") { CSVText.cell($0.trial.replaced) },
    Column("retryOf") { CSVText.cell($0.trial.retryOf) },
    Column("totalsTier") { CSVText.cell($0.trial.totalsTier) },
    Column("exitStatus") { CSVText.cell($0.trial.exitStatus) },
  ]
}
