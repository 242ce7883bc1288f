package import Planning
import ProfileModel
package import Text

/// Who runs where, as text: whole for `--dry-run`, a line per configuration before a run.
package struct PlanTable {
  private let plan: Plan
  private let arrow: String

  /// A line before a run names at most so many workers.
  private static let mostNamed = 16

  package init(_ plan: Plan, style: TerminalStyle) {
    self.plan = plan
    arrow = style.unicode ? "→" : "->"
  }

  /// A row per worker.
  package func whole() -> String {
    var lines = [
      "\(ListText.counted(plan.configurations.count, "configuration")), seed \(plan.seed); "
        + "workers where none are asked for (N): \(plan.defaultWorkers)"
    ]
    for configuration in plan.configurations {
      lines += ["", "\(configuration.id)\(memory(configuration))"]
      lines += (configuration.command?.commands ?? []).map { "  $ \(ShellText.command($0))" }
      for (worker, cpus) in configuration.workerCPUs.enumerated() {
        // Process by process, thread by thread.
        let process = worker / max(1, configuration.threadsPerProcess)
        lines.append(
          "  worker \(worker)  process \(process)  \(arrow)  \(ListText.named("CPU", cpus))")
      }
    }
    if !plan.notes.isEmpty { lines += [""] + plan.notes }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line per configuration, and what becomes of their CPUs.
  package func compact() -> [String] {
    plan.configurations.map { configuration in
      let workers = configuration.workerCPUs
      let named = workers.prefix(Self.mostNamed).enumerated().map {
        "worker \($0) on \(ListText.named("CPU", $1))"
      }
      let rest = workers.count - named.count
      let more = rest > 0 ? " and \(ListText.counted(rest, "more worker"))" : ""
      return
        "\(configuration.id): \(named.joined(separator: ", "))\(more)\(memory(configuration))"
    } + plan.notes
  }

  private func memory(_ configuration: Configuration) -> String {
    configuration.memoryPolicy == .standard ? "" : "  memory \(configuration.memoryPolicy)"
  }
}
