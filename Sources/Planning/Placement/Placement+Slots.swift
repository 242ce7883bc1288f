public import ProfileModel

extension Placement {
  /// The CPU sets (OS ids, ascending) that workers take in turn: worker `i` gets `slots[i % slots.count]`.
  ///
  /// Never empty. Throws what the machine lacks: a CPU that does not exist, is offline or is not allowed.
  public func slots(on machine: MachineDescription) throws(PlanRefusal) -> [[Int]] {
    guard !machine.allowedCPUs.isEmpty else {
      throw .unavailable(
        what, why: "this process may use none of the machine's online CPUs",
        remedy: "Widen the cpuset or the affinity mask that it was started with")
    }
    switch policy {
    case .none:
      return [machine.allowedCPUs]
    case .core:
      return CPUOrder(machine).wholeCoresFirst.map { [$0.id] }
    case .list(let list):
      return try list.allowedIDs(on: machine, what: what).map { [$0] }
    }
  }

  /// The CPU set of each of `workers` workers, in the layout's order.
  public func workerCPUs(
    workers: Int, on machine: MachineDescription
  ) throws(PlanRefusal) -> [[Int]] {
    Self.assign(try slots(on: machine), to: workers)
  }

  static func assign(_ slots: [[Int]], to workers: Int) -> [[Int]] {
    (0..<workers).map { slots[$0 % slots.count] }
  }
}
