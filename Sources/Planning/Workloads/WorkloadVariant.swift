public import ProfileModel

/// A workload with its parameters; two variants of one workload in a study differ in their parameters.
public struct WorkloadVariant: Hashable, Sendable {
  /// `cpu`, `io`, `memory`, or the name of a manifest.
  public var name: String
  /// As they appear in the study, under names that carry the unit.
  public var parameters: [String: ParameterValue]
  /// The strategies that it can be run under; the built-in ones know all.
  public var strategies = Set(Strategy.allCases)
  /// Where its workers go when no placement is asked for.
  public var standardPlacement = Placement.standard
  /// Whether its workers take memory by the policy that they are given.
  public var placesMemory = true

  public init(name: String, parameters: [String: ParameterValue]) {
    self.name = name
    self.parameters = parameters
  }

  /// A command's, as a manifest describes it: its threads and processes are its own, so they go where the kernel likes.
  public static func command(
    _ name: String, parameters: [String: ParameterValue], strategies: [Strategy]
  ) -> WorkloadVariant {
    var variant = WorkloadVariant(name: name, parameters: parameters)
    variant.strategies = Set(strategies)
    variant.standardPlacement = .free
    variant.placesMemory = false
    return variant
  }

  public static func cpu(_ parameters: CPUParameters) -> WorkloadVariant {
    WorkloadVariant(name: CPUParameters.workload, parameters: parameters.values)
  }

  public static func io(_ parameters: IOParameters) -> WorkloadVariant {
    WorkloadVariant(name: IOParameters.workload, parameters: parameters.values)
  }

  public static func memory(_ parameters: MemoryParameters) -> WorkloadVariant {
    WorkloadVariant(name: MemoryParameters.workload, parameters: parameters.values)
  }
}
