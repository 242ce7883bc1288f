public import ProfileModel

extension MachineDescription {
  /// Describes the machine whose `/sys` and `/proc` lie under `root`.
  ///
  /// What the tree does not tell is null, with the reason in `unavailable`.
  ///
  /// - Throws: ``TopologyError/noCPUs(root:)`` when not even the CPUs can be told.
  public static func read(from root: Root = Root()) throws(TopologyError) -> MachineDescription {
    var survey = Survey(root: root)
    return try survey.machine()
  }
}

/// One pass over a root, which collects the reasons for what is missing.
struct Survey {
  let root: Root
  var unavailable: [String: String] = [:]

  init(root: Root) {
    self.root = root
  }

  /// What it says of the machine that something is not there; of a copy it says that it was not copied.
  func absence(_ fact: String) -> String {
    root.isLive ? fact : "it is not in this copy"
  }

  /// The value of a reading; without one, its reason is kept under `key`.
  mutating func take<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
    switch reading {
    case .success(let value): return value
    case .failure(let missing):
      unavailable[key] = missing.reason
      return nil
    }
  }

  mutating func machine() throws(TopologyError) -> MachineDescription {
    var nodes = try nodes()
    let cpus = try cpus(nodes: nodes)
    addLinked(cpus, to: &nodes)
    var machine = MachineDescription(
      hostname: take("hostname", hostname) ?? "unknown",
      kernel: take("kernel", kernelRelease) ?? "unknown",
      cpus: cpus, nodes: nodes, caches: caches(of: cpus.filter(\.online)))
    machine.cpuModel = take("cpuModel", cpuModel)
    machine.bootID = take("bootID", root.text("/proc/sys/kernel/random/boot_id"))
    machine.virtualization = take("virtualization", virtualization) ?? nil
    addMemory(to: &machine)
    addLimits(to: &machine)
    machine.frequency = frequency(of: machine.allowedCPUs)
    addSettings(to: &machine.settings)
    machine.unavailable = unavailable
    return machine
  }
}
