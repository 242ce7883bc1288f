public import ProfileModel

extension Plan {
  /// A plan of configurations that were made elsewhere: those of `exec`.
  ///
  /// - Parameter twins: whether each measured round runs each workload's reference twice.
  public init(
    configurations: [Configuration], seed: UInt64, twins: Bool, on machine: MachineDescription,
    warnings: [String] = []
  ) {
    self.configurations = configurations
    turns = [:]
    doublesWorkers = false
    self.seed = seed
    self.twins = twins
    defaultWorkers = machine.defaultWorkerCount
    self.warnings = warnings
  }

  /// The same plan with each configuration replaced, in each of its turns: by one that has its command.
  public func mapConfigurations<Failure: Error>(
    _ transform: (Configuration) throws(Failure) -> Configuration
  ) throws(Failure) -> Plan {
    var turns: [String: [Configuration]] = [:]
    for (id, variants) in self.turns { turns[id] = try variants.map(transform) }
    return Plan(configurations: try configurations.map(transform), turns: turns, like: self)
  }

  /// The same plan without the configurations that the condition does not hold for.
  public func filter(_ isIncluded: (Configuration) -> Bool) -> Plan {
    Plan(configurations: configurations.filter(isIncluded), turns: turns, like: self)
  }

  /// The same plan, in which nothing runs twice in a round.
  public var withoutTwins: Plan {
    Plan(configurations: configurations, turns: turns, like: self, twins: false)
  }

  private init(
    configurations: [Configuration], turns: [String: [Configuration]], like other: Plan,
    twins: Bool? = nil
  ) {
    self.configurations = configurations
    self.turns = turns
    seed = other.seed
    self.twins = twins ?? other.twins
    doublesWorkers = other.doublesWorkers
    defaultWorkers = other.defaultWorkers
    warnings = other.warnings
  }
}
