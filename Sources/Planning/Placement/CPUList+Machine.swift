import ProfileModel
import Text

extension CPUList {
  /// The ids in order, each one that this process can use; duplicates stay.
  func allowedIDs(on machine: MachineDescription, what: String) throws(Refusal) -> [Int] {
    let cpus = try existing(on: machine, what: what)
    for cpu in cpus { try requireAllowed(cpu, on: machine, what: what) }
    return cpus.map(\.id)
  }

  /// The allowed CPUs that are not listed, ascending; listed ones must exist, or they are slips of the keyboard.
  func allowedOthers(on machine: MachineDescription, what: String) throws(Refusal) -> [Int] {
    let excluded = Set(try existing(on: machine, what: what).map(\.id))
    let left = machine.allowedCPUs.filter { !excluded.contains($0) }
    guard !left.isEmpty else {
      let allowed = machine.allowedCPUs
      throw .unavailable(
        what,
        why: allowed.count == 1
          ? "it leaves out the only allowed CPU, \(allowed.idList)"
          : "none of the allowed CPUs \(allowed.idList) is left",
        remedy: allowed.count == 1 ? "Leave --pin out" : "Leave at least one of them")
    }
    return left
  }

  /// The allowed CPUs at these places of their ascending order, counted from 0.
  func nthAllowed(on machine: MachineDescription, what: String) throws(Refusal) -> [Int] {
    let allowed = machine.allowedCPUs.sorted()
    let isOne = allowed.count == 1
    return try picked(from: allowed) { index in
      .unavailable(
        what,
        why: "there is no allowed CPU number \(index), counted from 0: "
          + (isOne ? "the only allowed CPU is " : "the \(allowed.count) allowed CPUs are ")
          + allowed.idList,
        remedy: isOne ? "Write +0" : "Count from +0 to +\(allowed.count - 1)")
    }
  }

  /// The members at these indices, in order; `missing` makes the refusal of the first index beyond them.
  func picked(
    from members: [Int], missing: (Int) -> Refusal
  ) throws(Refusal) -> [Int] {
    var result: [Int] = []
    for range in ranges {
      for index in range.numbers {
        guard index < members.count else { throw missing(index) }
        result.append(members[index])
      }
    }
    return result
  }

  /// The CPUs in order; the first that does not exist is refused.
  private func existing(
    on machine: MachineDescription, what: String
  ) throws(Refusal) -> [MachineDescription.CPU] {
    let byID = Dictionary(machine.cpus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var result: [MachineDescription.CPU] = []
    for range in ranges {
      for id in range.numbers {
        guard let cpu = byID[id] else { throw missing(id, on: machine, what: what) }
        result.append(cpu)
      }
    }
    return result
  }
}

private func missing(_ id: Int, on machine: MachineDescription, what: String) -> Refusal {
  .unavailable(
    what,
    why: "CPU \(id) does not exist; this machine has CPUs \(machine.cpus.map(\.id).idList)",
    remedy: choice(on: machine))
}

private func requireAllowed(
  _ cpu: MachineDescription.CPU, on machine: MachineDescription, what: String
) throws(Refusal) {
  guard cpu.online else {
    throw .unavailable(
      what, why: "CPU \(cpu.id) is offline",
      remedy: "\(choice(on: machine)), or bring it online as root: "
        + "echo 1 > /sys/devices/system/cpu/cpu\(cpu.id)/online")
  }
  guard !cpu.allowed else { return }
  let why = "CPU \(cpu.id) is online but outside this process's"
  guard let cpuset = machine.cpuset else {
    throw .unavailable(what, why: "\(why) cpuset or affinity mask", remedy: choice(on: machine))
  }
  guard cpuset.cpus.contains(cpu.id) else {
    throw .unavailable(what, why: "\(why) cpuset \(cpuset.path)", remedy: choice(on: machine))
  }
  // A mask that isolcpus or the caller set can be widened again within the cpuset.
  let wider = (machine.allowedCPUs + [cpu.id]).idList
  throw .unavailable(
    what, why: "\(why) affinity mask\(cpu.isolated ? ", as isolated CPUs are" : "")",
    remedy: "\(choice(on: machine)), or start the program with taskset -c \(wider)")
}

private func choice(on machine: MachineDescription) -> String {
  let allowed = machine.allowedCPUs
  return allowed.count == 1
    ? "Choose the only allowed CPU, \(allowed.idList)"
    : "Choose from the allowed CPUs \(allowed.idList)"
}
