import ProfileModel
import Text

extension Plan {
  /// What will happen as asked, but perhaps not as meant.
  ///
  /// - Parameter isQuotaMeant: whether the CPU quota is one that was asked for.
  static func warnings(
    about layouts: [Layout], _ placements: [Placement], on machine: MachineDescription,
    isQuotaMeant: Bool
  ) -> [String] {
    [
      isQuotaMeant ? nil : quotaWarning(layouts, machine), isolationWarning(placements, machine),
      nodeWarning(placements, machine), unknownNodeWarning(placements, machine),
    ].compactMap { $0 }
  }

  /// Nodes over which `node` cannot take turns, because no worker may run there.
  private static func nodeWarning(
    _ placements: [Placement], _ machine: MachineDescription
  ) -> String? {
    let allowed = Set(machine.allowedCPUs)
    let usable = machine.domains(.node).filter { !allowed.isDisjoint(with: $0.cpus) }.map(\.id)
    let empty = machine.nodes.map(\.id).filter { !usable.contains($0) }
    guard !empty.isEmpty && placements.contains(where: { $0.policy == .node }) else { return nil }
    return
      "\(ListText.named("Node", empty)) without an allowed CPU: "
      + "--pin node goes round \(ListText.named("node", usable)) only."
  }

  /// CPUs of unknown nodes among those that are taken by nodes, among other domains.
  private static func unknownNodeWarning(
    _ placements: [Placement], _ machine: MachineDescription
  ) -> String? {
    let unknown = Set(machine.cpusOfUnknownNode).intersection(machine.allowedCPUs)
    let words = placements.filter { $0.policy == .spread || $0.policy == .compact }.map(\.text)
    guard let first = words.first, !unknown.isEmpty else { return nil }
    return
      "The node of \(ListText.named("CPU", unknown)) is unknown "
      + "(\(machine.reasonOfUnknownNode)): --pin \(first) takes them for a node of their own."
  }

  private static func quotaWarning(
    _ layouts: [Layout], _ machine: MachineDescription
  ) -> String? {
    guard let quota = machine.cpuQuotaCores, let most = layouts.map(\.workers).max(),
      Double(most) > quota
    else { return nil }
    let quotaText = "The CPU quota of this cgroup is \(ListText.counted(amount: quota, "core")): "
    let fitting = machine.defaultWorkerCount
    guard most > 1 else {
      return quotaText + "even one busy worker will be throttled; raise cpu.max."
    }
    guard most > fitting else {
      return quotaText + "\(fitting) workers can use it up, and are stopped for part of the time."
    }
    return quotaText + "up to \(NumberText.count(most)) workers will be throttled; "
      + "raise cpu.max, or ask for at most \(fitting)."
  }

  private static func isolationWarning(
    _ placements: [Placement], _ machine: MachineDescription
  ) -> String? {
    let isolated = machine.cpus.filter { $0.online && $0.allowed && $0.isolated }.map(\.id)
    guard !isolated.isEmpty && placements.contains(where: { $0.policy == .none }) else {
      return nil
    }
    return
      "The scheduler does not move workers between isolated CPUs (here \(isolated.idList)): "
      + "with --pin none all may stay on one; pin them instead, one CPU per worker."
  }
}
