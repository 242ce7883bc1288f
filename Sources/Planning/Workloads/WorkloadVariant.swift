public import ProfileModel

/// A workload with its parameters; two variants of one workload in a study differ in their parameters.
public struct WorkloadVariant: Hashable, Sendable {
  /// `cpu`, `io`, `memory`, or the name of a manifest.
  public var name: String
  /// As they appear in the study, under names that carry the unit.
  public var parameters: [String: ParameterValue]

  public init(name: String, parameters: [String: ParameterValue]) {
    self.name = name
    self.parameters = parameters
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
