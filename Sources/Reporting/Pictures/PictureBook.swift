public import ProfileModel

/// All pictures that a study is good for, and why others are missing.
///
/// Pure: scripts and data; the caller writes them and runs gnuplot.
public struct PictureBook: Sendable {
  public let plots: [Plot]
  public let refusals: [PlotRefusal]

  /// - Parameter samples: the samples of a trial, by its place in the study's `trials`; empty where there are none.
  public init(study: Study, findings: Findings, samples: (Int) -> [TimelineSample] = { _ in [] }) {
    let facts = StudyFacts(study: study, findings: findings)
    var plots: [Plot] = []
    var refusals: [PlotRefusal] = []
    for (workload, stem) in zip(facts.workloads, Self.stems(facts.workloads.map(\.name))) {
      for kind in Kind.allCases {
        do {
          plots.append(try kind.plot(workload, study, stem: stem, samples: samples))
        } catch {
          refusals.append(error)
        }
      }
    }
    self.plots = plots
    self.refusals = refusals
  }

  /// Parts of file names; names that differ may have one stem, so later ones are numbered.
  private static func stems(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      let stem = GnuplotText.stem(name)
      counts[stem, default: 0] += 1
      let count = counts[stem] ?? 1
      return count == 1 ? stem : "\(stem)-\(count)"
    }
  }

  /// The pictures of one workload, in the order of the report.
  private enum Kind: String, CaseIterable {
    case distribution
    case ledger
    case scaling
    case latency
    case timeline

    func plot(
      _ workload: WorkloadFacts, _ study: Study, stem: String,
      samples: (Int) -> [TimelineSample]
    ) throws(PlotRefusal) -> Plot {
      let name = "\(rawValue)-\(stem)"
      switch self {
      case .distribution: return try DistributionPlot.plot(workload, name: name)
      case .ledger: return try LedgerPlot.plot(workload, name: name)
      case .scaling:
        let cpus = study.machine.summary.allowedCPUs
        return try ScalingPlot.plot(workload, cpus: cpus, name: name)
      case .latency: return try LatencyPlot.plot(workload, name: name)
      case .timeline:
        return try TimelinePlot.plot(workload, study: study, name: name, samples: samples)
      }
    }
  }
}
