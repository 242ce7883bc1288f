extension MachineDescription {
  /// The kinds of groups of CPUs over which workers are placed.
  public enum DomainKind: String, Sendable, CaseIterable {
    /// A physical core with its hardware threads.
    case core
    /// The CPUs behind one level-3 cache, or what stands in for it; see ``MachineDescription/domains(_:)``.
    case l3
    /// A NUMA node.
    case node
    /// A die of a package.
    case die
    /// A package (socket).
    case package
  }

  /// A group of online CPUs that share something.
  public struct Domain: Sendable, Equatable {
    public var kind: DomainKind
    /// The kernel's id for nodes and packages, else a count from 0.
    ///
    /// The kernel's own core and die ids repeat in every package, and caches often have none, so these are
    /// counted: cores and caches in the order of their lowest CPU, dies in the order of (package, die).
    /// The CPUs of which no node is known are a domain ``unknownNode``.
    public var id: Int
    /// OS ids, online only, ascending; never empty.
    public var cpus: [Int]

    public init(kind: DomainKind, id: Int, cpus: [Int]) {
      self.kind = kind
      self.id = id
      self.cpus = cpus
    }
  }

  /// The machine's domains of one kind, in the order of ids.
  ///
  /// Every online CPU is in exactly one domain of a kind, whatever the kernel left out:
  /// - A CPU without siblings is a core by itself; one without package or die counts to number 0.
  /// - Without node directories one node 0 holds all; a node without an online CPU is no domain. Where there are
  ///   nodes, CPUs that none of them names are a domain of their own.
  /// - Where there is no level-3 cache, the highest-level cache that several cores share takes its place,
  ///   else the package. This is settled CPU by CPU: some cores of a machine may lack the cache of others.
  public func domains(_ kind: DomainKind) -> [Domain] {
    switch kind {
    case .core: counted(.core, coreGroups)
    case .l3: counted(.l3, cacheGroups)
    case .node: nodeDomains
    case .die: counted(.die, dieGroups)
    case .package: packageDomains
    }
  }

  /// Whether NUMA nodes hold whole packages, some of them several: then a node is the wider domain of the two.
  ///
  /// So it is in virtual machines that give each CPU a socket of its own.
  public var nodesHoldPackages: Bool {
    let nodes = domains(.node)
    let packages = domains(.package)
    guard nodes.count > 1 && packages.count > nodes.count else { return false }
    let pairs = nodes.flatMap { node in node.cpus.map { ($0, node.id) } }
    let homes = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    return packages.allSatisfy { package in Set(package.cpus.map { homes[$0] }).count == 1 }
  }

  /// The id of the domain of CPUs whose node is unknown; no node of the kernel's has it.
  public static let unknownNode = -1

  /// Online CPUs that no node names though there are nodes, ascending: their node is unknown.
  public var cpusOfUnknownNode: [Int] {
    nodeDomains.first { $0.id == Self.unknownNode }?.cpus ?? []
  }

  private var onlineCPUs: [CPU] { cpus.filter(\.online) }

  private func counted(_ kind: DomainKind, _ groups: [[Int]]) -> [Domain] {
    groups.enumerated().map { Domain(kind: kind, id: $0.offset, cpus: $0.element) }
  }

  private var coreGroups: [[Int]] {
    Self.groups(onlineCPUs) { $0.siblings.min() ?? $0.id }
  }

  private var dieGroups: [[Int]] {
    Dictionary(grouping: onlineCPUs) { $0.package ?? 0 }.sorted { $0.key < $1.key }
      .flatMap { package in Self.keyed(package.value) { $0.die ?? 0 }.map(\.cpus) }
  }

  private var packageDomains: [Domain] {
    Self.keyed(onlineCPUs) { $0.package ?? 0 }.map {
      Domain(kind: .package, id: $0.key, cpus: $0.cpus)
    }
  }

  private var nodeDomains: [Domain] {
    var left = Set(onlineCPUs.map(\.id))
    var found: [Domain] = []
    for node in nodes.sorted(by: { $0.id < $1.id }) {
      let members = Set(node.cpus).intersection(left)
      guard !members.isEmpty else { continue }
      left.subtract(members)
      found.append(Domain(kind: .node, id: node.id, cpus: members.sorted()))
    }
    guard !left.isEmpty else { return found }
    let id = nodes.isEmpty ? 0 : Self.unknownNode
    return [Domain(kind: .node, id: id, cpus: left.sorted())] + found
  }

  private var cacheGroups: [[Int]] {
    var left = Set(onlineCPUs.map(\.id))
    var found: [[Int]] = []
    for members in sharedCaches {
      let group = members.intersection(left)
      guard !group.isEmpty else { continue }
      left.subtract(group)
      found.append(group.sorted())
    }
    let rest = onlineCPUs.filter { left.contains($0.id) }
    found += Self.keyed(rest) { $0.package ?? 0 }.map(\.cpus)
    return found.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Candidates for the `l3` domains, best first: level 3, then from the highest level down what several cores share.
  private var sharedCaches: [Set<Int>] {
    let data = caches.filter { $0.type != "Instruction" }
    let third = data.filter { $0.level == 3 }.map { Set($0.cpus) }
    let cores = coreGroups.enumerated().flatMap { core in core.element.map { ($0, core.offset) } }
    let coreOfCPU = Dictionary(cores) { first, _ in first }
    let others = data.filter { cache in
      cache.level != 3 && Set(cache.cpus.compactMap { coreOfCPU[$0] }).count > 1
    }
    return third + others.sorted { $0.level > $1.level }.map { Set($0.cpus) }
  }

  /// Groups of ids, each ascending, in the order of their lowest id.
  private static func groups(_ cpus: [CPU], by key: (CPU) -> Int) -> [[Int]] {
    keyed(cpus, by: key).map(\.cpus).sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Groups of ids, each ascending, in the order of their keys.
  private static func keyed(_ cpus: [CPU], by key: (CPU) -> Int) -> [(key: Int, cpus: [Int])] {
    Dictionary(grouping: cpus, by: key).sorted { $0.key < $1.key }
      .map { (key: $0.key, cpus: $0.value.map(\.id).sorted()) }
  }
}
