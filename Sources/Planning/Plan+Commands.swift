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
    self.seed = seed
    self.twins = twins
    defaultWorkers = machine.defaultWorkerCount
    self.warnings = warnings
  }

  /// The same plan with each configuration replaced: by one that has its command.
  public func mapConfigurations<Failure: Error>(
    _ transform: (Configuration) throws(Failure) -> Configuration
  ) throws(Failure) -> Plan {
    var mapped: [Configuration] = []
    for configuration in configurations { mapped.append(try transform(configuration)) }
    return Plan(configurations: mapped, like: self)
  }

  private init(configurations: [Configuration], like other: Plan) {
    self.configurations = configurations
    seed = other.seed
    twins = other.twins
    defaultWorkers = other.defaultWorkers
    warnings = other.warnings
  }
}
