import ProfileModel

extension Survey {
  /// What cpufreq says of these CPUs (`Documentation/admin-guide/pm/cpufreq.rst`); nil where there is none.
  mutating func frequency(of cpus: [Int]) -> MachineDescription.Frequency? {
    let boost = boostAllowed(cpus)
    let folders = cpus.map { "\(Self.cpuFolder)/cpu\($0)/cpufreq" }.filter(root.exists)
    if folders.isEmpty, boost.value == nil {
      unavailable["frequency"] =
        "no cpufreq on the allowed CPUs: "
        + absence("firmware, or the host of a virtual machine, decides")
      return nil
    }
    var frequency = MachineDescription.Frequency()
    frequency.driver = take("frequency.driver", names("scaling_driver", in: folders))
    frequency.governor = take("frequency.governor", names("scaling_governor", in: folders))
    let lowest = limits("min_freq", in: folders).map { $0.min() ?? nil }
    let highest = limits("max_freq", in: folders).map { $0.max() ?? nil }
    frequency.minimumHertz = take("frequency.minimumHertz", lowest) ?? nil
    frequency.maximumHertz = take("frequency.maximumHertz", highest) ?? nil
    frequency.boost = take("frequency.boost", boost)
    return frequency
  }

  /// The distinct texts of a file over the folders, joined by commas.
  private func names(_ file: String, in folders: [String]) -> Reading<String> {
    let texts = Set(folders.compactMap { root.text("\($0)/\(file)").value })
    guard !texts.isEmpty else { return .failure(Missing("no CPU has a readable cpufreq/\(file)")) }
    return .success(texts.sorted().joined(separator: ","))
  }

  /// The limits in force, in hertz, else the hardware's.
  private func limits(_ file: String, in folders: [String]) -> Reading<[UInt64]> {
    let values = folders.compactMap { folder in
      root.integer("\(folder)/scaling_\(file)").or(root.integer("\(folder)/cpuinfo_\(file)")).value
    }
    guard !values.isEmpty else {
      return .failure(Missing("no CPU has a readable cpufreq/scaling_\(file)"))
    }
    // The kernel tells kHz; beyond a terahertz it is nonsense.
    return .success(values.filter { (1..<1_000_000_000).contains($0) }.map { UInt64($0) * 1000 })
  }

  private func boostAllowed(_ cpus: [Int]) -> Reading<Bool> {
    let folder = Self.cpuFolder
    let ownSwitch = cpus.first.map { root.integer("\(folder)/cpu\($0)/cpufreq/boost") }
    return root.integer("\(folder)/intel_pstate/no_turbo").map { $0 == 0 }
      .or(root.integer("\(folder)/cpufreq/boost").map { $0 != 0 })
      .or(ownSwitch?.map { $0 != 0 } ?? .failure(Missing("no CPU is allowed")))
      .mapError { _ in
        Missing(
          "neither cpufreq/boost nor intel_pstate/no_turbo is there: "
            + absence("no switch for boost"))
      }
  }
}
