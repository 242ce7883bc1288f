import ProcFS
import ProfileModel

extension Survey {
  static let nodeFolder = "/sys/devices/system/node"
  /// `LOCAL_DISTANCE` (`include/linux/topology.h`).
  private static let ownDistance = 10

  /// Every online NUMA node, in the order of ids, which may be sparse; `drivers/base/node.c`.
  ///
  /// A kernel without NUMA has no node folders: all CPUs and all memory are one node then.
  mutating func nodes() throws(TopologyError) -> [MachineDescription.Node] {
    let folder = Self.nodeFolder
    var ids = root.numbers(in: folder, prefix: "node")
    if let online = root.ids(list: "\(folder)/online").value {
      ids = ids.filter(Set(online).contains)
    }
    guard ids.isEmpty else { return ids.map { node($0, of: ids.count) } }
    guard root.exists("/sys/devices/system") else {
      unavailable["nodes"] =
        "/sys/devices/system does not exist here: \(absence("sysfs is not mounted on /sys"))"
      return []
    }
    unavailable["nodes"] =
      "no node folder in \(folder): \(absence("the kernel was built without NUMA")); all CPUs and memory are taken as one node"
    let memory = root.parsed("/proc/meminfo", as: MemInfo.self).value
    return [
      MachineDescription.Node(
        id: 0, cpus: try presentCPUs(), memoryBytes: memory?.totalBytes,
        freeBytes: memory?.freeBytes,
        distances: [Self.ownDistance])
    ]
  }

  private mutating func node(_ id: Int, of count: Int) -> MachineDescription.Node {
    let folder = "\(Self.nodeFolder)/node\(id)"
    let key = "nodes.\(id)"
    let memory = root.text("\(folder)/meminfo").map(Table.init)
    return MachineDescription.Node(
      id: id,
      cpus: take("\(key).cpus", root.ids(list: "\(folder)/cpulist", map: "\(folder)/cpumap")) ?? [],
      memoryBytes: take("\(key).memoryBytes", size("MemTotal", of: id, in: memory)),
      freeBytes: take("\(key).freeBytes", size("MemFree", of: id, in: memory)),
      distances: take("\(key).distances", distances("\(folder)/distance", count: count)) ?? [])
  }

  /// Adds the CPUs whose own folders name the node, for nodes whose lists do not.
  mutating func addLinked(
    _ cpus: [MachineDescription.CPU], to nodes: inout [MachineDescription.Node]
  ) {
    let linked = Dictionary(grouping: cpus.filter { $0.node != nil }) { $0.node ?? 0 }
    for index in nodes.indices {
      guard let members = linked[nodes[index].id] else { continue }
      nodes[index].cpus = Set(nodes[index].cpus).union(members.map(\.id)).sorted()
      unavailable["nodes.\(nodes[index].id).cpus"] = nil
    }
  }

  private func size(_ name: String, of id: Int, in memory: Reading<Table>) -> Reading<UInt64> {
    memory.flatMap { table in
      guard let bytes = table.bytes("Node \(id) \(name)") else {
        return .failure(Missing("node\(id)/meminfo has no readable \(name)"))
      }
      return .success(bytes)
    }
  }

  /// One distance for each online node; a row of another length cannot be told apart and is refused.
  private func distances(_ file: String, count: Int) -> Reading<[Int]> {
    root.text(file).flatMap { text in
      let row = text.split(separator: " ").map { Int($0) }
      let distances = row.compactMap(\.self)
      guard distances.count == row.count else { return .failure(.malformed(file, text)) }
      guard distances.count == count else {
        return .failure(Missing("\(file) has \(row.count) distances for \(count) nodes"))
      }
      return .success(distances)
    }
  }
}
