import ProfileModel
import Reporting
import TestSupport
import Testing

/// The dumped trees, each read once: writing one out takes a while.
private enum Machines {
  static let all: [String: MachineDescription] = Dictionary(
    DumpedTree.all.compactMap { tree in (try? tree.machine()).map { (tree.name, $0) } },
    uniquingKeysWith: { first, _ in first })

  static func of(_ tree: DumpedTree) throws -> MachineDescription {
    try #require(all[tree.name])
  }
}

@Suite("A machine as a tree")
struct MachineTreeTests {
  @Test("is as agreed on for every kind of machine")
  func golden() throws {
    let pages = try DumpedTree.all.map { tree in
      "=== \(tree.name)\n" + MachineTree(try Machines.of(tree)).rendered(TerminalStyle(width: 80))
    }
    try GoldenFile.expect(pages.joined(separator: "\n"), equals: "machine-trees.txt")
  }

  @Test("is as agreed on in ASCII and in 40 columns")
  func narrow() throws {
    let machine = try Machines.of(.twoSocketsSMT)
    try GoldenFile.expect(
      MachineTree(machine).rendered(TerminalStyle(width: 40, unicode: false)),
      equals: "machine-tree-40.txt")
  }

  @Test("names every CPU, whatever the machine", arguments: DumpedTree.all)
  func complete(tree: DumpedTree) throws {
    let machine = try Machines.of(tree)
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
    let text = MachineTree(try Machines.of(tree)).rendered(TerminalStyle(width: width))
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.columns(String(line)) <= width, "\(line)")
    }
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
