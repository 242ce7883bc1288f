import ProfileModel

/// The allowed CPUs and the orders in which placements take them.
struct CPUOrder {
  typealias CPU = MachineDescription.CPU
  typealias DomainKind = MachineDescription.DomainKind

  /// Online and allowed, in the order of ids.
  let cpus: [CPU]
  private let domains: DomainIndex
  /// Packages and nodes, the wider domain first.
  private let widest: [DomainKind]
  /// How many allowed siblings of the same physical core have smaller ids: 0 for the first of each core.
  private let rank: [Int: Int]

  init(_ machine: MachineDescription) {
    cpus = machine.cpus.filter { $0.online && $0.allowed }.sorted { $0.id < $1.id }
    domains = DomainIndex(machine)
    widest = machine.nodesHoldPackages ? [.node, .package] : [.package, .node]
    var taken: [Int: Int] = [:]
    var rank: [Int: Int] = [:]
    for cpu in cpus {
      let core = domains.id(.core, of: cpu.id)
      rank[cpu.id] = taken[core, default: 0]
      taken[core, default: 0] += 1
    }
    self.rank = rank
  }

  /// One CPU of every physical core, then the second ones, …; each time performance cores before efficiency cores.
  ///
  /// Within that, in the order of ids. A second hardware thread of a performance core comes after the efficiency
  /// cores: a core of one's own is worth more than half of a faster one.
  var wholeCoresFirst: [CPU] { inTurn([]) }

  /// Whole cores first as above, and among equals from one domain after the other, round and round.
  ///
  /// With several kinds, the domains of the first take turns, within each of them those of the second, and so on.
  /// A domain that has run out of whole cores is passed over: no sibling is taken while a whole core is free.
  func inTurn(_ kinds: [DomainKind]) -> [CPU] {
    Dictionary(grouping: cpus, by: tier).sorted { $0.key < $1.key }
      .flatMap { turns($0.value, kinds[...]) }
  }

  /// As far apart as possible: the widest domains in turn, in each the next, down to last-level caches.
  var spread: [CPU] { inTurn(widest + [.l3]) }

  /// Neighbours first: everything of one package, die, node, last-level cache and core before the next.
  var compact: [CPU] {
    let kinds = widest.flatMap { $0 == .package ? [$0, .die] : [$0] } + [.l3, .core]
    let places = cpus.map { cpu in
      (cpu: cpu, path: kinds.map { domains.id($0, of: cpu.id) } + [cpu.id])
    }
    return places.sorted { $0.path.lexicographicallyPrecedes($1.path) }.map(\.cpu)
  }

  /// The allowed CPUs of a domain, whole cores first, then in the order of ids: what expressions count.
  func members(of domain: MachineDescription.Domain) -> [Int] {
    let inside = Set(domain.cpus)
    return cpus.filter { inside.contains($0.id) }
      .sorted { (rank[$0.id, default: 0], $0.id) < (rank[$1.id, default: 0], $1.id) }
      .map(\.id)
  }

  /// The domain of this kind around a CPU, allowed CPUs only; an isolated CPU stays alone and joins nobody.
  ///
  /// `isolcpus` turns load balancing off: workers sharing several isolated CPUs can all end up on one of them.
  func widened(_ cpu: CPU, to kind: DomainKind?) -> [Int] {
    guard let kind, !cpu.isolated else { return [cpu.id] }
    let home = domains.id(kind, of: cpu.id)
    return cpus.filter { !$0.isolated && domains.id(kind, of: $0.id) == home }.map(\.id)
  }

  /// CPUs of a smaller tier are taken before those of a larger one.
  private func tier(_ cpu: CPU) -> Int {
    2 * rank[cpu.id, default: 0] + (cpu.kind == .efficiency ? 1 : 0)
  }

  private func turns(_ cpus: [CPU], _ kinds: ArraySlice<DomainKind>) -> [CPU] {
    guard let kind = kinds.first else { return cpus }
    let groups = Dictionary(grouping: cpus) { domains.id(kind, of: $0.id) }
      .sorted { $0.key < $1.key }.map { turns($0.value, kinds.dropFirst()) }
    let longest = groups.map(\.count).max() ?? 0
    return (0..<longest).flatMap { turn in
      groups.compactMap { turn < $0.count ? $0[turn] : nil }
    }
  }
}
