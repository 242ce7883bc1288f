import ProfileModel
import Text

extension ServiceFinding {
  /// Nil for what is no server, or was never measured.
  init?(_ configuration: Configuration, _ trials: MeasuredTrials, bound: Bound?) {
    guard let spec = configuration.command, let service = spec.service,
      let use = ServiceUse(configuration, service, trials.trials(of: configuration.id))
    else { return nil }
    let decision = ServiceDecision(use, bound: bound, workers: configuration.workers, service)
    self.init(
      configuration: configuration.id, limit: decision.limit, evidence: decision.evidence,
      lever: decision.lever)
    serverCPUShare = use.server
    loadCPUShare = use.load
    loadBusiestShare = use.loadBusiest
    cpuSecondsPerRequest = use.cpuSecondsPerRequest
    openRequests = use.openRequests
    connections = service.load.connections
    busiestWorkerShare = use.busiestWorker
    workers = configuration.workers
  }
}

/// How much of the CPUs server and load used: medians over a configuration's trials.
struct ServiceUse {
  let server: Double
  /// Nil where no trial tells of the load.
  let load: Double?
  let loadBusiest: Double?
  let cpuSecondsPerRequest: Double?
  let openRequests: Double?
  let busiestWorker: Double?

  /// Nil without a measured trial.
  init?(_ configuration: Configuration, _ service: ServiceSpec, _ trials: [Trial]) {
    let metrics = configuration.command?.metrics ?? []
    let rate = metrics.first { $0.isPrimary && $0.unit.hasSuffix("/s") }
    let latency = metrics.first { metric in
      metric.name == "mean" || metric.reading == .mean
    }
    let median = { (value: (Trial) -> Double?) in Sample(trials.compactMap(value))?.median }
    let share = { (seconds: Double?, trial: Trial, cpus: Int) in
      trial.perSecond(seconds).map { $0 / Double(max(1, cpus)) }
    }
    guard
      let server = median({ share($0.counters.cpuSeconds, $0, service.serverCPUs.count) })
    else { return nil }
    self.server = server
    load = median { share($0.service?.load?.cpuSeconds, $0, service.loadCPUs.count) }
    loadBusiest = median { trial in
      let load = trial.service?.load
      // On shared CPUs the wait is for the server too.
      return share(
        service.sharesCPUs ? load?.busiestThreadCPUSeconds : load?.busiestThreadSeconds, trial, 1)
    }
    cpuSecondsPerRequest = median { trial in
      guard let rate = rate.flatMap({ trial.metrics[$0.name] }), rate > 0 else { return nil }
      return trial.perSecond(trial.counters.cpuSeconds).map { $0 / rate }
    }
    openRequests = median { trial in
      guard let rate = rate.flatMap({ trial.metrics[$0.name] }), let latency,
        let value = trial.metrics[latency.name],
        let size = MetricNumber.timeUnits[latency.unit]
      else { return nil }
      return rate * value * size
    }
    busiestWorker = median { Self.busiestShare(in: $0, byProcess: configuration.processes > 1) }
  }

  private static func busiestShare(in trial: Trial, byProcess: Bool) -> Double? {
    var seconds: [Int: Double] = [:]
    for worker in trial.workers {
      seconds[byProcess ? worker.pid : worker.tid, default: 0] += worker.counters.cpuSeconds ?? 0
    }
    // In a fixed order, so that equal studies give equal digits.
    let sorted = seconds.values.sorted()
    let all = sorted.reduce(0, +)
    guard all > 0, let most = sorted.last else { return nil }
    return most / all
  }
}
