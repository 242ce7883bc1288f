import ProfileModel

extension SampleStudy {
  /// What a configuration shows in each round, before the round's own deviation.
  private struct Typical {
    var wallSeconds: Double
    /// Shares of wall per worker.
    var user: Double
    var system: Double
    var runQueue: Double
    var voluntaryPerSecond: Double
    var involuntaryPerSecond: Double
    var bytesPerProcess: UInt64
  }

  private static func typical(_ configuration: Configuration) -> Typical {
    let processes = UInt64(configuration.processes)
    let base: UInt64 = configuration.workload == "cpu" ? 3_244_032 : 3_411_968
    let memory = base + (processes == 1 ? UInt64(configuration.workers - 1) * 41_000 : 0)
    switch (configuration.workload, configuration.strategy) {
    case ("cpu", .sequential):
      return Typical(
        wallSeconds: 1.0412, user: 0.994, system: 0.0012, runQueue: 0.0031,
        voluntaryPerSecond: 0, involuntaryPerSecond: 6.2, bytesPerProcess: memory)
    case ("cpu", _):
      return Typical(
        wallSeconds: processes == 1 ? 0.5402 : 0.5377, user: 0.981, system: 0.0021,
        runQueue: 0.0142, voluntaryPerSecond: 0, involuntaryPerSecond: 21.4,
        bytesPerProcess: memory)
    case (_, .sequential):
      return Typical(
        wallSeconds: 1.0244, user: 0.071, system: 0.214, runQueue: 0.0121,
        voluntaryPerSecond: 15_994, involuntaryPerSecond: 3.9, bytesPerProcess: memory)
    default:
      return Typical(
        wallSeconds: processes == 1 ? 0.6552 : 0.6584, user: 0.058, system: 0.197,
        runQueue: 0.0309, voluntaryPerSecond: 12_503, involuntaryPerSecond: 11.7,
        bytesPerProcess: memory)
    }
  }

  /// The round's deviation: a fixed pattern of ±1 %, and a slow first one.
  private static func deviation(round: Int, seed: Int) -> Double {
    let pattern = [
      0.031, 0.000, -0.0061, 0.0093, 0.0024, -0.0088, 0.0051, -0.0017, 0.0079, -0.0042, 0.0012,
    ]
    return 1 + pattern[round % pattern.count] * (1 + Double(seed % 3) * 0.21)
  }

  static func trial(of configuration: Configuration, round: Int, position: Int) -> Trial {
    let typical = typical(configuration)
    let wall =
      typical.wallSeconds
      * deviation(round: round, seed: configuration.workers + configuration.processes)
    var trial = Trial(
      configuration: configuration.id, round: max(1, round), position: position,
      warmup: round == 0)
    trial.wallSeconds = wall
    let count = Double(configuration.processes)
    trial.startupSeconds = 0.00231 * count + 0.00008 * Double(configuration.workers)
    trial.teardownSeconds = 0.00042 * count
    trial.startSkewSeconds = 0.0000114 * Double(configuration.workers)
    let pids = (0..<configuration.processes).map { 4700 + round * 10 + $0 }
    trial.workers = (0..<configuration.workers).map { index in
      worker(index, of: configuration, pids: pids, wall: wall, typical: typical)
    }
    trial.counters = Counters.sum(trial.workers.map(\.counters))
    trial.processes = pids.map { process($0, typical: typical, configuration: configuration) }
    trial.peakRSSBytes = UInt64(count) * typical.bytesPerProcess
    trial.peakPSSBytes = UInt64(count) * (typical.bytesPerProcess - 912_000)
    trial.sampling = sampling(wall: wall)
    trial.environment = environment(wall: wall, position: position)
    trial.held = true
    trial.sampleCoverage = 0.97
    trial.unavailable[.diskWaitSeconds] = diskWaitReason
    trial.unavailable[.peakGroupBytes] = noGroupReason
    trial.unavailable[.discardedOutputBytes] = "not applicable: only commands have output"
    for key in [Counters.CodingKeys.requestedWriteBytes, .storageWriteBytes] {
      trial.unavailable[key] = noWritesReason
    }
    trial.unavailable[.throttledSeconds] = "no CPU quota is set, so nothing is throttled"
    addWork(to: &trial, configuration: configuration)
    return trial
  }

  private static let noGroupReason = "not applicable: only a command has a cgroup of its own"
  private static let noWritesReason = "not applicable: the built-in workloads write nothing"
  private static let diskWaitReason =
    "kernel.task_delayacct is 0, so the kernel does not account disk wait; enable it before the run with: sudo sysctl kernel.task_delayacct=1"

