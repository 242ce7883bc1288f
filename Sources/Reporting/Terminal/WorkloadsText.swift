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
    TerminalRenderer(style).page(workloads.map(Self.entry))
  }

  private static func entry(_ workload: WorkloadDescription) -> Block {
    let strategies = ListText.and(workload.strategies.map(\.rawValue))
    let parameters = workload.parameters.map { parameter in
      Block.paragraph([.lead(parameter.option, .plain), .text(line(parameter))])
    }
    return .entry(
      [.lead(workload.name, .bold), .text("  \(workload.summary)")],
      [
        .entry(
          [.lead("\(strategies);", .plain), .text(" \(workload.file ?? "built in")")], parameters)
      ])
  }

  private static func line(_ parameter: WorkloadDescription.Parameter) -> String {
    let choices =
      parameter.choices.isEmpty ? "" : " Choices: \(parameter.choices.joined(separator: ", "))."
    let summary = parameter.summary.isEmpty ? "" : "  \(parameter.summary)"
    return "\(summary)\(choices) (default: \(parameter.defaultValue))"
  }
}
