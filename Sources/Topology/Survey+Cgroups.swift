import ProfileModel

extension Survey {
  /// The cpuset in force: the effective CPUs of the nearest cgroup that tells them.
  func cpuset() -> Reading<MachineDescription.Cpuset> {
    Cgroups(root).chain(of: .cpuset).flatMap { chain in
      let names =
        chain.version == 2
        ? ["cpuset.cpus.effective"]
        : ["cpuset.effective_cpus", "cpuset.cpus", "effective_cpus", "cpus"]
      for folder in chain.folders {
        for name in names {
          guard let cpus = root.ids(list: "\(folder)/\(name)").value, !cpus.isEmpty else {
            continue
          }
          return .success(.init(version: "v\(chain.version)", path: folder, cpus: cpus))
        }
      }
      let last = chain.folders.last ?? "/"
      return .failure(Missing("no cgroup up to \(last) has a readable \(names[0])"))
    }
  }

  mutating func addLimits(to machine: inout MachineDescription) {
    let cgroups = Cgroups(root)
    machine.cpuset = take("cpuset", cpuset())
    machine.cpuQuotaCores = tightest("cpuQuotaCores", cgroups.tightest(.cpu, quota))
    let memory = tightest("memoryLimitBytes", cgroups.tightest(.memory, memoryLimit))
    // A limit beyond the memory there is (v1's "unlimited" is 2^63 rounded to pages) limits nothing.
    if let memory, memory < machine.memoryBytes ?? (1 << 60) { machine.memoryLimitBytes = memory }
    machine.settings.cgroupTasksLeft = tightest(
      "settings.cgroupTasksLeft", cgroups.tightest(.pids, tasksLeft))
  }

  /// The limit that was found; that a cgroup which cannot be read may be tighter is kept as a reason beside it.
  private mutating func tightest<Value: Comparable>(
    _ key: String, _ reading: Reading<Cgroups.Tightest<Value>>
  ) -> Value? {
    guard let found = take(key, reading) else { return nil }
    if let doubt = found.doubt {
      unavailable[key] =
        "the limit that is in force may be tighter than what was found: \(doubt.reason)"
    }
    return found.value
  }

  /// CPU bandwidth in cores: `cpu.max`, or v1's `cpu.cfs_quota_us` over `cpu.cfs_period_us`.
  func quota(_ folder: String, _ version: Int) -> Reading<Double?> {
    guard version == 2 else { return separateQuota(folder) }
    let file = "\(folder)/cpu.max"
    return root.text(file).flatMap { text in
      let words = text.split(separator: " ")
      guard words.count == 2, let period = Int(words[1]), period > 0 else {
        return .failure(.malformed(file, text))
      }
      if words[0] == "max" { return .success(nil) }
      guard let quota = Int(words[0]) else { return .failure(.malformed(file, text)) }
      return .success(quota > 0 ? Double(quota) / Double(period) : nil)
    }
  }

  /// v1 keeps quota and period in a file each; a quota of -1 is none, whatever the period.
  private func separateQuota(_ folder: String) -> Reading<Double?> {
    root.integer("\(folder)/cpu.cfs_quota_us").flatMap { quota in
      guard quota > 0 else { return .success(nil) }
      let file = "\(folder)/cpu.cfs_period_us"
      switch root.integer(file) {
      case .success(let period) where period > 0: return .success(Double(quota) / Double(period))
      case .success(let period): return .failure(.malformed(file, "\(period)"))
      // Not the absence of a quota, which is there.
      case .failure(let missing): return .failure(Missing(missing.reason))
      }
    }
  }

  func memoryLimit(_ folder: String, _ version: Int) -> Reading<UInt64?> {
    limit(version == 2 ? "\(folder)/memory.max" : "\(folder)/memory.limit_in_bytes")
  }

  private func tasksLeft(_ folder: String, _ version: Int) -> Reading<Int?> {
    limit("\(folder)/pids.max").flatMap { most in
      guard let most else { return .success(nil) }
      return root.integer("\(folder)/pids.current").map { current in
        Int(clamping: most - min(most, UInt64(clamping: current)))
      }
    }
  }

  /// A number, or nil for `max`.
  private func limit(_ file: String) -> Reading<UInt64?> {
    root.text(file).flatMap { text in
      if text == "max" { return .success(nil) }
      guard let number = UInt64(text) else { return .failure(.malformed(file, text)) }
      return .success(number)
    }
  }
}
