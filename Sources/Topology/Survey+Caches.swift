import ProfileModel

extension Survey {
  /// Each cache of the online CPUs once, in the order of level, type and lowest CPU.
  ///
  /// From `cpuN/cache/indexM` (`drivers/base/cacheinfo.c`).
  mutating func caches(of online: [MachineDescription.CPU]) -> [MachineDescription.Cache] {
    struct Identity: Hashable {
      var level: Int
      var type: String
      var cpus: [Int]
    }
    var found: [Identity: UInt64?] = [:]
    for cpu in online {
      let folder = "\(Self.cpuFolder)/cpu\(cpu.id)/cache"
      for index in root.numbers(in: folder, prefix: "index") {
        guard let cache = cache("\(folder)/index\(index)", of: cpu) else { continue }
        let identity = Identity(level: cache.level, type: cache.type, cpus: cache.cpus)
        found[identity] = .some((found[identity] ?? nil) ?? cache.sizeBytes)
      }
    }
    if found.isEmpty {
      unavailable["caches"] =
        "no cache of any CPU (cpu*/cache): "
        + absence("the kernel does not tell them")
    }
    let caches = found.map {
      MachineDescription.Cache(
        level: $0.key.level, type: $0.key.type, sizeBytes: $0.value, cpus: $0.key.cpus)
    }
    if caches.contains(where: { $0.sizeBytes == nil }) {
      unavailable["caches.sizeBytes"] = "the kernel does not tell the size of every cache"
    }
    return caches.sorted {
      ($0.level, $0.type, $0.cpus.first ?? 0) < ($1.level, $1.type, $1.cpus.first ?? 0)
    }
  }

  private func cache(
    _ folder: String, of cpu: MachineDescription.CPU
  ) -> MachineDescription.Cache? {
    guard let level = root.integer("\(folder)/level").value,
      let type = root.text("\(folder)/type").value
    else { return nil }
    let shared =
      root.ids(list: "\(folder)/shared_cpu_list", map: "\(folder)/shared_cpu_map").value ?? []
    // Some firmware names nobody: a cache belongs at least to its core.
    let cpus = shared.isEmpty ? cpu.siblings : Set(shared).union([cpu.id]).sorted()
    return MachineDescription.Cache(
      level: level, type: type, sizeBytes: root.text("\(folder)/size").value.flatMap(Self.size),
      cpus: cpus)
  }

  /// Bytes of a text like `32K` or `1M`.
  static func size(_ text: String) -> UInt64? {
    let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30]
    guard let last = text.last else { return nil }
    let shift = shifts[last]
    guard let number = UInt64(shift == nil ? text[...] : text.dropLast()) else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return overflow ? nil : bytes
  }
}
