import ProfileModel

extension DomainTerm {
  /// The CPUs that it names, in order; refused when the domain, or a CPU in it, is not there to be used.
  func ids(
    _ order: CPUOrder, _ machine: MachineDescription, what: String
  ) throws(PlanRefusal) -> [Int] {
    let domains = machine.domains(kind)
    let usable = domains.filter { !order.members(of: $0).isEmpty }.map { Self.name(kind, $0.id) }
    let remedy = "Choose from \(alternatives(usable))"
    guard let domain = domains.first(where: { $0.id == id }) else {
      let isEmptyNode = kind == .node && machine.nodes.contains { $0.id == id }
      let why = isEmptyNode ? "\(name) has no online CPU" : "there is no \(name) on this machine"
      throw .unavailable(what, why: why, remedy: remedy)
    }
    let members = order.members(of: domain)
    guard !members.isEmpty else {
      throw .unavailable(
        what, why: "\(name) has no CPU that this process may use", remedy: remedy)
    }
    guard let indices else { return members }
    return try indices.picked(from: members) { index in
      .unavailable(
        what,
        why: "\(name) has no CPU with index \(index): \(members.count) of its CPUs are allowed",
        remedy: "Count from 0 to \(members.count - 1)")
    }
  }
}
