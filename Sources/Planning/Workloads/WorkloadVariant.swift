public import Builtin
public import ProfileModel
public import Text

/// A workload with its parameters; two variants of one workload in a study differ in their parameters.
public struct WorkloadVariant: Hashable, Sendable {
  /// Of a built-in workload, or of a manifest.
  public let name: String
  /// As they appear in the study, under names that carry the unit.
  public let parameters: [String: ParameterValue]
  /// The strategies that it can be run under; the built-in ones know all.
  public let strategies: Set<Strategy>
  /// Where its workers go when no placement is asked for.
  let standardPlacement: Placement
  /// Whether its workers take memory by the policy that they are given.
  let placesMemory: Bool
  /// Whether it is a server under load, which leaves CPUs to its load.
  let isService: Bool
  /// Memory that its workers together fill and read; nil when nothing is known of it.
  let bufferBytes: UInt64?
  /// Memory that each worker fills for itself.
  let workerBytes: UInt64
  /// Workers of which its layouts have a multiple.
  let groupSize: Int
  let isBuiltin: Bool

  /// A built-in workload as it is asked for by its options.
  public init(_ builtin: Builtin, _ workload: any BuiltinWorkload) {
    name = builtin.rawValue
    parameters = workload.recorded.mapValues { text in
      Int64(text).map(ParameterValue.integer) ?? .text(text)
    }
    groupSize = type(of: workload).groupSize
    // One worker alone is no group.
    strategies = Set(Strategy.allCases).subtracting(groupSize > 1 ? [.sequential] : [])
    workerBytes = workload.workerBytes
    isBuiltin = true
    standardPlacement = .standard
    placesMemory = true
    isService = false
    bufferBytes = workload.bufferBytes
  }

  /// A command, as a manifest describes it: its threads and processes are its own, so they go where the kernel likes.
  public init(
    command name: String, parameters: [String: ParameterValue], strategies: [Strategy],
    isService: Bool = false
  ) {
    self.isService = isService
    self.name = name
    self.parameters = parameters
    self.strategies = Set(strategies)
    standardPlacement = .free
    placesMemory = false
    bufferBytes = nil
    workerBytes = 0
    groupSize = 1
    isBuiltin = false
  }

  /// A built-in workload.
  ///
  /// - Parameter options: what was typed, by the options' names; what is missing has its default.
  public init(
    _ builtin: Builtin, options: [String: String] = [:], on machine: MachineDescription
  ) throws(Refusal) {
    self.init(builtin, try builtin.workload.init(options: options, on: MachineMemory(machine)))
  }
}
