public import ProfileModel
public import Text

extension Placement {
  /// The CPU sets (OS ids, ascending) that workers take in turn: worker `i` gets `slots[i % slots.count]`.
  ///
  /// Never empty. Throws what the machine lacks: a CPU that does not exist, is offline or is not allowed, a domain
  /// that does not exist or has no such CPU.
  public func slots(on machine: MachineDescription) throws(Refusal) -> [[Int]] {
    let order = CPUOrder(machine)
    guard !order.cpus.isEmpty else {
      throw .unavailable(
        what, why: "this process may use none of the machine's online CPUs",
        remedy: "Widen the cpuset or the affinity mask that it was started with")
    }
    guard policy != .none else { return [order.cpus.map(\.id)] }
    try requireKnownNodes(order, machine)
    let byID = Dictionary(order.cpus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return try ids(order, machine).compactMap { byID[$0] }
      .map { order.widened($0, to: width.domain) }
  }

  /// Refuses to go by nodes, or to fill them, where it is unknown which node a usable CPU belongs to.
  private func requireKnownNodes(
    _ order: CPUOrder, _ machine: MachineDescription
  ) throws(Refusal) {
    guard policy == .node || width == .node else { return }
    let unknown = Set(machine.cpusOfUnknownNode).intersection(order.cpus.map(\.id))
    guard !unknown.isEmpty else { return }
    let cpus = ListText.named("CPU", unknown)
    throw .unavailable(
      policy == .node ? what : naming("--pin-width", width.rawValue),
      why: "the node of \(cpus) is unknown (\(machine.reasonOfUnknownNode))",
      remedy: "Leave these CPUs out with taskset, or choose a placement without nodes, such as core"
    )
  }

  /// The CPU set of each of `workers` workers, in the layout's order.
  public func workerCPUs(
    workers: Int, on machine: MachineDescription
  ) throws(Refusal) -> [[Int]] {
    Self.assign(try slots(on: machine), to: workers)
  }

  static func assign(_ slots: [[Int]], to workers: Int) -> [[Int]] {
    (0..<workers).map { slots[$0 % slots.count] }
  }

  /// One allowed CPU after the other, in the order in which workers get them.
  private func ids(
    _ order: CPUOrder, _ machine: MachineDescription
  ) throws(Refusal) -> [Int] {
    switch policy {
    case .none: return order.cpus.map(\.id)
    case .compact: return order.compact.map(\.id)
    case .spread: return order.spread.map(\.id)
    case .core: return order.wholeCoresFirst.map(\.id)
    case .l3: return order.inTurn([.l3]).map(\.id)
    case .node: return order.inTurn([.node]).map(\.id)
    case .socket: return order.inTurn([.package]).map(\.id)
    case .list(let list): return try list.allowedIDs(on: machine, what: what)
    case .allBut(let list): return try list.allowedOthers(on: machine, what: what)
    case .nthAllowed(let list): return try list.nthAllowed(on: machine, what: what)
    case .expression(let terms):
      var ids: [Int] = []
      for term in terms {
        ids += try term.ids(order, machine, what: what)
      }
      return ids
    }
  }
}
