extension DumpedTree {
  /// Node 0: CPUs 0–1 and memory; node 1: CPUs 2–3, no memory; node 2: memory only.
  public static let memoryless: DumpedTree = {
    var tree = DumpedTree("memoryless")
    tree.identity(model: "QEMU Virtual CPU", flags: "fpu hypervisor", allowed: "0-3")
    tree.cpus((0..<4).map { Core(package: $0 / 2, id: $0 % 2, threads: [$0]) })
    tree.coreCaches((0..<4).map { [$0] })
    tree.node(0, cpus: [0, 1], gibibytes: 1, distances: [10, 20, 30])
    tree.node(1, cpus: [2, 3], gibibytes: 0, distances: [20, 10, 30])
    tree.node(2, cpus: [], gibibytes: 1, distances: [30, 30, 10])
    return tree
  }()

  /// A kernel built without NUMA: no node folder at all.
  public static let noNodes: DumpedTree = {
    var tree = DumpedTree("no-nodes")
    tree.identity(model: "Made-up Core", allowed: "0-3")
    tree.cpus((0..<2).map { Core(package: 0, id: $0, threads: [$0 * 2, $0 * 2 + 1]) })
    tree.coreCaches([[0, 1], [2, 3]])
    tree.cache(3, "Unified", size: "4M", cpus: [0, 1, 2, 3])
    return tree
  }()

  /// 4 performance cores with 2 threads, then 4 efficiency cores that share an L2, told by their counters.
  public static let hybrid: DumpedTree = {
    var tree = DumpedTree("hybrid")
    tree.hybridCores(model: "Made-up Alder Lake")
    tree.put("/sys/devices/cpu_core/cpus", "0-7")
    tree.put("/sys/devices/cpu_atom/cpus", "8-11")
    return tree
  }()

  /// The same cores without PMUs: the highest frequency must tell them apart, favoured cores notwithstanding.
  public static let hybridByFrequency: DumpedTree = {
    var tree = DumpedTree("hybrid-by-frequency")
    tree.hybridCores(model: "Made-up Alder Lake")
    tree.cpufreq(cpus: [0, 1], governor: "powersave", kilohertz: 800_000...5_000_000)
    tree.cpufreq(cpus: Array(2..<8), governor: "powersave", kilohertz: 800_000...4_700_000)
    tree.cpufreq(cpus: Array(8..<12), governor: "powersave", kilohertz: 800_000...3_600_000)
    return tree
  }()

  private mutating func hybridCores(model: String) {
    identity(model: model, allowed: "0-11")
    let fast = (0..<4).map { Core(package: 0, id: $0 * 4, threads: [$0 * 2, $0 * 2 + 1]) }
    let slow = (8..<12).map { Core(package: 0, id: $0 + 12, threads: [$0]) }
    cpus(fast + slow)
    coreCaches(fast.map(\.threads))
    for core in slow { cache(1, "Data", size: "32K", cpus: core.threads) }
    cache(2, "Unified", size: "2M", cpus: [8, 9, 10, 11])
    cache(3, "Unified", size: "25M", cpus: Array(0..<12))
    node(0, cpus: Array(0..<12), gibibytes: 16, distances: [10])
  }

  /// An ARM board: little cores first, told by `cpu_capacity`; an L2 per cluster, no L3, no dies, no nodes.
  public static let bigLittle: DumpedTree = {
    var tree = DumpedTree("big-little")
    tree.identity(model: "unused", allowed: "0-5")
    let blocks = (0..<6).map { cpu in
      let part = cpu < 4 ? "0xd03" : "0xd09"
      return "processor\t: \(cpu)\nCPU implementer\t: 0x41\nCPU part\t: \(part)\n"
    }
    tree.put("/proc/cpuinfo", blocks.joined(separator: "\n"))
    tree.cpus((0..<6).map { Core(package: 0, die: nil, id: $0 < 4 ? $0 : $0 - 4, threads: [$0]) })
    for cpu in 0..<6 {
      let folder = "/sys/devices/system/cpu/cpu\(cpu)"
      tree.put("\(folder)/cpu_capacity", cpu < 4 ? "446" : "1024")
      tree.put("\(folder)/topology/cluster_id", cpu < 4 ? "0" : "1")
      tree.cache(1, "Data", size: "32K", cpus: [cpu])
    }
    tree.cache(2, "Unified", size: "512K", cpus: [0, 1, 2, 3])
    tree.cache(2, "Unified", size: "1024K", cpus: [4, 5])
    return tree
  }()

  /// One die with a big L3, one with a small one, and two cores with no L3 but a shared L2.
  public static let asymmetricCaches: DumpedTree = {
    var tree = DumpedTree("asymmetric-caches")
    tree.identity(model: "Made-up Ryzen X3D", allowed: "0-7")
    tree.cpus((0..<8).map { Core(package: 0, id: $0, threads: [$0]) })
    tree.coreCaches((0..<6).map { [$0] })
    for cpu in 6..<8 { tree.cache(1, "Data", size: "32K", cpus: [cpu]) }
    tree.cache(2, "Unified", size: "2M", cpus: [6, 7])
    tree.cache(3, "Unified", size: "98304K", cpus: [0, 1, 2, 3])
    tree.cache(3, "Unified", size: "32768K", cpus: [4, 5])
    tree.node(0, cpus: Array(0..<8), gibibytes: 16, distances: [10])
    return tree
  }()

  /// 40 CPUs in 2 packages whose lists carry NUL bytes before, in and behind their text.
  public static let nulBytes: DumpedTree = {
    var tree = wide("nul-bytes")
    for (path, content) in tree.files where path.hasSuffix("list") || path.hasSuffix("/online") {
      tree.put(path, bytes: [0] + content.prefix(1) + [0] + content.dropFirst() + [0, 0])
    }
    return tree
  }()

  /// The same 40 CPUs on a kernel that prints masks only, none of the lists in nodes, cores and caches.
  public static let masksOnly: DumpedTree = {
    var tree = wide("masks-only")
    tree.remove(suffix: "/cpulist")
    tree.remove(suffix: "/thread_siblings_list")
    tree.remove(suffix: "/shared_cpu_list")
    return tree
  }()

  /// More than 32 CPUs, so that masks have two groups.
  private static func wide(_ name: String) -> DumpedTree {
    var tree = DumpedTree(name)
    tree.identity(model: "Made-up Xeon", allowed: "0-39")
    tree.cpus((0..<20).map { Core(package: $0 / 10, id: $0 % 10, threads: [$0, $0 + 20]) })
    tree.coreCaches((0..<20).map { [$0, $0 + 20] })
    for id in 0..<2 {
      let cpus = Array((id * 10)..<(id * 10 + 10)) + Array((id * 10 + 20)..<(id * 10 + 30))
      tree.cache(3, "Unified", size: "20M", cpus: cpus)
      tree.node(id, cpus: cpus, gibibytes: 64, distances: id == 0 ? [10, 21] : [21, 10])
    }
    return tree
  }
}
