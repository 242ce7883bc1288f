import ProfileModel
import Text

/// What a request asks of one workload: its layouts and its placements.
struct WorkloadPart {
  let workload: WorkloadVariant
  /// `sequential` first where it was asked for, so that it is the workload's reference.
  let layouts: [Layout]
  let placements: [Placement]
  /// What was asked for and is left out.
  let warnings: [String]
  private let loadPlacement: LoadPlacement

  /// - Parameter workerCounts: for `thread` and `process`.
  init(
    _ workload: WorkloadVariant, of request: PlanRequest, workerCounts: [Int]
  ) throws(Refusal) {
    self.workload = workload
    loadPlacement = request.loadPlacement
    placements = (request.placements ?? [workload.standardPlacement]).unique
    let choices = try Self.strategies(of: workload, request)
    let sequentialFirst =
      choices.filter { $0 == .sequential } + choices.filter { $0 != .sequential }
    let hasGroup = workerCounts.contains { $0.isMultiple(of: workload.groupSize) }
    let counts = request.workers == nil && !hasGroup ? [workload.groupSize] : workerCounts
    let all = sequentialFirst.flatMap { $0.layouts(workerCounts: counts) }.unique
    layouts = all.filter { $0.workers.isMultiple(of: workload.groupSize) }
    let unfit = all.filter { !$0.workers.isMultiple(of: workload.groupSize) }.map(\.workers)
    warnings = unfit.isEmpty || layouts.isEmpty ? [] : [Self.leftOut(unfit.unique, of: workload)]
    guard layouts.isEmpty else { return }
    throw .usage(
      naming("--workers", unfit.unique.map { "\($0)" }.joined(separator: ",")),
      why: "the workers of \(workload.name) work in pairs",
      remedy: "Ask for 2, 4 or another even number")
  }

  private static func leftOut(_ counts: [Int], of workload: WorkloadVariant) -> String {
    "\(workload.name) is left out with \(ListText.and(counts.map { "\($0)" })) worker\(counts == [1] ? "" : "s"): its workers work in pairs."
  }

  /// Those that were asked for, each of which it must have, or those of the default that it has.
  private static func strategies(
    of workload: WorkloadVariant, _ request: PlanRequest
  ) throws(Refusal) -> [StrategyChoice] {
    let offered = Strategy.allCases.filter { workload.strategies.contains($0) }.map(\.rawValue)
    let known = ListText.and(offered)
    guard let asked = request.strategies else {
      let choices = request.standardStrategies.filter {
        workload.strategies.contains($0.strategy)
      }
      guard !choices.isEmpty else {
        throw .usage(
          naming("--workload", workload.name), why: "it only knows the strategy \(known)",
          remedy: "Ask for it with --strategy, such as --strategy hybrid:2x2")
      }
      return choices
    }
    for choice in asked where !workload.strategies.contains(choice.strategy) {
      guard !workload.isBuiltin else {
        throw .usage(
          naming("--strategy", choice.strategy.rawValue),
          why: "the workers of \(workload.name) work in pairs",
          remedy: "Ask for \(known), and an even number of --workers")
      }
      throw .usage(
        naming("--strategy", choice.strategy.rawValue),
        why: "the workload \(workload.name) has no command for it",
        remedy: "It offers \(known); others are added under 'commands' in its manifest")
    }
    return asked
  }

  /// Each placement with each memory policy, and what they mean on this machine.
  func places(
    _ policies: [MemoryPolicy], on machine: MachineDescription
  ) throws(Refusal) -> [ResolvedPlacement] {
    let machine =
      workload.isService
      ? machine.allowing(only: try loadPlacement.split(on: machine).server) : machine
    var resolved: [ResolvedPlacement] = []
    var numbered = Set<[[Int]]>()
    for placement in placements {
      let slots = try placement.slots(on: machine)
      // `0,1` and `0-1` are the same place; a policy's word is kept, for it says more than its CPUs here.
      guard placement.isWord || numbered.insert(slots).inserted else { continue }
      resolved += policies.map { policy in
        ResolvedPlacement(
          placement: placement, slots: slots, memory: policy,
          suffix: policies.count > 1 ? ";memory=\(policy)" : "")
      }
    }
    return resolved
  }
}

/// A placement with a memory policy, and what they mean on this machine.
struct ResolvedPlacement {
  let placement: Placement
  let slots: [[Int]]
  let memory: MemoryPolicy
  /// Of the configuration's id: the memory policy, where several are compared.
  let suffix: String
}
