import ProfileModel
import Text

/// What a machine has beside its tree, as lines of plain text.
enum MachineLists {
  /// `L2 Unified 1 MiB × 8, each for 2 CPUs`.
  static func caches(_ machine: MachineDescription) -> [String] {
    struct Kind: Hashable {
      var level: Int
      var type: String
      var size: UInt64?
      var sharers: Int
    }
    let groups = Dictionary(grouping: machine.caches) {
      Kind(level: $0.level, type: $0.type, size: $0.sizeBytes, sharers: $0.cpus.count)
    }
    // By all that tells them apart: a dictionary's own order differs from run to run.
    let sorted = groups.sorted {
      ($0.key.level, $0.key.type, $0.key.sharers, $0.key.size ?? 0)
        < ($1.key.level, $1.key.type, $1.key.sharers, $1.key.size ?? 0)
    }
    return sorted.map { kind, caches in
      let size =
        kind.size.map { NumberText.chosenBytes(Int64(clamping: $0)) } ?? "of unknown size"
      return "L\(kind.level) \(kind.type.lowercased()) \(size) × \(caches.count), "
        + "each for \(ListText.counted(kind.sharers, "CPU"))"
    }
  }

  /// `node 1: 32.0 GiB, 16.0 GiB free; CPUs 4-7`, a line for each of several nodes.
  static func nodes(_ machine: MachineDescription) -> [String] {
    guard machine.nodes.count > 1 else { return [] }
    return machine.nodes.map { node in
      let size =
        node.memoryBytes.map { $0 == 0 ? "no memory" : NumberText.bytes(Double($0)) }
        ?? NumberText.absent
      let free =
        node.memoryBytes == 0
        ? "" : node.freeBytes.map { ", \(NumberText.bytes(Double($0))) free" } ?? ""
      let isKnown = machine.unavailable["nodes.\(node.id).cpus"] == nil
      let cpus =
        !node.cpus.isEmpty
        ? "CPUs \(ListText.cpus(node.cpus))" : isKnown ? "no CPU" : "CPUs unknown"
      return "node \(node.id): \(size)\(free); \(cpus)"
    }
  }

  /// `16.0 GiB, 1.00 GiB free, no swap`.
  static func memory(_ machine: MachineDescription) -> String {
    let memory = machine.memoryBytes.map { NumberText.bytes(Double($0)) } ?? NumberText.absent
    let parts = machine.nodes.compactMap(\.freeBytes)
    let isKnown = !parts.isEmpty && parts.count == machine.nodes.count
    let free = isKnown ? NumberText.bytes(parts.reduce(0) { $0 + Double($1) }) + " free" : nil
    let swap = machine.swapBytes.map {
      $0 == 0 ? "no swap" : "\(NumberText.bytes(Double($0))) swap"
    }
    return [memory, free, swap].compactMap(\.self).joined(separator: ", ")
  }

  /// One line for each node; nothing with fewer than two.
  static func distances(_ machine: MachineDescription) -> [String] {
    guard hasDistances(machine) else { return [] }
    return machine.nodes.map { node in
      let known = zip(machine.nodes, node.distances).map { "\($0.id):\u{A0}\($1)" }
      return "from node \(node.id) to "
        + (known.isEmpty ? NumberText.absent : known.joined(separator: ", "))
    }
  }

  /// The distances as a table, aligned; nothing with fewer than two nodes.
  static func distanceMatrix(_ machine: MachineDescription) -> [String] {
    guard hasDistances(machine) else { return [] }
    let ids = machine.nodes.map { "\($0.id)" }
    let rows = [ids] + machine.nodes.map { $0.distances.map { "\($0)" } }
    let cell = (rows.joined().map(\.count).max() ?? 1) + 2
    let lead = (ids.map(\.count).max() ?? 1) + 5
    return zip(["node"] + ids.map { "node \($0)" }, rows).map { name, row in
      DisplayWidth.padded(name, to: lead)
        + row.map { DisplayWidth.padded($0, to: cell, right: true) }.joined()
    }
  }

  private static func hasDistances(_ machine: MachineDescription) -> Bool {
    machine.nodes.count > 1 && machine.nodes.contains { !$0.distances.isEmpty }
  }

  /// What limits this process: the cgroup, and CPUs that are there and may not be used, or only so.
  static func limits(_ machine: MachineDescription) -> [(name: String, value: String)] {
    func cpus(_ isMeant: (MachineDescription.CPU) -> Bool) -> String {
      let ids = machine.cpus.filter(isMeant).map(\.id)
      return ids.isEmpty ? "" : ListText.cpus(ids)
    }
    let cpuset = machine.cpuset.map {
      "\($0.path) (\($0.version)), CPUs \(ListText.cpus($0.cpus))"
    }
    return [
      ("CPU quota", quota(machine)), ("Memory limit", memoryLimit(machine)),
      ("Cpuset", cpuset ?? ""), ("CPUs not allowed", cpus { $0.online && !$0.allowed }),
      ("Isolated CPUs", cpus(\.isolated)),
    ].filter { !$0.1.isEmpty }
  }

  private static func quota(_ machine: MachineDescription) -> String {
    machine.cpuQuotaCores.map { "\(DecimalText.significant($0)) cores" }
      ?? absent("cpuQuotaCores", machine, "none")
  }

  private static func memoryLimit(_ machine: MachineDescription) -> String {
    machine.memoryLimitBytes.map { NumberText.bytes(Double($0)) }
      ?? absent("memoryLimitBytes", machine, "none")
  }

  /// A null with a reason could not be measured; one without means that there is none.
  static func absent(_ key: String, _ machine: MachineDescription, _ none: String) -> String {
    machine.unavailable[key] == nil ? none : NumberText.absent
  }

  static func kernel(_ machine: MachineDescription) -> [String] {
    ["frequency: \(MachineSection.frequency(machine))"]
      .filter { !$0.hasSuffix(NumberText.absent) } + settings(machine)
  }

  /// What is known of the switches that decide what can be measured and what disturbs it.
  static func settings(_ machine: MachineDescription) -> [String] {
    let settings = machine.settings
    return [
      settings.smtActive.map { "SMT: \($0 ? "on" : "off")" },
      settings.numaBalancing.map { "kernel.numa_balancing = \($0)" },
      settings.taskDelayAccounting.map { "kernel.task_delayacct = \($0 ? 1 : 0)" },
      settings.perfEventParanoid.map { "kernel.perf_event_paranoid = \($0)" },
    ].compactMap { $0 }
  }

  static func gaps(_ machine: MachineDescription) -> [String] {
    machine.unavailable.sorted { $0.key < $1.key }.map { key, reason in
      "\(QuantityWords.words(key)): \(reason)"
    }
  }
}
