import ProfileModel
import Text

/// The machine as a list of facts.
enum MachineSection {
  static func blocks(_ study: Study) -> [Block] {
    let tree = MachineTree(study.machine).treeLines(unicode: true)
    let machine = study.machine
    let gist = [machine.cpuModel, counts(machine.summary), machine.virtualization]
    return [
      .heading(level: 2, "The machine and its noise"),
      .folded(
        title: gist.compactMap(\.self).joined(separator: "; "),
        [.items(facts(study))] + (tree.isEmpty ? [] : [.code(tree, language: "text")])),
    ]
  }

  private static func facts(_ study: Study) -> [[Inline]] {
    let machine = study.machine
    var facts: [(String, String)] = [
      ("CPU", machine.cpuModel ?? NumberText.absent), ("CPUs", counts(machine.summary)),
      ("Caches", MachineLists.caches(machine).joined(separator: "; ")),
      ("Memory", memory(machine)), ("Kernel", machine.kernel),
      ("Settings", MachineLists.settings(machine).joined(separator: ", ")),
      ("Virtualization", virtualization(machine)),
      ("CPU quota", MachineLists.quota(machine)),
      ("Memory limit", MachineLists.memoryLimit(machine)),
      ("Frequency", frequency(machine)),
    ]
    facts += nodes(machine) + restrictions(machine)
    if let storage = study.design.storage { facts.append(("Storage", self.storage(storage))) }
    return facts.filter { !$0.1.isEmpty }.map { name, value in
      [.strong("\(name):"), .text(" \(value)")]
    }
  }

  /// What a machine with several NUMA nodes has beside its tree, such as nodes without CPUs.
  private static func nodes(_ machine: MachineDescription) -> [(String, String)] {
    guard machine.nodes.count > 1 else { return [] }
    return [
      ("NUMA nodes", MachineLists.nodes(machine).joined(separator: ". ")),
      ("NUMA distances", MachineLists.distances(machine).joined(separator: "; ")),
    ].filter { !$0.1.isEmpty }
  }

  /// The cpuset, and CPUs that are there and may not be used, or only so.
  private static func restrictions(_ machine: MachineDescription) -> [(String, String)] {
    var facts: [(String, String)] = []
    let online = machine.cpus.filter(\.online)
    if let cpuset = machine.cpuset {
      facts.append(
        ("Cpuset", "\(cpuset.path) (\(cpuset.version)), CPUs \(ListText.cpus(cpuset.cpus))"))
    }
    let barred = online.filter { !$0.allowed }.map(\.id)
    if !barred.isEmpty { facts.append(("CPUs not allowed", ListText.cpus(barred))) }
    let isolated = machine.cpus.filter(\.isolated).map(\.id)
    if !isolated.isEmpty { facts.append(("Isolated CPUs", ListText.cpus(isolated))) }
    return facts
  }

  private static func virtualization(_ machine: MachineDescription) -> String {
    machine.virtualization ?? MachineLists.absent("virtualization", machine, "none seen")
  }

  static func counts(_ summary: MachineDescription.Summary) -> String {
    "\(summary.allowedCPUs) allowed of \(summary.onlineCPUs) online; "
      + [
        ListText.counted(summary.packages, "package"), ListText.counted(summary.cores, "core"),
        ListText.counted(summary.nodes, "NUMA node"),
      ].joined(separator: ", ")
  }

  private static func memory(_ machine: MachineDescription) -> String {
    let memory = machine.memoryBytes.map { NumberText.bytes(Double($0)) } ?? NumberText.absent
    let swap = machine.swapBytes.map {
      $0 == 0 ? "no swap" : "\(NumberText.bytes(Double($0))) swap"
    }
    let parts = machine.nodes.compactMap(\.freeBytes)
    let isKnown = !parts.isEmpty && parts.count == machine.nodes.count
    let free = isKnown ? NumberText.bytes(parts.reduce(0) { $0 + Double($1) }) + " free" : nil
    return [memory, free, swap].compactMap { $0 }.joined(separator: ", ")
  }

  static func frequency(_ machine: MachineDescription) -> String {
    guard let frequency = machine.frequency else { return NumberText.absent }
    let range: String? =
      if let low = frequency.minimumHertz, let high = frequency.maximumHertz {
        "\(NumberText.number(Double(low)))Hz to \(NumberText.number(Double(high)))Hz"
      } else {
        nil
      }
    let parts = [
      range, frequency.governor.map { "governor \($0)" }, frequency.driver.map { "driver \($0)" },
      frequency.boost.map { $0 ? "boost on" : "boost off" },
    ].compactMap { $0 }
    return parts.isEmpty ? NumberText.absent : parts.joined(separator: ", ")
  }

  private static func storage(_ storage: StorageDescription) -> String {
    "\(storage.directory), \(storage.filesystem)"
      + (storage.device.map { " on \($0)" } ?? "")
      + (storage.memoryBacked ? " (in memory: there is no device behind it)" : "")
  }
}
