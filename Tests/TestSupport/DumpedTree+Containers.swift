extension DumpedTree {
  /// Docker on cgroup v1 without a cgroup namespace: the mounts show the container's own cgroups only.
  public static let cpusetV1: DumpedTree = {
    var tree = fourCores("cpuset-v1", allowed: "2-3")
    let path = "/docker/4f1e"
    tree.put("/.dockerenv", bytes: [])
    tree.cgroup(
      "5:cpuset:\(path)\n4:pids:\(path)\n3:memory:\(path)\n2:cpu,cpuacct:\(path)\n1:name=systemd:\(path)",
      mounts: [
        "\(path) /sys/fs/cgroup/cpu,cpuacct - cgroup cgroup rw,cpu,cpuacct",
        "\(path) /sys/fs/cgroup/memory - cgroup cgroup rw,memory",
        "\(path) /sys/fs/cgroup/cpuset - cgroup cgroup rw,cpuset",
        "\(path) /sys/fs/cgroup/pids - cgroup cgroup rw,pids",
      ])
    tree.put("/sys/fs/cgroup/cpuset/cpuset.cpus", "2-3")
    tree.put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000")
    tree.put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000")
    tree.put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912")
    tree.put("/sys/fs/cgroup/pids/pids.max", "100")
    tree.put("/sys/fs/cgroup/pids/pids.current", "7")
    return tree
  }()

  /// cgroup v2, three levels down: the own cgroup has no cpuset file, and an ancestor's limits are tighter.
  public static let cpusetV2Nested: DumpedTree = {
    var tree = fourCores("cpuset-v2-nested", allowed: "0-2")
    tree.cgroup(
      "0::/batch.slice/job/step", mounts: ["/ /sys/fs/cgroup - cgroup2 cgroup2 rw,nsdelegate"])
    let slice = "/sys/fs/cgroup/batch.slice"
    tree.put("/sys/fs/cgroup/cpuset.cpus.effective", "0-3")
    tree.put("\(slice)/cpuset.cpus.effective", "0-2")
    tree.put("\(slice)/cpu.max", "200000 100000")
    tree.put("\(slice)/memory.max", "2147483648")
    tree.put("\(slice)/pids.max", "64")
    tree.put("\(slice)/pids.current", "60")
    tree.put("\(slice)/job/cpu.max", "max 100000")
    tree.put("\(slice)/job/memory.max", "max")
    tree.put("\(slice)/job/pids.max", "32")
    tree.put("\(slice)/job/pids.current", "3")
    tree.put("\(slice)/job/step/cpu.max", "300000 100000")
    tree.put("\(slice)/job/step/memory.max", "4294967296")
    return tree
  }()

  /// Kubernetes on cgroup v2 with a cgroup namespace: `cpu.max` of 1.5 cores at the namespace's root.
  public static let quotaOneAndAHalf: DumpedTree = {
    var tree = fourCores("quota-one-and-a-half", allowed: "0-3")
    tree.put("/run/.containerenv", bytes: [])
    tree.put("/sys/fs/cgroup/cpuset.cpus.effective", "0-3")
    tree.put("/sys/fs/cgroup/cpu.max", "150000 100000")
    tree.put("/sys/fs/cgroup/memory.max", "max")
    return tree
  }()

  /// A guest with each v1 controller mounted apart and v2 beside them without controllers.
  public static let hybridCgroups: DumpedTree = {
    var tree = fourCores("hybrid-cgroups", allowed: "0-3")
    tree.put("/.dockerenv", bytes: [])
    let folder = "/sys/fs/cgroup"
    let controllers = ["cpu", "cpuacct", "cpuset", "memory", "pids"]
    let lines = controllers.enumerated().map {
      "\($0 + 1):\($1):\($1 == "memory" ? "/agent/602b" : "/")"
    }
    tree.cgroup(
      (lines + ["9:name=systemd:/", "0::/"]).joined(separator: "\n"),
      mounts: controllers.map { "/ \(folder)/\($0) - cgroup cgroup rw,\($0)" }
        + ["/ \(folder)/unified - cgroup2 cgroup2 rw"])
    tree.put("\(folder)/cpu/cpu.cfs_quota_us", "-1")
    tree.put("\(folder)/cpu/cpu.cfs_period_us", "100000")
    tree.put("\(folder)/cpuset/cpuset.effective_cpus", "0-3")
    tree.put("\(folder)/cpuset/cpuset.cpus", "0-3")
    tree.put("\(folder)/memory/memory.limit_in_bytes", "9223372036854771712")
    tree.put("\(folder)/memory/agent/602b/memory.limit_in_bytes", "9223372036854771712")
    tree.put("/sys/devices/system/cpu/isolated", "3")
    return tree
  }()

  /// One package of 4 cores, one node.
  private static func fourCores(_ name: String, allowed: String) -> DumpedTree {
    var tree = DumpedTree(name)
    tree.identity(model: "Made-up EPYC", flags: "fpu hypervisor", allowed: allowed)
    tree.put(
      "/sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc kvm-clock ")
    tree.cpus((0..<4).map { Core(package: 0, id: $0, threads: [$0]) })
    tree.coreCaches((0..<4).map { [$0] })
    tree.cache(3, "Unified", size: "16M", cpus: [0, 1, 2, 3])
    tree.node(0, cpus: [0, 1, 2, 3], gibibytes: 16, distances: [10])
    return tree
  }

  /// Every named tree, for tables and golden files.
  public static let all: [DumpedTree] = [
    twoSocketsSMT, offlineCPUs, sparseIDs, twoNodesPerPackage, twoDies, interleaved,
    socketsInNodes, memoryless, noNodes, hybrid, hybridByFrequency, bigLittle, asymmetricCaches,
    nulBytes, masksOnly, cpusetV1,
    cpusetV2Nested, quotaOneAndAHalf, hybridCgroups,
  ]
}
