import ProfileModel

/// Machines built for tests, one for each way in which real ones are odd.
enum Machines {
  typealias CPU = MachineDescription.CPU

  /// `count` plain cores in one package and one node.
  static func plain(_ count: Int) -> MachineDescription {
    machine((0..<count).map { cpu($0, core: $0) })
  }

  /// Four CPUs: 0 and 1 usable, 2 online but outside the cpuset, 3 offline.
  static let restricted: MachineDescription = {
    var result = machine((0..<4).map { cpu($0, core: $0) }) { cpu in
      cpu.allowed = cpu.id < 2
      cpu.online = cpu.id < 3
    }
    result.cpuset = .init(version: "v2", path: "/box", cpus: [0, 1])
    return result
  }()

  /// Four cores with two hardware threads each: siblings are (0,4), (1,5), (2,6), (3,7).
  static let smt = machine((0..<8).map { cpu($0, core: $0 % 4, siblings: [$0 % 4, $0 % 4 + 4]) })

  /// Two performance cores (0,1) and (2,3) with SMT, four efficiency cores 4–7.
  static let hybrid = machine(
    (0..<4).map {
      cpu($0, core: $0 / 2, siblings: [$0 / 2 * 2, $0 / 2 * 2 + 1], kind: .performance)
    } + (4..<8).map { cpu($0, core: $0, kind: .efficiency) })

  static func cpu(
    _ id: Int, core: Int, package: Int = 0, node: Int = 0, siblings: [Int]? = nil,
    kind: CPU.Kind = .uniform
  ) -> CPU {
    CPU(
      id: id, core: core, die: 0, package: package, node: node, kind: kind, online: true,
      allowed: true, isolated: false, siblings: siblings ?? [id])
  }

  static func machine(
    _ cpus: [CPU], nodes: [MachineDescription.Node]? = nil, change: (inout CPU) -> Void = { _ in }
  ) -> MachineDescription {
    var cpus = cpus
    for index in cpus.indices { change(&cpus[index]) }
    let byNode = Dictionary(grouping: cpus) { $0.node ?? 0 }
    let standard = byNode.sorted { $0.key < $1.key }.map { id, members in
      MachineDescription.Node(
        id: id, cpus: members.map(\.id), memoryBytes: 1 << 30, freeBytes: 1 << 29, distances: [])
    }
    return MachineDescription(
      hostname: "test", kernel: "6.1.0", cpus: cpus, nodes: nodes ?? standard, caches: [])
  }
}
