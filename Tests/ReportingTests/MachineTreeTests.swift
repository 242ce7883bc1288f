import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

/// The dumped trees, each read once: writing one out takes a while.
private enum Machines {
  static let all: [String: MachineDescription] = Dictionary(
    DumpedTree.all.compactMap { tree in (try? tree.machine()).map { (tree.name, $0) } },
    uniquingKeysWith: { first, _ in first })

  static func machine(_ tree: DumpedTree) throws -> MachineDescription {
    try #require(all[tree.name])
  }
}

@Suite("A machine as a tree")
struct MachineTreeTests {
  @Test("is as agreed on for every kind of machine")
  func golden() throws {
    let pages = try DumpedTree.all.map { tree in
      "=== \(tree.name)\n"
        + MachineTree(try Machines.machine(tree)).rendered(TerminalStyle(width: 80))
    }
    try GoldenFile.expect(pages.joined(separator: "\n"), equals: "machine-trees.txt")
  }

  @Test("is as agreed on in ASCII and in 40 columns")
  func narrow() throws {
    let machine = try Machines.machine(.twoSocketsSMT)
    try GoldenFile.expect(
      MachineTree(machine).rendered(TerminalStyle(width: 40, unicode: false)),
      equals: "machine-tree-40.txt")
  }

  @Test("names every CPU, whatever the machine", arguments: DumpedTree.all)
  func complete(tree: DumpedTree) throws {
    let machine = try Machines.machine(tree)
    let lines = MachineTree(machine).treeLines(unicode: true)
    let named = lines.reduce(into: Set<Int>()) { ids, line in
      for match in line.matches(of: /CPUs? ([0-9,-]+)/) {
        for part in match.output.1.split(separator: ",") {
          let ends = part.split(separator: "-").compactMap { Int($0) }
          if let first = ends.first, let last = ends.last { ids.formUnion(first...last) }
        }
      }
    }
    #expect(named == Set(machine.cpus.map(\.id)))
  }

  @Test("fits the window", arguments: DumpedTree.all, [40, 80])
  func fits(tree: DumpedTree, width: Int) throws {
    let text = MachineTree(try Machines.machine(tree)).rendered(TerminalStyle(width: width))
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.columns(String(line)) <= width, "\(line)")
    }
  }

  @Test("names CPUs without a node, and nodes that do not tell theirs")
  func unknownNodes() throws {
    var machine = try Machines.machine(.interleaved)
    machine.nodes[1].cpus = []
    let lines = MachineTree(machine).treeLines(unicode: true)
    #expect(lines.contains { $0.hasPrefix("package 1 · no node · L3") }, "\(lines)")
    #expect(MachineTree(machine).rendered().contains("node 1: 8.00 GiB, 4.00 GiB free; no CPU"))
    machine.unavailable["nodes.1.cpus"] = "garbled"
    let text = MachineTree(machine).rendered()
    #expect(text.contains("package 1 · node unknown · L3"), "\(text)")
    #expect(text.contains("node 1: 8.00 GiB, 4.00 GiB free; CPUs unknown"), "\(text)")
    #expect(text.contains("node 1's CPUs: garbled"), "\(text)")
  }

  @Test("has no line without words")
  func wordless() throws {
    var machine = try Machines.machine(.asymmetricCaches)
    machine.caches.removeAll { $0.level == 2 }
    machine.nodes[0].cpus = [0, 1, 2]
    for line in MachineTree(machine).treeLines(unicode: true) {
      #expect(line.contains { $0.isLetter }, "\(line)")
    }
  }

  @Test("takes time in proportion to the CPUs")
  func fast() {
    let cpus = (0..<65_536).map { id in
      MachineDescription.CPU(
        id: id, core: id, die: id, package: id / 2, node: id / 2 % 2, kind: .uniform,
        online: true, allowed: true, isolated: false, siblings: [id])
    }
    let nodes = (0..<2).map { node in
      MachineDescription.Node(
        id: node, cpus: cpus.filter { $0.node == node }.map(\.id), memoryBytes: nil,
        freeBytes: nil, distances: [])
    }
    let machine = MachineDescription(
      hostname: "huge", kernel: "6", cpus: cpus, nodes: nodes, caches: [])
    let took = ContinuousClock().measure {
      #expect(MachineTree(machine).treeLines(unicode: true).count > 65_536)
    }
    // Some tenths of a second; it was a minute when each core looked through all others.
    #expect(took < .seconds(20))
  }

  @Test("groups cores where there are many")
  func grouped() {
    let cpus = (0..<256).map { id in
      MachineDescription.CPU(
        id: id, core: id % 64, die: 0, package: id % 128 / 64, node: id % 128 / 64,
        kind: .uniform, online: true, allowed: id != 5, isolated: false,
        siblings: [id % 128, id % 128 + 128])
    }
    let machine = MachineDescription(
      hostname: "big", kernel: "6", cpus: cpus, nodes: [], caches: [])
    let text = MachineTree(machine).rendered()
    #expect(text.split(separator: "\n").count < 20, "\(text)")
    #expect(text.contains("cores 6-63, 2 threads each: CPUs 6-63,134-191"), "\(text)")
    #expect(text.contains("(CPU 5 not allowed)"), "\(text)")
  }
}
