import Analysis
package import ProfileModel

/// A study and its findings, arranged as the report looks at them: by workload and configuration.
///
/// Numbers only; no text but names.
package struct StudyFacts: Sendable {
  package let study: Study
  package let findings: Findings
  package private(set) var workloads: [WorkloadFacts]
  /// Where the study lies, as it is to be named; nil where that is not known, as in a report that may be moved.
  package let folder: String?

  package init(study: Study, findings: Findings, folder: String? = nil) {
    self.folder = folder
    self.study = study
    self.findings = findings
    let trials = Dictionary(grouping: study.trials, by: \.configuration)
    let measured = MeasuredTrials(study)
    let estimates = Dictionary(grouping: findings.estimates, by: \.configuration)
    workloads = study.workloads.map { name in
      let configurations = study.configurations(of: name)
      let labels = Names.labels(of: configurations)
      return WorkloadFacts(
        name: name,
        configurations: zip(configurations, labels).map { configuration, label in
          ConfigurationFacts(
            configuration: configuration, label: label,
            trials: trials[configuration.id] ?? [],
            measured: measured.trials(of: configuration.id),
            estimates: estimates[configuration.id] ?? [], findings: findings)
        },
        verdict: findings.verdicts.first { $0.workload == name },
        noiseFloor: findings.noiseFloor.first { $0.workload == name },
        scaling: findings.scaling.filter { $0.workload == name },
        attached: findings.attachments.first { finding in
          configurations.contains { $0.id == finding.configuration }
        })
    }
  }

  /// Gives configurations their links, by id.
  mutating func link(_ links: [String: Link]) {
    for workload in workloads.indices {
      for index in workloads[workload].configurations.indices {
        let id = workloads[workload].configurations[index].configuration.id
        workloads[workload].configurations[index].link = links[id]
      }
    }
  }

  /// Whether what it measured was running already.
  var isAttached: Bool { study.configurations.contains { $0.attached != nil } }

  /// What one measured execution is called, and one of each.
  var trialNoun: String { study.configurations.first?.trialNoun ?? "trial" }
  var roundNoun: String { study.configurations.first?.roundNoun ?? "round" }

  package var configurations: [ConfigurationFacts] { workloads.flatMap(\.configurations) }

  /// Each configuration with its workload, as tables over all of them have rows.
  var rows: [Row] {
    workloads.flatMap { workload in workload.configurations.map { (workload, $0) } }
  }

  typealias Row = (workload: WorkloadFacts, facts: ConfigurationFacts)

  /// The columns that tell whose a row is.
  static var names: [Table.Field<Row>] {
    [.left("workload") { $0.workload.name }, .left("strategy") { $0.facts.cell }]
  }
}
