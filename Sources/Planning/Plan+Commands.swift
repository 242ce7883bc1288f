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
    var plan = self
    plan.configurations = try configurations.map(transform)
    for (id, variants) in turns { plan.turns[id] = try variants.map(transform) }
    return plan
  }

  /// The same plan without the configurations that the condition does not hold for.
  public func filter(_ isIncluded: (Configuration) -> Bool) -> Plan {
    var plan = self
    plan.configurations = configurations.filter(isIncluded)
    return plan
  }

  /// The same plan, in which nothing runs twice in a round.
  public var withoutTwins: Plan {
    var plan = self
    plan.twins = false
    return plan
  }
}
