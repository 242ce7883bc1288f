import ProfileModel
import Text

/// What makes two machines alike for a comparison: CPU model, counts of CPUs and nodes, quota; not the host's name.
struct MachineSignature: Hashable, Sendable {
  struct Fact: Hashable, Sendable {
    let name: String
    let value: String
  }

  let facts: [Fact]

  init(_ machine: MachineDescription) {
    let summary = machine.summary
    facts = [
      Fact(name: "CPU model", value: machine.cpuModel ?? "unknown"),
      Fact(name: "packages", value: "\(summary.packages)"),
      Fact(name: "dies", value: "\(summary.dies)"),
      Fact(name: "cores", value: "\(summary.cores)"),
      Fact(name: "CPUs", value: "\(summary.cpus)"),
      Fact(name: "online CPUs", value: "\(summary.onlineCPUs)"),
      Fact(name: "allowed CPUs", value: "\(summary.allowedCPUs)"),
      Fact(name: "NUMA nodes", value: "\(summary.nodes)"),
      Fact(name: "CPU quota", value: machine.cpuQuotaCores.map { "\($0) cores" } ?? "none"),
    ]
  }

  /// What differs, in words, in a fixed order.
  func differences(from other: MachineSignature) -> [String] {
    zip(facts, other.facts).filter { $0 != $1 }.map {
      "\($0.name): \($0.value) against \($1.value)"
    }
  }

  /// Such as `AMD EPYC, 8 CPUs, 4 allowed, quota 1.5 cores`.
  static func words(_ machine: MachineDescription) -> String {
    let summary = machine.summary
    let isPart = summary.allowedCPUs < summary.onlineCPUs
    let parts = [
      machine.cpuModel ?? "unknown CPU", ListText.counted(summary.onlineCPUs, "CPU"),
      summary.nodes > 1 ? "\(summary.nodes) NUMA nodes" : nil,
      isPart ? "\(summary.allowedCPUs) allowed" : nil,
      machine.cpuQuotaCores.map { "quota \(ListText.counted(amount: $0, "core"))" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
