import Analysis
import ProfileModel

/// A worker as a trial would record it: shares of its wall time, and what the samples saw.
struct WorkerShape {
  var user = 0.0
  var system = 0.0
  var runQueue: Double? = 0
  var wall = 2.0
  var states: [String: Int] = [:]
  var lookouts = 0
  /// Accounted wait for storage, a share; nil when the kernel did not account it.
  var diskWait: Double?
  var switchesPerSecond = 0.0
  var pid = 100

  func record(_ index: Int, cpus: [Int]) -> WorkerRecord {
    var worker = WorkerRecord(
      index: index, pid: pid, tid: 200 + index, requestedCPUs: cpus, obtainedCPUs: cpus)
    worker.observedCPUs = cpus
    worker.wallSeconds = wall
    worker.states = states
    worker.lookoutSamples = lookouts
    worker.counters.userSeconds = user * wall
    worker.counters.systemSeconds = system * wall
    worker.counters.runQueueSeconds = runQueue.map { $0 * wall }
    worker.counters.diskWaitSeconds = diskWait.map { $0 * wall }
    worker.counters.voluntaryContextSwitches = UInt64(switchesPerSecond * wall)
    worker.counters.involuntaryContextSwitches = 0
    if runQueue == nil { worker.unavailable[.runQueueSeconds] = "no schedstat" }
    return worker
  }
}

/// A configuration's trials, made of worker shapes.
struct TrialShape {
  var workers: [WorkerShape]
  var strategy = Layout.threads
  /// CPUs that each worker may use.
  var cpus = [0, 1]
  var waits: [WaitRecord] = []
  var throttled: Double? = 0
  /// CPU time of other programs, cores.
  var otherCores: Double? = 0
  var tier = "workers"
  var workload = "task"

  var configuration: Configuration {
    workers.count == 1
      ? Fixture.configuration(.sequential, workload: workload)
      : Fixture.configuration(strategy(workers.count), workload: workload)
  }

  func trial(_ round: Int) -> Trial {
    var trial = Trial(configuration: configuration.id, round: round, position: 1)
    let wall = workers.map(\.wall).max() ?? 0
    trial.wallSeconds = wall
    trial.workers = workers.enumerated().map { $1.record($0, cpus: cpus) }
    trial.counters = Counters.sum(trial.workers.map(\.counters))
    trial.waits = waits
    trial.throttledSeconds = throttled
    if throttled == nil { trial.unavailable[.throttledSeconds] = "no cgroup" }
    trial.environment.otherCPUSeconds = otherCores.map { $0 * wall }
    trial.totalsTier = tier
    return trial
  }

  func study(rounds: Int = 3) -> Study {
    Fixture.study([configuration], trials: (1...rounds).map(trial))
  }

  func findings(rounds: Int = 3) -> Findings {
    Findings(of: study(rounds: rounds), named: "study.json")
  }
}

extension WaitRecord {
  /// A lock at which the given workers were seen, each in as many samples.
  static func lock(
    _ workers: [Int], samples: Int, at address: String = "0x7f00", in mapping: String? = "[heap]"
  ) -> WaitRecord {
    var record = WaitRecord(
      kind: .lock, process: 100, address: address, mapping: mapping,
      samples: samples * workers.count, maxWaiters: max(1, workers.count - 1))
    record.workers = workers.map { Waiter(worker: $0, samples: samples) }
    return record
  }

  /// The GIL of a Python whose runtime is mapped from `mapping`.
  static func interpreterLock(_ workers: [Int], samples: Int, freeThreaded: Bool = false)
    -> WaitRecord
  {
    var record = lock(workers, samples: samples, in: "/usr/bin/python3.11")
    record.symbol = "_PyRuntime"
    record.freeThreadedPython = freeThreaded
    return record
  }
}

/// Whether two figures are the same but for rounding.
func near(_ figure: Double?, _ expected: Double) -> Bool {
  figure.map { abs($0 - expected) < 1e-9 } ?? false
}
