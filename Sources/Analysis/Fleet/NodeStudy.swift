public import ProfileModel
import Text

/// What a fleet keeps of one node's study: figures and conclusions, not the trials.
public struct NodeStudy: Sendable {
  /// The study's file, as it was named.
  public let path: String
  /// The node's name.
  public let node: String
  let createdAt: String
  let version: Int
  let toolVersion: String
  /// The nodes of the same job, as its scheduler writes them.
  public let jobNodes: String?
  let bootID: String?
  let signature: MachineSignature
  let machineWords: String
  /// What distinguishes machines of one kind.
  let settings: [MachineSignature.Fact]
  let design: StudyDesign
  let configurations: [Configuration]
  /// Units of work by configuration.
  let workUnits: [String: String]
  /// For each configuration a trial of medians over its trials, and one over the reference's twins.
  let medians: [Trial]
  /// What decides, in the order of rounds, by configuration.
  let values: [String: [Double]]
  let verdicts: [Verdict]
  /// What binds the best configurations.
  let bounds: [Bound]
  let doctor: [DoctorFinding]
  /// Measured trials that failed or answered wrong, of how many.
  let failures: Int
  let trials: Int
  let firstFailure: String?

  /// From a study whole or condensed.
  public init(_ study: Study, path: String) {
    self.path = path
    node = study.node
    createdAt = study.createdAt
    version = study.version
    toolVersion = study.toolVersion
    jobNodes = study.scheduler?.nodes
    bootID = study.machine.bootID
    signature = MachineSignature(study.machine)
    machineWords = MachineSignature.words(study.machine)
    settings = Oddity.settings(of: study.machine)
    design = study.design
    configurations = study.configurations
    let measured = MeasuredTrials(study)
    var units: [String: String] = [:]
    var values: [String: [Double]] = [:]
    for configuration in study.configurations {
      let trials = measured.trials(of: configuration.id)
      units[configuration.id] = trials.compactMap(\.workUnit).first
      values[configuration.id] = measured.values(
        of: configuration.id, study.deciding(for: configuration.comparisonName))
    }
    workUnits = units
    self.values = values
    medians = study.configurations.flatMap { configuration in
      [measured.trials(of: configuration.id), measured.twins(of: configuration.id)]
        .compactMap { Trial(mediansOf: $0, metrics: configuration.metrics) }
    }
    let findings = Findings(summarising: study)
    verdicts = findings.verdicts
    bounds = findings.bounds
    doctor = Doctor.examine(study)
    let counted = study.trials.filter { !$0.warmup && !$0.replaced }
    let failed = counted.filter { !$0.isSound && $0.outcome != .interrupted }
    trials = counted.count
    failures = failed.count
    firstFailure = failed.first.map { $0.failure ?? "its answer was wrong" }
  }

  /// Workloads in the order of their first configuration.
  var workloads: [String] { configurations.map(\.comparisonName).unique }

  /// Whether it was ended before it was whole.
  var isPartial: Bool {
    design.stoppedBy == nil || design.stoppedBy == "interrupted" || design.stoppedBy == "failed"
  }
}

extension Trial {
  /// What decides of several trials, as one; nil without any.
  fileprivate init?(mediansOf trials: [Trial], metrics: [Quantity]) {
    guard let first = trials.first else { return nil }
    self.init(configuration: first.configuration, round: 1, position: 1, twin: first.twin)
    func median(_ quantity: Quantity) -> Double? {
      Sample(trials.compactMap { quantity.value(in: $0) })?.median
    }
    wallSeconds = median(.wallSeconds)
    peakPSSBytes = median(.peakPSSBytes).map { UInt64(max(0, Int(clamping: $0))) }
    workUnit = first.workUnit
    for metric in metrics {
      self.metrics[Quantity.metricName(metric.key)] = median(metric)
    }
  }
}
