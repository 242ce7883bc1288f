import ProfileModel

extension CPUList {
  /// The ids in order, each one that this process can use; duplicates stay.
  func allowedIDs(on machine: MachineDescription, what: String) throws(PlanRefusal) -> [Int] {
    try ids(on: machine, what: what) { (cpu, machine) throws(PlanRefusal) in
      try requireAllowed(cpu, on: machine, what: what)
    }
  }

  /// The ids in order, each passed through `check`; the first that does not exist is refused.
  func ids(
    on machine: MachineDescription, what: String,
    check: (MachineDescription.CPU, MachineDescription) throws(PlanRefusal) -> Void
  ) throws(PlanRefusal) -> [Int] {
    let byID = Dictionary(machine.cpus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var result: [Int] = []
    for range in ranges {
      for id in stride(from: range.low, through: range.high, by: range.step) {
        guard let cpu = byID[id] else { throw missing(id, on: machine, what: what) }
        try check(cpu, machine)
        result.append(id)
      }
    }
    return result
  }
}

private func missing(_ id: Int, on machine: MachineDescription, what: String) -> PlanRefusal {
  .unavailable(
    what,
    why: "CPU \(id) does not exist; this machine has CPUs \(cpuListText(machine.cpus.map(\.id)))",
    remedy: choice(on: machine))
}

private func requireAllowed(
  _ cpu: MachineDescription.CPU, on machine: MachineDescription, what: String
) throws(PlanRefusal) {
  guard cpu.online else {
    throw .unavailable(
      what, why: "CPU \(cpu.id) is offline",
      remedy: "\(choice(on: machine)), or bring it online as root: "
        + "echo 1 > /sys/devices/system/cpu/cpu\(cpu.id)/online")
  }
  guard cpu.allowed else {
    let cpuset = machine.cpuset.map {
      "\($0.cpus.contains(cpu.id) ? "affinity mask" : "cpuset \($0.path)")"
    }
    throw .unavailable(
      what,
      why:
        "CPU \(cpu.id) is online but outside this process's \(cpuset ?? "cpuset or affinity mask")",
      remedy: choice(on: machine))
  }
}

private func choice(on machine: MachineDescription) -> String {
  "Choose from the allowed CPUs \(cpuListText(machine.allowedCPUs))"
}
