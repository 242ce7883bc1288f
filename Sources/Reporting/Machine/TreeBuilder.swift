import ProfileModel

/// Nests the machine's domains: a level that does not lie within the one above is left out of the tree.
struct TreeBuilder {
  private typealias Domain = MachineDescription.Domain

  /// More cores than this are shown as groups of equal ones.
  private static let mostCores = 32

  private let machine: MachineDescription
  private let levels: [[Domain]]
  private let cores: [Domain]
  private let states: [Int: MachineDescription.CPU]

  init(_ machine: MachineDescription) {
    self.machine = machine
    cores = machine.domains(.core)
    states = Dictionary(machine.cpus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let kinds: [MachineDescription.DomainKind] =
      machine.nodesHoldPackages ? [.node, .package, .die, .l3] : [.package, .die, .node, .l3]
    var levels = [machine.domains(kinds[0])]
    for kind in kinds.dropFirst() {
      let domains = machine.domains(kind)
      if Self.nests(domains, in: levels[levels.count - 1]) { levels.append(domains) }
    }
    self.levels = levels
  }

  private static func nests(_ inner: [Domain], in outer: [Domain]) -> Bool {
    inner.allSatisfy { domain in
      outer.contains { Set(domain.cpus).isSubset(of: $0.cpus) }
    }
  }

  var roots: [TreeBranch] {
    let online = levels[0].map { branch($0, level: 0) }
    let offline = machine.cpus.filter { !$0.online }.map(\.id)
    return offline.isEmpty
      ? online : online + [TreeBranch(text: "offline: \(Self.cpuWords(offline))")]
  }

  /// Levels that hold the same CPUs share a line: `package 0 · node 0 (31.4 GiB)`.
  private func branch(_ domain: Domain, level: Int) -> TreeBranch {
    var names = [name(domain)]
    var below = level + 1
    while below < levels.count, let only = levels[below].first(where: { $0.cpus == domain.cpus }) {
      // A die that is the whole package says nothing.
      if only.kind != .die { names.append(name(only)) }
      below += 1
    }
    let text = names.filter { !$0.isEmpty }.joined(separator: " · ")
    guard below < levels.count else {
      return TreeBranch(text: text, children: coreBranches(within: domain))
    }
    let inner = levels[below].filter { Set($0.cpus).isSubset(of: domain.cpus) }
    return TreeBranch(text: text, children: inner.map { branch($0, level: below) })
  }

  private func name(_ domain: Domain) -> String {
    switch domain.kind {
    case .package: "package \(domain.id)"
    case .die: "die \(domain.id)"
    case .core: "core \(domain.id)"
    case .node: nodeName(domain)
    case .l3: cacheName(domain)
    }
  }

  private func nodeName(_ domain: Domain) -> String {
    guard let node = machine.nodes.first(where: { $0.id == domain.id }) else { return "" }
    let memory =
      node.memoryBytes.map { $0 == 0 ? " (no memory)" : " (\(NumberText.bytes(Double($0))))" } ?? ""
    return "node \(domain.id)\(memory)"
  }

  /// Empty where no cache stands behind the domain.
  private func cacheName(_ domain: Domain) -> String {
    let cache = machine.caches.filter { $0.type != "Instruction" }
      .filter { Set($0.cpus).isSuperset(of: domain.cpus) }.max { $0.level < $1.level }
    guard let cache, cache.level >= 2 else { return "" }
    let size = cache.sizeBytes.map { " \(NumberText.chosenBytes(Int64(clamping: $0)))" } ?? ""
    return "L\(cache.level)\(size)"
  }

  private func coreBranches(within domain: Domain) -> [TreeBranch] {
    let inside = cores.filter { Set($0.cpus).isSubset(of: domain.cpus) }
    guard cores.count > Self.mostCores else {
      return inside.map { TreeBranch(text: "\(name($0)): \(Self.cpuWords($0.cpus))\(marks($0))") }
    }
    var groups: [(marks: String, threads: Int, cores: [Domain])] = []
    for core in inside {
      let marks = marks(core)
      let isLike = groups.last.map { $0.marks == marks && $0.threads == core.cpus.count } ?? false
      if isLike {
        groups[groups.count - 1].cores.append(core)
      } else {
        groups.append((marks, core.cpus.count, [core]))
      }
    }
    return groups.map { group in
      let ids = ListText.cpus(group.cores.map(\.id))
      let threads = group.threads > 1 ? ", \(group.threads) threads each" : ""
      return TreeBranch(
        text: "\(group.cores.count == 1 ? "core" : "cores") \(ids)\(threads): "
          + Self.cpuWords(group.cores.flatMap(\.cpus)) + group.marks)
    }
  }

  private static func cpuWords(_ ids: [Int]) -> String {
    "CPU\(ids.count == 1 ? "" : "s") \(ListText.cpus(ids))"
  }

  /// What a core's CPUs have that others have not.
  private func marks(_ core: Domain) -> String {
    let cpus = core.cpus.compactMap { states[$0] }
    var marks: [String] = []
    if cpus.contains(where: { $0.kind == .performance }) { marks.append("performance") }
    if cpus.contains(where: { $0.kind == .efficiency }) { marks.append("efficiency") }
    let barred = cpus.filter { !$0.allowed }.map(\.id)
    if !barred.isEmpty {
      marks.append(
        barred.count == cpus.count ? "not allowed" : "\(Self.cpuWords(barred)) not allowed")
    }
    if cpus.contains(where: \.isolated) { marks.append("isolated") }
    return marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
  }
}
