import ProfileModel

/// The pictures, in the order of the report.
public enum PictureKind: String, Sendable, CaseIterable {
  /// Of all workloads together.
  case answer
  case distribution
  case latency
  case concurrency
  case ledger
  case scaling
  case timeline
  /// Of the nodes of a fleet.
  case fleet

  /// Whether the workload has what it shows at all; a picture that nobody can expect is not missed.
  func isExpected(of workload: WorkloadFacts) -> Bool {
    switch self {
    case .answer, .fleet: return false
    // What runs already is looked at for as long as was asked for.
    case .distribution: return workload.attached == nil
    case .ledger, .timeline: return true
    case .latency: return workload.readsFile || PercentilePlot.isExpected(of: workload)
    case .concurrency:
      return workload.configurations.contains { $0.measured.contains { $0.concurrency != nil } }
    case .scaling:
      let layouts = Dictionary(grouping: workload.configurations.map(\.configuration)) {
        $0.strategy
      }
      return !workload.scaling.isEmpty
        || layouts.values.contains { Set($0.map(\.workers)).count > 1 }
    }
  }

  func plot(
    _ workload: WorkloadFacts, _ study: Study, stem: String,
    samples: (Int) -> [TimelineSample]
  ) throws(PlotRefusal) -> Plot {
    let name = "\(rawValue)-\(stem)"
    switch self {
    case .answer, .fleet: return try AnswerPlot.plot([workload], name: name)
    case .distribution: return try DistributionPlot.plot(workload, name: name)
    case .latency:
      return workload.readsFile
        ? try LatencyPlot.plot(workload, name: name)
        : try PercentilePlot.plot(workload, name: name)
    case .concurrency: return try ConcurrencyPlot.plot(workload, name: name)
    case .ledger: return try LedgerPlot.plot(workload, name: name)
    case .scaling:
      let cpus = study.machine.summary.allowedCPUs
      return try ScalingPlot.plot(workload, cpus: cpus, name: name)
    case .timeline:
      return try TimelinePlot.plot(workload, study: study, name: name, samples: samples)
    }
  }
}
