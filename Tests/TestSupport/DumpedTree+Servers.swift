extension DumpedTree {
  /// 2 sockets of 4 cores with 2 threads, numbered as Intel does: CPU 8 is the second thread of CPU 0's core.
  public static let twoSocketsSMT: DumpedTree = {
    var tree = DumpedTree("two-sockets-smt")
    tree.identity(model: "Made-up Xeon", allowed: "0-15")
    tree.cpus((0..<8).map { Core(package: $0 / 4, id: $0 % 4, threads: [$0, $0 + 8]) })
    tree.coreCaches((0..<8).map { [$0, $0 + 8] })
    let sockets = [[0, 1, 2, 3, 8, 9, 10, 11], [4, 5, 6, 7, 12, 13, 14, 15]]
    for cpus in sockets { tree.cache(3, "Unified", size: "16384K", cpus: cpus) }
    tree.node(0, cpus: sockets[0], gibibytes: 32, distances: [10, 21])
    tree.node(1, cpus: sockets[1], gibibytes: 32, distances: [21, 10])
    tree.cpufreq(cpus: Array(0..<16), governor: "performance", kilohertz: 800_000...3_900_000)
    tree.put("/sys/devices/system/cpu/intel_pstate/no_turbo", "0")
    return tree
  }()

  /// 2 sockets of 4 cores; CPUs 3 and 6 are offline, yet their nodes still list them.
  public static let offlineCPUs: DumpedTree = {
    var tree = DumpedTree("offline-cpus")
    tree.identity(model: "Made-up Xeon", allowed: "0-7")
    tree.cpus(
      (0..<8).map { Core(package: $0 / 4, id: $0 % 4, threads: [$0]) }, offline: [3, 6])
    let online = [[0, 1, 2], [4, 5, 7]]
    tree.coreCaches(online.flatMap { $0 }.map { [$0] })
    for cpus in online { tree.cache(3, "Unified", size: "8M", cpus: cpus) }
    tree.node(0, cpus: [0, 1, 2, 3], gibibytes: 16, distances: [10, 20])
    tree.node(1, cpus: [4, 5, 6, 7], gibibytes: 16, distances: [20, 10])
    return tree
  }()

  /// A POWER9 with two V100 each: CPUs 0–15 and 88–103, 4 threads a core, memory of 6 GPUs as nodes 250–255.
  public static let sparseIDs: DumpedTree = {
    var tree = DumpedTree("sparse-ids")
    tree.identity(model: "unused", allowed: "0-15,88-103")
    tree.put("/proc/cpuinfo", "processor\t: 0\ncpu\t\t: POWER9, altivec supported\n")
    let sockets = [Array(0..<16), Array(88..<104)]
    let firsts = sockets.flatMap { stride(from: $0[0], to: $0[0] + 16, by: 4) }
    let cores = firsts.map { Array($0..<($0 + 4)) }
    tree.cpus(cores.map { Core(package: $0[0] < 88 ? 0 : 8, die: nil, id: $0[0], threads: $0) })
    for cpus in cores { tree.cache(1, "Data", size: "32K", cpus: cpus) }
    // Two cores share an L2 and an L3.
    for pair in stride(from: 0, to: cores.count, by: 2) {
      tree.cache(2, "Unified", size: "512K", cpus: cores[pair] + cores[pair + 1])
      tree.cache(3, "Unified", size: "10240K", cpus: cores[pair] + cores[pair + 1])
    }
    let ids = [0, 8, 250, 251, 252, 253, 254, 255]
    for id in ids {
      let cpus = id == 0 ? sockets[0] : id == 8 ? sockets[1] : []
      tree.node(
        id, cpus: cpus, gibibytes: cpus.isEmpty ? 16 : 128,
        distances: ids.map { $0 == id ? 10 : max($0, id) < 250 ? 40 : 80 })
    }
    return tree
  }()

  /// 2 packages with 2 nodes each, a last-level cache per node, and 4 cores a node.
  public static let twoNodesPerPackage: DumpedTree = {
    var tree = DumpedTree("two-nodes-per-package")
    tree.identity(model: "Made-up EPYC", allowed: "0-15")
    tree.cpus((0..<16).map { Core(package: $0 / 8, id: $0 % 8, threads: [$0]) })
    tree.coreCaches((0..<16).map { [$0] })
    for id in 0..<4 {
      let cpus = Array((id * 4)..<(id * 4 + 4))
      tree.cache(3, "Unified", size: "32768K", cpus: cpus)
      let distances = (0..<4).map { $0 == id ? 10 : $0 / 2 == id / 2 ? 12 : 32 }
      tree.node(id, cpus: cpus, gibibytes: 16, distances: distances)
    }
    return tree
  }()

  /// One package of 2 dies with 2 cores each; the die ids are the kernel's 0 and 1, the core ids repeat.
  public static let twoDies: DumpedTree = {
    var tree = DumpedTree("two-dies")
    tree.identity(model: "Made-up Cascade Lake AP", allowed: "0-3")
    tree.cpus((0..<4).map { Core(package: 0, die: $0 / 2, id: $0 % 2, threads: [$0]) })
    tree.coreCaches((0..<4).map { [$0] })
    for cpus in [[0, 1], [2, 3]] { tree.cache(3, "Unified", size: "8M", cpus: cpus) }
    tree.node(0, cpus: [0, 1, 2, 3], gibibytes: 16, distances: [10])
    return tree
  }()

  /// 8 CPUs of one core each; node 0 and package 0 have the even ones, node 1 and package 1 the odd ones.
  public static let interleaved: DumpedTree = {
    var tree = DumpedTree("interleaved")
    tree.identity(model: "Made-up Opteron", allowed: "0-7")
    tree.cpus((0..<8).map { Core(package: $0 % 2, id: $0 / 2, threads: [$0]) })
    tree.coreCaches((0..<8).map { [$0] })
    for id in 0..<2 {
      let cpus = (0..<8).filter { $0 % 2 == id }
      tree.cache(3, "Unified", size: "6M", cpus: cpus)
      tree.node(id, cpus: cpus, gibibytes: 8, distances: id == 0 ? [10, 20] : [20, 10])
    }
    return tree
  }()

  /// A virtual machine that gives each of its 8 CPUs a socket and a cache of its own: 4 sockets in each of 2 nodes.
  public static let socketsInNodes: DumpedTree = {
    var tree = DumpedTree("sockets-in-nodes")
    tree.identity(model: "Made-up vCPU", flags: "fpu hypervisor", allowed: "0-7")
    tree.cpus((0..<8).map { Core(package: $0, id: 0, threads: [$0]) })
    tree.coreCaches((0..<8).map { [$0] })
    for cpu in 0..<8 { tree.cache(3, "Unified", size: "16M", cpus: [cpu]) }
    for id in 0..<2 {
      tree.node(
        id, cpus: Array((id * 4)..<(id * 4 + 4)), gibibytes: 8,
        distances: id == 0 ? [10, 20] : [20, 10])
    }
    return tree
  }()

  /// What cpufreq says of these CPUs.
  public mutating func cpufreq(cpus: [Int], governor: String, kilohertz: ClosedRange<Int>) {
    for cpu in cpus {
      let folder = "/sys/devices/system/cpu/cpu\(cpu)/cpufreq"
      put("\(folder)/scaling_driver", "intel_pstate")
      put("\(folder)/scaling_governor", governor)
      put("\(folder)/scaling_min_freq", "\(kilohertz.lowerBound)")
      put("\(folder)/scaling_max_freq", "\(kilohertz.upperBound)")
      put("\(folder)/cpuinfo_max_freq", "\(kilohertz.upperBound)")
    }
  }
}
