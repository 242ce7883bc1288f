public import ProfileModel
public import Text

/// What `profile workloads` tells, for a terminal: a pure function.
public struct WorkloadsText: Sendable {
  private let workloads: [WorkloadDescription]

  public init(_ workloads: [WorkloadDescription]) {
    self.workloads = workloads
  }

  /// A paragraph per workload, its parameters below it; with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    for workload in workloads {
      text.space()
      text.paragraph(
        "  " + OutsideText.line(workload.summary), hanging: 2,
        lead: (OutsideText.line(workload.name), .bold))
      text.paragraph(OutsideText.line(origin(workload)), indent: 2, hanging: 4)
      for parameter in workload.parameters {
        text.paragraph(
          OutsideText.line(Self.line(parameter)), indent: 4, hanging: 6,
          lead: (OutsideText.line(parameter.option), .plain))
      }
    }
    return text.text
  }

  private func origin(_ workload: WorkloadDescription) -> String {
    let strategies = ListText.and(workload.strategies.map(\.rawValue))
    return "\(strategies); \(workload.file ?? "built in")"
  }

  private static func line(_ parameter: WorkloadDescription.Parameter) -> String {
    let choices =
      parameter.choices.isEmpty ? "" : " Choices: \(parameter.choices.joined(separator: ", "))."
    let summary = parameter.summary.isEmpty ? "" : "  \(parameter.summary)"
    return "\(summary)\(choices) (default: \(parameter.defaultValue))"
  }
}
