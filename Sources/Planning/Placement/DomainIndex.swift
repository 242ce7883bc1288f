import ProfileModel

/// Which domain of each kind a CPU is in.
struct DomainIndex {
  private var ids: [MachineDescription.DomainKind: [Int: Int]] = [:]

  init(_ machine: MachineDescription) {
    for kind in MachineDescription.DomainKind.allCases {
      let pairs = machine.domains(kind).flatMap { domain in domain.cpus.map { ($0, domain.id) } }
      ids[kind] = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Every online CPU is in one domain of each kind; see `MachineDescription.domains`.
  func id(_ kind: MachineDescription.DomainKind, of cpu: Int) -> Int {
    ids[kind]?[cpu] ?? -1
  }
}