  private static func addWork(to trial: inout Trial, configuration: Configuration) {
    if configuration.workload == "cpu" {
      trial.workDone = 4_000_000_000
      trial.workUnit = "additions"
      trial.check = Check(expected: "8000000002000000000", actual: "8000000002000000000")
      return
    }
    trial.workDone = 67_108_864
    trial.workUnit = "bytes"
    trial.check = Check(expected: "16384 blocks", actual: "16384 blocks")
    let slow = configuration.workers == 1 ? 1.0 : 1.28
    trial.readLatency = ReadLatency(
      p50Seconds: 0.0000587 * slow, p90Seconds: 0.0000721 * slow, p99Seconds: 0.000118 * slow,
      p999Seconds: 0.000402 * slow, maxSeconds: 0.00318 * slow, reads: 16384)
    trial.counters.requestedReadBytes = 67_108_864
    trial.counters.storageReadBytes = 67_108_864
    trial.waits = [
      WaitRecord(
        kind: .disk, process: nil, address: nil, mapping: nil, samples: 61, maxWaiters: 2)
    ]
  }

  private static func worker(
    _ index: Int, of configuration: Configuration, pids: [Int], wall: Double, typical: Typical
  ) -> WorkerRecord {
    let process = index / configuration.threadsPerProcess
    let own = wall * (1 - Double(index) * 0.002)
    var worker = WorkerRecord(
      index: index, pid: pids[process],
      tid: pids[process] + 100 * (index % configuration.threadsPerProcess),
      requestedCPUs: configuration.workerCPUs[index], obtainedCPUs: configuration.workerCPUs[index])
    worker.observedCPUs = configuration.workerCPUs[index]
    worker.wallSeconds = own
    worker.startOffsetSeconds = Double(index) * 0.0000114
    worker.counters.userSeconds = own * typical.user
    worker.counters.systemSeconds = own * typical.system
    worker.counters.runQueueSeconds = own * typical.runQueue
    worker.counters.sleepSeconds = own * (1 - typical.user - typical.system - typical.runQueue)
    worker.counters.voluntaryContextSwitches = UInt64(own * typical.voluntaryPerSecond)
    worker.counters.involuntaryContextSwitches = UInt64(own * typical.involuntaryPerSecond)
    worker.counters.migrations = 0
    worker.counters.minorFaults = 14
    worker.counters.majorFaults = 0
    worker.counters.requestedReadBytes =
      configuration.workload == "io" ? UInt64(67_108_864 / configuration.workers) : 0
    worker.counters.storageReadBytes = worker.counters.requestedReadBytes
    worker.states =
      configuration.workload == "io"
      ? ["running": 28, "disk": 61, "runnable": 2] : ["running": 98, "runnable": 1]
    worker.unavailable[.diskWaitSeconds] = diskWaitReason
    worker.unavailable[.requestedWriteBytes] = noWritesReason
    worker.unavailable[.storageWriteBytes] = noWritesReason
    return worker
  }

  private static func process(
    _ pid: Int, typical: Typical, configuration: Configuration
  ) -> ProcessRecord {
    var process = ProcessRecord(pid: pid)
    process.peakRSSBytes = typical.bytesPerProcess
    process.peakPSSBytes = typical.bytesPerProcess - 912_000
    process.startupSeconds = 0.00187
    var segments = Segments()
    segments.codeBytes = 1_466_368
    segments.dataBytes = 643_072
    segments.bssBytes = 16384
    segments.heapBytes = 221_184
    segments.stackBytes = 12288 * UInt64(configuration.threadsPerProcess)
    segments.anonymousBytes = 122_880
    segments.sharedMemoryBytes = 4096
    segments.otherBytes = 0
    segments.sharedBytes = 1_871_872
    segments.privateBytes = 626_688
    process.segments = segments
    return process
  }

  private static func sampling(wall: Double) -> SamplingRecord {
    var sampling = SamplingRecord(requestedIntervalSeconds: 0.01)
    sampling.samples = Int(wall / 0.01)
    sampling.achievedIntervalSeconds = 0.010004
    sampling.late = 1
    sampling.samplerCPUSeconds = wall * 0.0041
    sampling.pssBudget = 0.01
    sampling.pssSamples = Int(wall / 0.1)
    return sampling
  }

  private static func environment(wall: Double, position: Int) -> EnvironmentRecord {
    var environment = EnvironmentRecord()
    environment.stealSeconds = 0.01 * Double(position % 3)
    environment.otherCPUSeconds = wall * 0.012
    environment.loadAverage1 = 1.21
    environment.cpuPressureSeconds = wall * 0.018
    environment.ioPressureSeconds = wall * 0.004
    environment.memoryPressureSeconds = 0
    environment.unavailable[.frequencyHertz] =
      "this kernel offers no cpufreq directory (usual in a virtual machine)"
    return environment
  }
}
