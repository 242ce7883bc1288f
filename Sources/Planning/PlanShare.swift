import ProfileModel
import Text

/// What a request makes of a machine under one set of limits.
struct PlanShare {
  let limits: ResourceLimits
  let parts: [WorkloadPart]
  /// What `N` stands for.
  let defaultWorkers: Int
  let warnings: [String]
  private let workloads: [WorkloadVariant]
  private let machine: MachineDescription
  private let starts: [ProcessStart]
  private let policies: Int

  init(
    _ request: PlanRequest, _ workloads: [WorkloadVariant], under limits: ResourceLimits,
    on whole: MachineDescription
  ) throws(Refusal) {
    let machine = whole.limited(to: limits)
    defaultWorkers = machine.defaultWorkerCount
    let counts = try Self.workerCounts(request, on: machine)
    var parts: [WorkloadPart] = []
    for workload in workloads {
      let part = try WorkloadPart(workload, of: request, workerCounts: counts)
      try Plan.requireMemory(for: part, under: limits)
      try Plan.requireMemory(for: part, on: whole)
      parts.append(part)
    }
    let layouts = parts.flatMap(\.layouts)
    for layout in layouts.unique {
      try Plan.requireRoom(for: layout, maxWorkers: request.maxWorkers, on: machine)
    }
    // A quota that was asked for is there to be used up.
    warnings = Plan.warnings(
      about: layouts, parts.flatMap(\.placements).unique, on: machine,
      isQuotaMeant: limits.cpuQuotaCores != nil)
    self.limits = limits
    self.parts = parts
    self.workloads = workloads
    self.machine = machine
    starts = request.processStarts
    policies = request.memory.unique.count
  }

  private static func workerCounts(
    _ request: PlanRequest, on machine: MachineDescription
  ) throws(Refusal) -> [Int] {
    if request.doublesWorkers { return machine.doublings(atMost: request.maxWorkers) }
    return try request.workers?.resolved(defaultCount: machine.defaultWorkerCount)
      ?? machine.defaultWorkerCounts
  }

  /// How many configurations it makes.
  var count: Int { parts.reduce(0) { $0 + $1.layouts.count * $1.placements.count * policies } }

  /// Its configurations, each in all of its turns.
  func variants(_ policies: [MemoryPolicy]) throws(Refusal) -> [[Configuration]] {
    var variants: [[Configuration]] = []
    for part in parts {
      variants += combine(part, try part.places(policies, on: machine))
        .flatMap { Self.started($0, starts) }
    }
    return variants.map { turns in turns.map { $0.limited(to: limits) } }
  }

  private func combine(
    _ part: WorkloadPart, _ places: [ResolvedPlacement]
  ) -> [[Configuration]] {
    let suffix = ConfigurationID.suffix(of: part.workload, among: workloads)
    let most = part.layouts.map(\.workers).max() ?? 1
    let rotations = places.map { place in
      place.placement.isRotated ? Rotation(Array(place.slots.prefix(most)), on: machine) : nil
    }
    return part.layouts.flatMap { layout in
      zip(places, rotations).map { place, rotation in
        let configuration = Self.configuration(part.workload, layout, place, suffix: suffix)
        return Self.turned(configuration, rotation?.turns(workers: layout.workers) ?? [])
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
}
