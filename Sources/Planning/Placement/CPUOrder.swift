import ProfileModel

/// The allowed CPUs and the orders in which placements take them.
struct CPUOrder {
  typealias CPU = MachineDescription.CPU

  /// Online and allowed, in the order of ids.
  let cpus: [CPU]
  /// How many allowed siblings of the same physical core have smaller ids: 0 for the first of each core.
  private let rank: [Int: Int]

  init(_ machine: MachineDescription) {
    cpus = machine.cpus.filter { $0.online && $0.allowed }.sorted { $0.id < $1.id }
    var taken: [Int: Int] = [:]
    var rank: [Int: Int] = [:]
    for cpu in cpus {
      let core = Self.core(of: cpu)
      rank[cpu.id] = taken[core, default: 0]
      taken[core, default: 0] += 1
    }
    self.rank = rank
  }

  /// The physical core's name: its smallest sibling, allowed or not.
  static func core(of cpu: CPU) -> Int { min(cpu.id, cpu.siblings.min() ?? cpu.id) }

  /// One CPU of every physical core, then the second ones, …; each time performance cores before efficiency cores.
  ///
  /// Within that, in the order of ids. A second hardware thread of a performance core comes after the efficiency
  /// cores: a core of one's own is worth more than half of a faster one.
  var wholeCoresFirst: [CPU] {
    cpus.sorted { a, b in tier(a) != tier(b) ? tier(a) < tier(b) : a.id < b.id }
  }

  /// CPUs of a smaller tier are taken before those of a larger one.
  func tier(_ cpu: CPU) -> Int {
    2 * rank[cpu.id, default: 0] + (cpu.kind == .efficiency ? 1 : 0)
  }
}
