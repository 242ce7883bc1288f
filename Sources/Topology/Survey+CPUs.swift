import ProcFS
import ProfileModel
import Text

extension Survey {
  static let cpuFolder = "/sys/devices/system/cpu"

  /// Which CPUs exist and what state they are in, by OS id.
  private struct States {
    var present: Set<Int>
    var online: Set<Int>
    var allowed: Set<Int>
    var isolated: Set<Int>
  }

  /// Every present CPU; `Documentation/ABI/testing/sysfs-devices-system-cpu` names the files.
  mutating func cpus(
    nodes: [MachineDescription.Node]
  ) throws(TopologyError) -> [MachineDescription.CPU] {
    let present = try presentCPUs()
    let online = onlineCPUs(of: present)
    let states = States(
      present: Set(present), online: online, allowed: Set(allowedCPUs(online: online)),
      isolated: isolatedCPUs())
    let places = Dictionary(
      nodes.flatMap { node in node.cpus.map { ($0, node.id) } },
      uniquingKeysWith: { first, _ in first })
    let kinds = coreKinds(of: online.sorted())
    let cpus = present.map { id in
      var cpu = cpu(id, states)
      cpu.node = places[id] ?? nodeLink(of: id)
      cpu.kind = kinds[id]
      return cpu
    }
    explainGaps(in: cpus)
    return cpus
  }

  func presentCPUs() throws(TopologyError) -> [Int] {
    let folder = Self.cpuFolder
    for list in ["present", "possible", "online"] {
      if let ids = root.ids(list: "\(folder)/\(list)").value, !ids.isEmpty { return ids }
    }
    let numbered = root.numbers(in: folder, prefix: "cpu")
    if !numbered.isEmpty { return numbered }
    let listed = root.text("/proc/cpuinfo").value.map { Table($0).all("processor") } ?? []
    let ids = Set(listed.compactMap { Int($0) }).sorted()
    guard !ids.isEmpty else { throw .noCPUs(root: root.path) }
    return ids
  }

  private func onlineCPUs(of present: [Int]) -> Set<Int> {
    let folder = Self.cpuFolder
    if let ids = root.ids(list: "\(folder)/online").value, !ids.isEmpty {
      return Set(ids).intersection(present)
    }
    let offline = Set(root.ids(list: "\(folder)/offline").value ?? [])
    return Set(
      present.filter {
        !offline.contains($0) && root.integer("\(folder)/cpu\($0)/online").value != 0
      })
  }

  private mutating func allowedCPUs(online: Set<Int>) -> [Int] {
    let file = "/proc/self/status"
    let mask = root.text(file).flatMap { text -> Reading<[Int]> in
      let table = Table(text)
      let list = table.first("Cpus_allowed_list").flatMap { KernelCPUList(parsing: Array($0.utf8)) }
      let map = table.first("Cpus_allowed").flatMap { KernelCPUMask(parsing: Array($0.utf8)) }
      guard let ids = list?.cpus ?? map?.cpus else {
        return .failure(Missing("\(file) has no Cpus_allowed_list"))
      }
      return .success(ids)
    }
    if let ids = mask.value { return ids }
    guard let cpuset = cpuset().value else {
      _ = take("cpus.allowed", mask.because("every online CPU is taken as allowed"))
      return online.sorted()
    }
    _ = take("cpus.allowed", mask.because("the cpuset's CPUs are taken as allowed"))
    return cpuset.cpus
  }

  /// `isolcpus` and, where the root cgroup tells them, isolated cpuset partitions.
  private mutating func isolatedCPUs() -> Set<Int> {
    let named = take("cpus.isolated", root.ids(list: "\(Self.cpuFolder)/isolated")) ?? []
    let partitions = Cgroups(root).unifiedMount.flatMap {
      root.ids(list: "\($0)/cpuset.cpus.isolated").value
    }
    return Set(named).union(partitions ?? [])
  }

  private mutating func cpu(_ id: Int, _ states: States) -> MachineDescription.CPU {
    let isOnline = states.online.contains(id)
    var cpu = MachineDescription.CPU(
      id: id, core: nil, die: nil, package: nil, node: nil, kind: nil, online: isOnline,
      allowed: states.allowed.contains(id), isolated: states.isolated.contains(id), siblings: [id])
    guard isOnline else { return cpu }
    let folder = "\(Self.cpuFolder)/cpu\(id)/topology"
    cpu.core = identifier("\(folder)/core_id")
    cpu.die = identifier("\(folder)/die_id")
    cpu.package = identifier("\(folder)/physical_package_id")
    cpu.cluster = identifier("\(folder)/cluster_id").flatMap { $0 == 65_535 ? nil : $0 }
    let siblings = root.ids(list: "\(folder)/core_cpus_list", map: "\(folder)/core_cpus")
      .or(root.ids(list: "\(folder)/thread_siblings_list", map: "\(folder)/thread_siblings"))
    let core =
      take("cpus.siblings", siblings.because("each CPU is taken as a core of its own")) ?? []
    cpu.siblings = Set(core).intersection(states.present).union([id]).sorted()
    return cpu
  }

  /// An id of the topology; the kernel writes -1 for one that it does not know.
  private func identifier(_ file: String) -> Int? {
    root.integer(file).value.flatMap { $0 < 0 ? nil : $0 }
  }

  /// The node whose folder the CPU's own folder links to, for trees without readable node lists.
  private func nodeLink(of id: Int) -> Int? {
    root.numbers(in: "\(Self.cpuFolder)/cpu\(id)", prefix: "node").first
  }

  private mutating func explainGaps(in cpus: [MachineDescription.CPU]) {
    let offline = cpus.filter { !$0.online }.map(\.id).idList
    let because = offline.isEmpty ? "" : "; of the offline ones (\(offline)) it never does"
    let online = cpus.filter(\.online)
    let fields: [(String, String, KeyPath<MachineDescription.CPU, Int?>)] = [
      ("core", "core_id", \.core), ("die", "die_id", \.die),
      ("package", "physical_package_id", \.package),
    ]
    for (name, file, path) in fields {
      if online.contains(where: { $0[keyPath: path] == nil }) {
        unavailable["cpus.\(name)"] =
          (root.isLive
            ? "the kernel does not tell topology/\(file) of every CPU"
            : "topology/\(file) is not in this copy of every CPU") + because
      } else if !offline.isEmpty {
        unavailable["cpus.\(name)"] =
          "the kernel tells topology/\(file) of online CPUs only; offline: \(offline)"
      }
    }
    let homeless = cpus.filter { $0.node == nil }.map(\.id)
    if !homeless.isEmpty {
      let whose = homeless.count == cpus.count ? "a CPU" : "CPUs \(homeless.idList)"
      unavailable["cpus.node"] = "no node of \(Self.nodeFolder) lists \(whose)"
    }
  }
}
