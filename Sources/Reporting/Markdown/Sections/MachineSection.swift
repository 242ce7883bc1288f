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
    let facts: [(String, String)] =
      [
        ("CPU", machine.cpuModel ?? NumberText.absent), ("CPUs", counts(machine.summary)),
        ("Caches", MachineLists.caches(machine).joined(separator: "; ")),
        ("Memory", MachineLists.memory(machine)), ("Kernel", machine.kernel),
        ("Settings", MachineLists.settings(machine).joined(separator: ", ")),
        ("Virtualization", virtualization(machine)), ("Frequency", frequency(machine)),
        ("NUMA nodes", MachineLists.nodes(machine).joined(separator: ". ")),
        ("NUMA distances", MachineLists.distances(machine).joined(separator: "; ")),
      ] + MachineLists.limits(machine)
      + [("Storage", study.design.storage.map(storage) ?? "")]
    return facts.filter { !$0.1.isEmpty }.map { name, value in
      [.strong("\(name):"), .text(" \(value)")]
    }
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
