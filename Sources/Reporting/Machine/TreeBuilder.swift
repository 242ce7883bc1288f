import ProfileModel
import Text

/// Nests the machine's domains: a level that does not lie within the one above is left out of the tree.
struct TreeBuilder {
  private typealias Domain = MachineDescription.Domain

  /// More cores than this are shown as groups of equal ones.
  private static let mostCores = 32

  private let machine: MachineDescription
  private let outermost: [Domain]
  /// Of each level below the outermost: what lies within each domain of the level above, by that one's id.
  private let inner: [[Int: [Domain]]]
  /// The cores, or their parts, within each domain of the innermost level, by its id.
  private let cores: [Int: [Domain]]
  private let coreCount: Int
  private let states: [Int: MachineDescription.CPU]
  private let nodes: [Int: MachineDescription.Node]
  /// The data caches of each CPU.
  private let caches: [Int: [MachineDescription.Cache]]

  init(_ machine: MachineDescription) {
    self.machine = machine
    let kinds: [MachineDescription.DomainKind] =
      machine.nodesHoldPackages ? [.node, .package, .die, .l3] : [.package, .die, .node, .l3]
    outermost = machine.domains(kinds[0])
    var inner: [[Int: [Domain]]] = []
    var homes = Self.homes(outermost)
    for kind in kinds.dropFirst() {
      let domains = machine.domains(kind)
      let parts = Self.parts(of: domains, homes)
      guard parts.values.joined().count == domains.count else { continue }
      inner.append(parts)
      homes = Self.homes(domains)
    }
    self.inner = inner
    let cores = machine.domains(.core)
    coreCount = cores.count
    self.cores = Self.parts(of: cores, homes)
    states = Dictionary(machine.cpus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    nodes = Dictionary(machine.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var caches: [Int: [MachineDescription.Cache]] = [:]
    for cache in machine.caches where cache.type != "Instruction" {
      for cpu in cache.cpus { caches[cpu, default: []].append(cache) }
    }
    self.caches = caches
  }

  /// The domain that each CPU is in.
  private static func homes(_ domains: [Domain]) -> [Int: Int] {
    let pairs = domains.flatMap { domain in domain.cpus.map { ($0, domain.id) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The domains by where their CPUs are at home; one that lies in several homes comes in so many parts.
  private static func parts(of domains: [Domain], _ homes: [Int: Int]) -> [Int: [Domain]] {
    var parts: [Int: [Domain]] = [:]
    for domain in domains {
      for (home, cpus) in Dictionary(grouping: domain.cpus, by: { homes[$0] ?? 0 }) {
        parts[home, default: []].append(Domain(kind: domain.kind, id: domain.id, cpus: cpus))
      }
    }
    return parts
  }

  var roots: [TreeBranch] {
    let online = outermost.map { branch($0, level: 0) }
    let offline = machine.cpus.filter { !$0.online }.map(\.id)
    return offline.isEmpty
      ? online : online + [TreeBranch(text: "offline: \(ListText.named("CPU", offline))")]
  }

  /// Levels that hold the same CPUs share a line: `package 0 · node 0 (31.4 GiB)`.
  private func branch(_ domain: Domain, level: Int) -> TreeBranch {
    var domain = domain
    var names = [name(domain)]
    var below = level
    while below < inner.count, let only = inner[below][domain.id], only.count == 1 {
      domain = only[0]
      // A die that is the whole package says nothing.
      if domain.kind != .die { names.append(name(domain)) }
      below += 1
    }
    let known = names.filter { !$0.isEmpty }
    let text = known.isEmpty ? "no shared cache" : known.joined(separator: " · ")
    guard below < inner.count else {
      return TreeBranch(text: text, children: coreBranches(within: domain))
    }
    let children = inner[below][domain.id] ?? []
    return TreeBranch(text: text, children: children.map { branch($0, level: below + 1) })
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
    guard let node = nodes[domain.id] else {
      guard !machine.nodes.isEmpty else { return "" }
      let isHidden = machine.nodes.contains { machine.unavailable["nodes.\($0.id).cpus"] != nil }
      return isHidden ? "node unknown" : "no node"
    }
    let memory =
      node.memoryBytes.map { $0 == 0 ? " (no memory)" : " (\(NumberText.bytes(Double($0))))" } ?? ""
    return "node \(domain.id)\(memory)"
  }

  /// Empty where no cache stands behind the domain.
  private func cacheName(_ domain: Domain) -> String {
    let cache = (caches[domain.cpus.first ?? -1] ?? [])
      .filter { Set($0.cpus).isSuperset(of: domain.cpus) }.max { $0.level < $1.level }
    guard let cache, cache.level >= 2 else { return "" }
    let size = cache.sizeBytes.map { " \(NumberText.chosenBytes(Int64(clamping: $0)))" } ?? ""
    return "L\(cache.level)\(size)"
  }

  private func coreBranches(within domain: Domain) -> [TreeBranch] {
    let inside = cores[domain.id] ?? []
    guard coreCount > Self.mostCores else {
      return inside.map {
        TreeBranch(text: "\(name($0)): \(ListText.named("CPU", $0.cpus))\(marks($0))")
      }
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
      let ids = ListText.named("core", group.cores.map(\.id))
      let threads = group.threads > 1 ? ", \(group.threads) threads each" : ""
      return TreeBranch(
        text: "\(ids)\(threads): "
          + ListText.named("CPU", group.cores.flatMap(\.cpus)) + group.marks)
    }
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
        barred.count == cpus.count ? "not allowed" : "\(ListText.named("CPU", barred)) not allowed")
    }
    if cpus.contains(where: \.isolated) { marks.append("isolated") }
    return marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
  }
}
