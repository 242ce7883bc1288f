import ProfileModel
import Text

extension DomainTerm {
  /// The CPUs that it names, in order; refused when the domain, or a CPU in it, is not there to be used.
  func ids(
    _ order: CPUOrder, _ machine: MachineDescription, what: String
  ) throws(Refusal) -> [Int] {
    let domains = machine.domains(kind).filter {
      kind != .node || $0.id != MachineDescription.unknownNode
    }
    let usable = domains.filter { !order.members(of: $0).isEmpty }.map { Self.name(kind, $0.id) }
    let remedy =
      usable.isEmpty ? "Choose a placement without nodes" : "Choose from \(ListText.or(usable))"
    guard let domain = domains.first(where: { $0.id == id }) else {
      throw .unavailable(what, why: absence(on: machine), remedy: remedy)
    }
    let members = order.members(of: domain)
    guard !members.isEmpty else {
      throw .unavailable(
        what, why: "\(name) has no CPU that this process may use", remedy: remedy)
    }
    guard let indices else { return members }
    let isOne = members.count == 1
    return try indices.picked(from: members) { index in
      .unavailable(
        what,
        why: "\(name) has no CPU with index \(index): \(members.count) of its CPUs "
          + (isOne ? "is allowed" : "are allowed"),
        remedy: isOne ? "Write \(name):0" : "Count from 0 to \(members.count - 1)")
    }
  }

  /// Why a domain is not there to be used.
  private func absence(on machine: MachineDescription) -> String {
    guard kind == .node && machine.nodes.contains(where: { $0.id == id }) else {
      return "there is no \(name) on this machine"
    }
    guard let reason = machine.unavailable["nodes.\(id).cpus"] else {
      return "\(name) has no online CPU"
    }
    return "the CPUs of \(name) are unknown (\(reason))"
  }
}
