import ProfileModel

/// Tells performance from efficiency cores by one number per CPU: its capacity or its highest frequency.
struct CoreKinds {
  typealias Kind = MachineDescription.CPU.Kind

  /// Smallest ratio between the slowest of the fast and the fastest of the slow.
  var gap: Double
  /// Largest ratio within either group.
  var spread: Double

  /// `cpu_capacity` is the kernel's own statement; a tenth tells kinds from favoured cores of one kind.
  static let byCapacity = CoreKinds(gap: 1.1, spread: .infinity)
  /// The highest frequency differs among cores of one kind too (favoured cores), so the split must be plain.
  static let byFrequency = CoreKinds(gap: 1.2, spread: 1.1)

  /// The kind of each CPU, split at the widest gap; nil when there is no clear one.
  func split(_ values: [Int: Int]) -> [Int: Kind]? {
    let levels = Set(values.values).sorted()
    guard let lowest = levels.first, let highest = levels.last, lowest > 0 else { return nil }
    let gaps = zip(levels, levels.dropFirst()).map { (low: $0, high: $1, ratio: ratio($1, $0)) }
    guard let widest = gaps.max(by: { $0.ratio < $1.ratio }), widest.ratio >= gap,
      ratio(widest.low, lowest) <= spread, ratio(highest, widest.high) <= spread
    else { return nil }
    return values.mapValues { $0 >= widest.high ? .performance : .efficiency }
  }

  private func ratio(_ high: Int, _ low: Int) -> Double { Double(high) / Double(low) }
}

extension Survey {
  /// The kind of each CPU: by its performance counters (PMU), else by capacity, else by highest frequency.
  func coreKinds(of online: [Int]) -> [Int: CoreKinds.Kind] {
    if let kinds = kindsByCounters(of: online) { return kinds }
    let uniform = Dictionary(online.map { ($0, CoreKinds.Kind.uniform) }) { first, _ in first }
    let capacities = numbers("cpu_capacity", of: online)
    if capacities.count == online.count {
      return CoreKinds.byCapacity.split(capacities) ?? uniform
    }
    let frequencies = numbers("cpufreq/cpuinfo_max_freq", of: online)
    guard frequencies.count == online.count else { return uniform }
    return CoreKinds.byFrequency.split(frequencies) ?? uniform
  }

  /// From the CPUs of the PMUs `cpu_core`, `cpu_atom` and `cpu_lowpower` (`arch/x86/events/intel/core.c`).
  private func kindsByCounters(of online: [Int]) -> [Int: CoreKinds.Kind]? {
    func cpus(_ unit: String) -> Set<Int> {
      Set(root.ids(list: "/sys/devices/\(unit)/cpus").value ?? []).intersection(online)
    }
    let fast = cpus("cpu_core")
    let slow = cpus("cpu_atom").union(cpus("cpu_lowpower")).subtracting(fast)
    guard !fast.isEmpty, !slow.isEmpty else { return nil }
    var kinds: [Int: CoreKinds.Kind] = [:]
    for id in fast { kinds[id] = .performance }
    for id in slow { kinds[id] = .efficiency }
    return kinds
  }

  private func numbers(_ file: String, of cpus: [Int]) -> [Int: Int] {
    var values: [Int: Int] = [:]
    for id in cpus { values[id] = root.integer("\(Self.cpuFolder)/cpu\(id)/\(file)").value }
    return values
  }
}
