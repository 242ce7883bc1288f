extension DumpedTree {
  /// A physical core of a made-up machine.
  public struct Core: Sendable {
    public var package: Int
    public var die: Int?
    /// The kernel's `core_id`.
    public var id: Int
    /// OS ids of its hardware threads.
    public var threads: [Int]

    public init(package: Int, die: Int? = 0, id: Int, threads: [Int]) {
      self.package = package
      self.die = die
      self.id = id
      self.threads = threads
    }
  }

  /// What every machine has: names, memory, and a process outside of every cgroup limit.
  ///
  /// - Parameter allowed: `Cpus_allowed_list`.
  public mutating func identity(model: String, flags: String = "fpu sse2", allowed: String) {
    put("/proc/cpuinfo", "processor\t: 0\nmodel name\t: \(model)\nflags\t\t: \(flags)\n")
    put("/proc/sys/kernel/hostname", name)
    put("/proc/sys/kernel/osrelease", "6.1.0-test")
    put(
      "/proc/meminfo",
      "MemTotal:       16777216 kB\nMemFree:        8388608 kB\nSwapTotal:       1048576 kB")
    put(
      "/proc/self/status", "Name:\tprofile\nCpus_allowed_list:\t\(allowed)\nMems_allowed_list:\t0")
    put("/sys/devices/system/cpu/isolated", "")
    settings()
    cgroup("0::/", mounts: ["/ /sys/fs/cgroup - cgroup2 cgroup2 rw"])
  }

  private mutating func settings() {
    let kernel = "/proc/sys/kernel"
    put("\(kernel)/task_delayacct", "0")
    put("\(kernel)/perf_event_paranoid", "2")
    put("\(kernel)/numa_balancing", "1")
    put("\(kernel)/pid_max", "4194304")
    put("\(kernel)/threads-max", "126000")
  }

  /// The CPUs of these cores; the ones in `offline` have no topology, as on x86.
  public mutating func cpus(_ cores: [Core], offline: Set<Int> = []) {
    let present = cores.flatMap(\.threads)
    let folder = "/sys/devices/system/cpu"
    put("\(folder)/present", Self.list(present))
    put("\(folder)/possible", Self.list(present))
    put("\(folder)/online", Self.list(present.filter { !offline.contains($0) }))
    put("\(folder)/offline", Self.list(Array(offline)))
    put("\(folder)/smt/active", cores.contains { $0.threads.count > 1 } ? "1" : "0")
    for core in cores {
      let siblings = core.threads.filter { !offline.contains($0) }
      for cpu in siblings {
        let topology = "\(folder)/cpu\(cpu)/topology"
        put("\(topology)/core_id", "\(core.id)")
        put("\(topology)/physical_package_id", "\(core.package)")
        put("\(topology)/cluster_id", "65535")
        put("\(topology)/thread_siblings_list", Self.list(siblings))
        put("\(topology)/thread_siblings", Self.mask(siblings))
        if let die = core.die { put("\(topology)/die_id", "\(die)") }
      }
      for cpu in core.threads {
        put("\(folder)/cpu\(cpu)/online", offline.contains(cpu) ? "0" : "1")
      }
    }
  }

  /// A cache, at the next free index of each CPU that shares it.
  public mutating func cache(_ level: Int, _ type: String, size: String?, cpus: [Int]) {
    for cpu in cpus {
      let folder = "/sys/devices/system/cpu/cpu\(cpu)/cache"
      var index = 0
      while files["\(folder)/index\(index)/level"] != nil { index += 1 }
      put("\(folder)/index\(index)/level", "\(level)")
      put("\(folder)/index\(index)/type", type)
      put("\(folder)/index\(index)/shared_cpu_list", Self.list(cpus))
      put("\(folder)/index\(index)/shared_cpu_map", Self.mask(cpus))
      if let size { put("\(folder)/index\(index)/size", size) }
    }
  }

  /// First-level and second-level caches of each group of CPUs.
  public mutating func coreCaches(_ groups: [[Int]]) {
    for cpus in groups {
      cache(1, "Data", size: "32K", cpus: cpus)
      cache(1, "Instruction", size: "32K", cpus: cpus)
      cache(2, "Unified", size: "1M", cpus: cpus)
    }
  }

  /// A NUMA node with half of its memory free.
  ///
  /// - Parameter distances: one for each online node of the machine.
  public mutating func node(_ id: Int, cpus: [Int], gibibytes: Int, distances: [Int]) {
    let folder = "/sys/devices/system/node/node\(id)"
    let kibibytes = gibibytes << 20
    put("\(folder)/cpulist", Self.list(cpus))
    put("\(folder)/cpumap", Self.mask(cpus))
    put(
      "\(folder)/meminfo",
      "Node \(id) MemTotal:       \(kibibytes) kB\nNode \(id) MemFree:        \(kibibytes / 2) kB")
    put("\(folder)/distance", distances.map(String.init).joined(separator: " "))
    let online = files.keys.compactMap { path -> Int? in
      guard path.hasPrefix("/sys/devices/system/node/node"), path.hasSuffix("/distance") else {
        return nil
      }
      return Int(path.dropFirst("/sys/devices/system/node/node".count).dropLast("/distance".count))
    }
    put("/sys/devices/system/node/online", Self.list(online))
  }

  /// The cgroups of the process and the mounts, each as `ROOT MOUNTPOINT - TYPE SOURCE OPTIONS`.
  public mutating func cgroup(_ membership: String, mounts: [String]) {
    put("/proc/self/cgroup", membership)
    let lines = mounts.enumerated().map {
      "\($0 + 30) 23 0:\($0 + 26) \($1.replacing(" - ", with: " rw,relatime - "))"
    }
    put("/proc/self/mountinfo", lines.joined(separator: "\n"))
    for mount in mounts {
      let words = mount.split(separator: " ")
      if words.count > 1 { put("\(words[1])/cgroup.procs", "") }
    }
  }

  /// Ids as the kernel lists them: `0-3,8`.
  public static func list(_ ids: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for id in ids.sorted() {
      if let last = ranges.last, last.upperBound + 1 == id {
        ranges[ranges.count - 1] = last.lowerBound...id
      } else {
        ranges.append(id...id)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// Ids as the kernel's mask: groups of 32 bits, the highest first.
  public static func mask(_ ids: [Int]) -> String {
    let count = (ids.max() ?? 0) / 32 + 1
    let groups = (0..<count).reversed().map { group in
      ids.filter { $0 / 32 == group }.reduce(UInt32(0)) { $0 | 1 << UInt32($1 % 32) }
    }
    return groups.map { group in
      let digits = String(group, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined(separator: ",")
  }
}
