public import ProfileModel
public import Text

/// What a study will run: its configurations, and the order of the trials of every round.
public struct Plan: Sendable, Equatable {
  /// Workload by workload, `sequential` first where it was asked for, so that each workload's first one is its reference.
  public internal(set) var configurations: [Configuration]
  /// By the configuration's id, what it is in each of the turns that it takes over the rounds: the same, on other CPUs.
  ///
  /// Only those that move, each as planned first.
  public internal(set) var turns: [String: [Configuration]]
  public let seed: UInt64
  public internal(set) var twins: Bool
  /// Whether the numbers of workers, each twice the last, are only tried until another doubling buys nothing.
  public let doublesWorkers: Bool
  /// What `N` stood for, and the largest number of workers where none was asked for.
  public let defaultWorkers: Int
  /// What the user should know before the run.
  public let warnings: [String]

  /// More configurations than this are a slip of the keyboard: one round of them takes hours.
  public static let mostConfigurations = 10_000

  /// Combines limits × workloads × strategies × worker counts × placements, duplicates dropped.
  ///
  /// `sequential` and `hybrid:PxT` state their own number of workers and appear once per workload and placement.
  public init(request: PlanRequest, machine: MachineDescription) throws(Refusal) {
    try Self.requireSomething(request)
    seed = request.seed
    twins = request.twins
    doublesWorkers = request.doublesWorkers
    let workloads = Self.sideBySide(request.workloads.unique, by: \.name)
    try Self.requireForkable(workloads, request.processStarts)
    let limits = request.limits.unique
    let shares = try limits.map { limits throws(Refusal) in
      try PlanShare(request, workloads, under: limits, on: machine)
    }
    try Self.requireFewEnough(shares)
    let policies = request.memory.unique
    for policy in policies { try Self.requirePlaceable(policy, for: workloads) }
    try Self.requireBoundMemory(for: workloads, policies, on: machine)
    var variants: [[Configuration]] = []
    for share in shares { variants += try share.variants(policies) }
    variants = Self.sideBySide(variants, by: { $0.first?.workload })
    configurations = variants.compactMap(\.first)
    turns = Dictionary(
      variants.filter { $0.count > 1 }.map { ($0[0].id, $0) },
      uniquingKeysWith: { first, _ in first })
    defaultWorkers = shares.map(\.defaultWorkers).max() ?? machine.defaultWorkerCount
    warnings =
      shares.flatMap(\.warnings).unique + Self.warnings(about: limits, on: machine)
      + Self.freeMemoryWarnings(about: workloads, policies, on: machine)
      + Self.cacheWarnings(about: workloads, on: machine)
      + shares.flatMap(\.parts).flatMap(\.warnings).unique
  }

  private static func requireFewEnough(_ shares: [PlanShare]) throws(Refusal) {
    guard shares.reduce(0, { $0 + $1.count }) > mostConfigurations else { return }
    throw .usage(
      "this combination of options",
      why: "it makes more than \(NumberText.count(mostConfigurations)) configurations",
      remedy: "Ask for fewer numbers of workers or placements")
  }

  /// Those of one workload side by side, in the order in which the workloads first appear.
  private static func sideBySide<Element>(
    _ elements: [Element], by workload: (Element) -> String?
  ) -> [Element] {
    elements.compactMap(workload).unique.flatMap { name in
      elements.filter { workload($0) == name }
    }
  }
}
