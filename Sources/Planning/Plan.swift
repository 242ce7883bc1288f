public import ProfileModel
public import Text

/// What a study will run: its configurations, and the order of the trials of every round.
public struct Plan: Sendable, Equatable {
  /// Workload by workload, `sequential` first where it was asked for, so that each workload's first one is its reference.
  public let configurations: [Configuration]
  public let seed: UInt64
  public let twins: Bool
  /// What `N` stood for, and the largest number of workers where none was asked for.
  public let defaultWorkers: Int
  /// What the user should know before the run.
  public let warnings: [String]

  /// More configurations than this are a slip of the keyboard: one round of them takes hours.
  public static let mostConfigurations = 10_000

  /// Combines workloads × strategies × worker counts × placements, duplicates dropped.
  ///
  /// `sequential` and `hybrid:PxT` state their own number of workers and appear once per workload and placement.
  public init(request: PlanRequest, machine: MachineDescription) throws(Refusal) {
    try Self.requireSomething(request)
    defaultWorkers = machine.defaultWorkerCount
    seed = request.seed
    twins = request.twins
    let counts =
      try request.workers?.resolved(defaultCount: defaultWorkers) ?? machine.defaultWorkerCounts
    let workloads = unique(request.workloads)
    var parts: [WorkloadPart] = []
    for workload in Self.sideBySide(workloads) {
      parts.append(try WorkloadPart(workload, of: request, workerCounts: counts))
    }
    let layouts = parts.flatMap(\.layouts)
    try Self.requireForkable(workloads, request.processStarts)
    for part in parts { try Self.requireMemory(for: part, on: machine) }
    for layout in unique(layouts) {
      try Self.requireRoom(for: layout, maxWorkers: request.maxWorkers, on: machine)
    }
    let policies = unique(request.memory)
    try Self.requireFewEnough(parts, memoryPolicies: policies.count)
    for policy in policies { try Self.requirePlaceable(policy, for: workloads) }
    try Self.requireBoundMemory(for: workloads, policies, on: machine)
    var configurations: [Configuration] = []
    for part in parts {
      let places = try part.places(policies, on: machine)
      configurations += Self.combine(part, places, among: workloads)
        .flatMap { $0.started(request.processStarts) }
    }
    self.configurations = configurations
    warnings =
      Self.warnings(about: layouts, unique(parts.flatMap(\.placements)), on: machine)
      + Self.freeMemoryWarnings(about: workloads, policies, on: machine)
      + Self.cacheWarnings(about: workloads, on: machine) + unique(parts.flatMap(\.warnings))
  }

  private static func requireFewEnough(
    _ parts: [WorkloadPart], memoryPolicies: Int
  ) throws(Refusal) {
    let count = parts.reduce(0) { $0 + $1.layouts.count * $1.placements.count * memoryPolicies }
    guard count > mostConfigurations else { return }
    throw .usage(
      "this combination of options",
      why: "it makes more than \(NumberText.count(mostConfigurations)) configurations",
      remedy: "Ask for fewer numbers of workers or placements")
  }

  private static func combine(
    _ part: WorkloadPart, _ places: [ResolvedPlacement], among workloads: [WorkloadVariant]
  ) -> [Configuration] {
    let suffix = ConfigurationID.suffix(of: part.workload, among: workloads)
    return part.layouts.flatMap { layout in
      places.map { configuration(part.workload, layout, $0, suffix: suffix) }
    }
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
      memoryPolicy: place.memory, parameters: parameters)
  }

  /// Variants of one workload side by side, in the order in which the workloads first appear.
  private static func sideBySide(_ workloads: [WorkloadVariant]) -> [WorkloadVariant] {
    unique(workloads.map(\.name)).flatMap { name in workloads.filter { $0.name == name } }
  }
}

/// The elements without later duplicates.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen = Set<Element>()
  return elements.filter { seen.insert($0).inserted }
}
