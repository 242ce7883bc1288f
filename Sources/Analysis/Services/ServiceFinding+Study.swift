import ProfileModel
import Text

extension ServiceFinding {
  /// Medians over a configuration's trials; nil for what is no server, or was never measured.
  ///
  /// - Parameter busyHands: workers that have a request in hand at a mean instant; nil where that is not known.
  init?(
    _ configuration: Configuration, _ measured: MeasuredTrials, bound: Bound?, busyHands: Double?
  ) {
    guard let service = configuration.command?.service else { return nil }
    let trials = measured.trials(of: configuration.id)
    func median(_ value: (Trial) -> Double?) -> Double? { Sample(trials.compactMap(value))?.median }
    func share(_ trial: Trial, _ seconds: Double?, of cpus: [Int]) -> Double? {
      trial.perSecond(seconds).map { $0 / Double(max(1, cpus.count)) }
    }
    let server = median { share($0, $0.counters.cpuSeconds, of: service.serverCPUs) }
    guard let server else { return nil }
    let load = median { share($0, $0.service?.load?.cpuSeconds, of: service.loadCPUs) }
    let loadBusiest = median { trial in
      let load = trial.service?.load
      // On shared CPUs the wait is for the server too.
      return trial.perSecond(
        service.sharesCPUs ? load?.busiestThreadCPUSeconds : load?.busiestThreadSeconds)
    }
    let decision = ServiceDecision(
      server: server, load: load, loadBusiest: loadBusiest, bound: bound,
      workers: configuration.workers, busyHands: busyHands, service)
    self.init(
      configuration: configuration.id, limit: decision.limit, evidence: decision.evidence,
      lever: decision.lever)
    serverCPUShare = server
    loadCPUShare = load
    loadBusiestShare = loadBusiest
    cpuSecondsPerRequest = median { Self.cpuSecondsPerRequest(in: $0, configuration) }
    openRequests = median { Self.openRequests(in: $0, configuration) }
    connections = service.load.connections
    busiestWorkerShare = median {
      Self.busiestShare(in: $0, byProcess: configuration.processes > 1)
    }
    workers = configuration.workers
  }

  /// Requests a second; nil where the primary metric is no rate.
  private static func rate(in trial: Trial, _ configuration: Configuration) -> Double? {
    let metrics = configuration.command?.metrics ?? []
    return metrics.first { $0.isPrimary && $0.unit.hasSuffix("/s") }
      .flatMap { trial.metrics[$0.name] }
  }

  private static func cpuSecondsPerRequest(
    in trial: Trial, _ configuration: Configuration
  ) -> Double? {
    guard let rate = rate(in: trial, configuration), rate > 0 else { return nil }
    return trial.perSecond(trial.counters.cpuSeconds).map { $0 / rate }
  }

  private static func openRequests(in trial: Trial, _ configuration: Configuration) -> Double? {
    let metrics = configuration.command?.metrics ?? []
    guard let latency = metrics.first(where: { $0.name == "mean" || $0.reading == .mean }),
      let rate = rate(in: trial, configuration),
      let value = trial.metrics[latency.name], let size = MetricNumber.timeUnits[latency.unit]
    else { return nil }
    return rate * value * size
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
