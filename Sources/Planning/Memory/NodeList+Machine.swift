import ProfileModel
import Text

extension NodeList {
  /// The nodes, ascending; one that is missing or has no memory is refused.
  func resolved(on machine: MachineDescription) throws(Refusal) -> [Int] {
    guard !machine.nodes.isEmpty, machine.unavailable["nodes"] == nil else {
      throw .unavailable(
        what, why: "this kernel tells of no NUMA nodes",
        remedy: "Leave --memory out: all memory is alike here")
    }
    let known = Dictionary(
      machine.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var found = Set<Int>()
    for range in ranges {
      for id in range.numbers {
        guard let node = known[id] else {
          throw .unavailable(
            what,
            why: "node \(id) does not exist; this machine has "
              + counted(machine.nodes.map(\.id)),
            remedy: Self.choice(on: machine))
        }
        guard node.memoryBytes != 0 else {
          throw .unavailable(
            what, why: "node \(id) has no memory of its own", remedy: Self.choice(on: machine))
        }
        found.insert(id)
      }
    }
    return found.sorted()
  }

  /// The only node.
  func resolvedNode(on machine: MachineDescription) throws(Refusal) -> Int {
    guard let node = onlyNode, try resolved(on: machine) == [node] else {
      throw .usage(
        what, why: "only one node can be preferred",
        remedy: "Write one, such as preferred:0, or bind:NODES for several")
    }
    return node
  }

  private func counted(_ ids: [Int]) -> String {
    ids.count == 1 ? "only node \(ids[0])" : "nodes \(ids.idList)"
  }

  private static func choice(on machine: MachineDescription) -> String {
    let ids = machine.nodes.filter { $0.memoryBytes != 0 }.map(\.id)
    return ids.count == 1
      ? "The only node with memory is \(ids[0])"
      : "Choose from the nodes with memory: \(ids.idList)"
  }
}
