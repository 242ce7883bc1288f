public import ProfileModel

/// What a study will run: its configurations, and the order of the trials of every round.
public struct Plan: Sendable, Equatable {
  /// Workload by workload, `sequential` first where it was asked for, so that each workload's first one is its reference.
  public let configurations: [Configuration]
  public let seed: UInt64
  public let twins: Bool
  /// What `N` stood for, and the number of workers where none was asked for.
  public let defaultWorkers: Int
  /// What the user should know before the run.
  public let warnings: [String]

  /// More configurations than this are a slip of the keyboard: one round of them takes hours.
  public static let mostConfigurations = 10_000

  /// Combines workloads × strategies × worker counts × placements, duplicates dropped.
  ///
  /// `sequential` and `hybrid:PxT` state their own number of workers and appear once per workload and placement.
  public init(request: PlanRequest, machine: MachineDescription) throws(PlanRefusal) {
    try Self.requireSomething(request)
    defaultWorkers = machine.defaultWorkerCount
    seed = request.seed
    twins = request.twins
    let layouts = try Self.layouts(of: request, defaultWorkers: defaultWorkers)
    for layout in layouts {
      try Self.requireRoom(for: layout, maxWorkers: request.maxWorkers, on: machine)
    }
    let workloads = unique(request.workloads)
    let placements = unique(request.placements)
    let memory = unique(request.memory)
    guard
      layouts.count * placements.count * memory.count <= Self.mostConfigurations / workloads.count
    else {
      throw .usage(
        "this combination of options",
        why: "it makes more than \(grouped(Self.mostConfigurations)) configurations",
        remedy: "Ask for fewer numbers of workers or placements")
    }
    let resolved = try Self.resolve(placements, memory, on: machine)
    try Self.requireBoundMemory(for: workloads, resolved.map(\.memory), on: machine)
    configurations = Self.combine(workloads, layouts, resolved)
    warnings =
      Self.warnings(about: layouts, placements, on: machine)
      + Self.cacheWarnings(about: workloads, on: machine)
  }

  /// A placement with a memory policy, and what they mean on this machine.
  struct ResolvedPlacement {
    let placement: Placement
    let slots: [[Int]]
    let memory: MemoryPolicy
    /// Of the configuration's id: the memory policy, where several are compared.
    let suffix: String
  }

  private static func resolve(
    _ placements: [Placement], _ memory: [MemoryChoice], on machine: MachineDescription
  ) throws(PlanRefusal) -> [ResolvedPlacement] {
    var policies: [MemoryPolicy] = []
    for choice in memory { policies.append(try choice.resolved(on: machine)) }
    policies = unique(policies)
    var resolved: [ResolvedPlacement] = []
    for placement in placements {
      let slots = try placement.slots(on: machine)
      resolved += policies.map { policy in
        ResolvedPlacement(
          placement: placement, slots: slots, memory: policy,
          suffix: policies.count > 1 ? ";memory=\(policy)" : "")
      }
    }
    return resolved
  }

  private static func combine(
    _ workloads: [WorkloadVariant], _ layouts: [Layout], _ placements: [ResolvedPlacement]
  ) -> [Configuration] {
    var configurations: [Configuration] = []
    for workload in sideBySide(workloads) {
      let suffix = ConfigurationID.suffix(of: workload, among: workloads)
      for layout in layouts {
        for placement in placements {
          configurations.append(configuration(workload, layout, placement, suffix: suffix))
        }
      }
    }
    return configurations
  }

  /// A width stands in the id and among the parameters, so that studies with different ones are told apart.
  private static func configuration(
    _ workload: WorkloadVariant, _ layout: Layout, _ place: ResolvedPlacement, suffix: String
  ) -> Configuration {
    var parameters = workload.parameters
    var suffix = suffix
    if place.placement.width != .cpu {
      parameters["pinWidth"] = .text(place.placement.width.rawValue)
      suffix += ";pinWidth=\(place.placement.width.rawValue)"
    }
    return Configuration(
      id: ConfigurationID.text(workload.name, layout, place.placement.text) + suffix + place.suffix,
      workload: workload.name, layout: layout, pin: place.placement.text,
      workerCPUs: Placement.assign(place.slots, to: layout.workers),
      memoryPolicy: place.memory.description, parameters: parameters)
  }

  /// Variants of one workload side by side, in the order in which the workloads first appear.
  private static func sideBySide(_ workloads: [WorkloadVariant]) -> [WorkloadVariant] {
    unique(workloads.map(\.name)).flatMap { name in workloads.filter { $0.name == name } }
  }

  private static func layouts(
    of request: PlanRequest, defaultWorkers: Int
  ) throws(PlanRefusal) -> [Layout] {
    let counts = try request.workers?.resolved(defaultCount: defaultWorkers) ?? [defaultWorkers]
    // The reference of each workload is its first configuration, and that is `sequential` where it was asked for.
    let sequentialFirst =
      request.strategies.filter { $0 == .sequential }
      + request.strategies.filter { $0 != .sequential }
    return unique(sequentialFirst.flatMap { $0.layouts(workerCounts: counts) })
  }
}

/// The elements without later duplicates.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen = Set<Element>()
  return elements.filter { seen.insert($0).inserted }
}
