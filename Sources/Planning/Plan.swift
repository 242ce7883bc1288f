public import ProfileModel
public import Text

/// What a study will run: its configurations, and the order of the trials of every round.
public struct Plan: Sendable, Equatable {
  /// Workload by workload, `sequential` first where it was asked for, so that each workload's first one is its reference.
  public let configurations: [Configuration]
  /// By the configuration's id, what it is in each of the turns that it takes over the rounds: the same, on other CPUs.
  ///
  /// Only those that move, each as planned first.
  public let turns: [String: [Configuration]]
  public let seed: UInt64
  public let twins: Bool
  /// Whether the numbers of workers, each twice the last, are only tried until another doubling buys nothing.
  public let doublesWorkers: Bool
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
    doublesWorkers = request.doublesWorkers
    let counts =
      doublesWorkers
      ? machine.doublings(atMost: request.maxWorkers)
      : try request.workers?.resolved(defaultCount: defaultWorkers) ?? machine.defaultWorkerCounts
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
    var variants: [[Configuration]] = []
    for part in parts {
      let places = try part.places(policies, on: machine)
      variants += Self.combine(part, places, among: workloads, on: machine)
        .flatMap { Self.started($0, request.processStarts) }
    }
    configurations = variants.compactMap(\.first)
    turns = Dictionary(
      variants.filter { $0.count > 1 }.map { ($0[0].id, $0) },
      uniquingKeysWith: { first, _ in first })
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
    _ part: WorkloadPart, _ places: [ResolvedPlacement], among workloads: [WorkloadVariant],
    on machine: MachineDescription
  ) -> [[Configuration]] {
    let suffix = ConfigurationID.suffix(of: part.workload, among: workloads)
    let most = part.layouts.map(\.workers).max() ?? 1
    let rotations = places.map { place in
      place.placement.isRotated ? Rotation(Array(place.slots.prefix(most)), on: machine) : nil
    }
    return part.layouts.flatMap { layout in
      zip(places, rotations).map { place, rotation in
        let configuration = configuration(part.workload, layout, place, suffix: suffix)
        return turned(configuration, rotation?.turns(workers: layout.workers) ?? [])
      }
    }
  }

  /// A configuration's turns, once for each way in which its processes start.
  private static func started(
    _ turns: [Configuration], _ starts: [ProcessStart]
  ) -> [[Configuration]] {
    let variants = turns.map { $0.started(starts) }
    return (variants.first ?? []).indices.map { index in variants.map { $0[index] } }
  }

  /// A configuration on the CPUs of each of its turns.
  private static func turned(
    _ configuration: Configuration, _ turns: [[[Int]]]
  ) -> [Configuration] {
    guard turns.count > 1 else { return [configuration] }
    return turns.map { workerCPUs in
      var turned = configuration
      turned.workerCPUs = workerCPUs
      turned.rotation = turns.map { $0.first ?? [] }
      return turned
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
