import Builtin
import Planning
import ProfileModel

/// A seeded machine of random shape: what is generated is consistent, as a kernel would report it.
struct RandomMachine {
  private var generator: SplitMix64
  private var cpus: [MachineDescription.CPU] = []
  private var caches: [MachineDescription.Cache] = []

  static func machine(seed: UInt64) -> MachineDescription {
    var builder = RandomMachine(generator: SplitMix64(seed: seed))
    return builder.build()
  }

  private init(generator: SplitMix64) {
    self.generator = generator
  }

  private mutating func upTo(_ bound: UInt64) -> Int { Int(generator.next() % bound) }

  private mutating func build() -> MachineDescription {
    let packages = 1 + upTo(4)
    let nodesPerPackage = 1 + upTo(2)
    // Sometimes nodes hold several packages instead, and not those with neighbouring numbers.
    let sharedNodes = upTo(3) == 0 ? 2 : nil
    for package in 0..<packages {
      for node in 0..<(sharedNodes == nil ? nodesPerPackage : 1) {
        addNode(
          package: package,
          node: sharedNodes.map { package % $0 } ?? package * nodesPerPackage + node)
      }
    }
    renumber()
    for index in cpus.indices {
      cpus[index].online = upTo(8) != 0
      cpus[index].allowed = upTo(5) != 0
      cpus[index].isolated = upTo(10) == 0
    }
    if !cpus.contains(where: { $0.online && $0.allowed }) {
      cpus[0].online = true
      cpus[0].allowed = true
    }
    let nodes = Dictionary(grouping: cpus) { $0.node ?? 0 }.sorted { $0.key < $1.key }.map {
      MachineDescription.Node(
        id: $0.key, cpus: $0.value.map(\.id), memoryBytes: 1 << 30, freeBytes: nil, distances: [])
    }
    return MachineDescription(
      hostname: "random", kernel: "6.1.0", cpus: cpus, nodes: nodes, caches: caches)
  }

  private mutating func addNode(package: Int, node: Int) {
    for _ in 0..<(1 + upTo(2)) {
      let first = cpus.count
      for _ in 0..<(1 + upTo(3)) { addCore(package: package, node: node) }
      caches.append(
        .init(level: 3, type: "Unified", sizeBytes: 1 << 20, cpus: Array(first..<cpus.count)))
    }
  }

  private mutating func addCore(package: Int, node: Int) {
    let threads = 1 + upTo(4)
    let kind: MachineDescription.CPU.Kind = upTo(3) == 0 ? .efficiency : .performance
    let siblings = Array(cpus.count..<(cpus.count + threads))
    for id in siblings {
      cpus.append(
        Machines.cpu(
          id, core: siblings[0], package: package, node: node, siblings: siblings, kind: kind))
    }
  }

  /// Deals the ids anew, with gaps, as firmware does.
  private mutating func renumber() {
    var ids: [Int] = []
    var next = 0
    for _ in cpus {
      ids.append(next)
      next += upTo(4) == 0 ? 9 : 1
    }
    for last in ids.indices.reversed() { ids.swapAt(last, upTo(UInt64(last + 1))) }
    for index in cpus.indices {
      cpus[index].id = ids[index]
      cpus[index].siblings = cpus[index].siblings.map { ids[$0] }.sorted()
    }
    for index in caches.indices { caches[index].cpus = caches[index].cpus.map { ids[$0] }.sorted() }
    cpus.sort { $0.id < $1.id }
  }
}
