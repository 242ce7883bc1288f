import Text

/// Limits of the cgroup that a configuration's trials run in, as a container has them; nil sets none.
public struct ResourceLimits: Hashable, Sendable {
  /// CPU time in a second, in cores.
  public let cpuQuotaCores: Double?
  public let memoryLimitBytes: UInt64?

  public init(cpuQuotaCores: Double? = nil, memoryLimitBytes: UInt64? = nil) {
    self.cpuQuotaCores = cpuQuotaCores
    self.memoryLimitBytes = memoryLimitBytes
  }

  public static let none = ResourceLimits()

  private static let quotaKey = "cpuQuotaCores"
  private static let memoryKey = "memoryLimitBytes"

  /// What a configuration's parameters say; its other parameters are not looked at.
  init(in parameters: [String: ParameterValue]) {
    self.init(
      cpuQuotaCores: parameters[Self.quotaKey].flatMap { Double($0.description) },
      memoryLimitBytes: parameters[Self.memoryKey].flatMap { UInt64($0.description) })
  }

  /// As parameters of a configuration.
  public var parameters: [String: ParameterValue] {
    var parameters: [String: ParameterValue] = [:]
    if let quotaText { parameters[Self.quotaKey] = .text(quotaText) }
    if let memoryLimitBytes {
      parameters[Self.memoryKey] = .integer(Int64(clamping: memoryLimitBytes))
    }
    return parameters
  }

  /// What a configuration's id ends with.
  public var suffix: String {
    parameters.sorted { $0.key < $1.key }.map { ";\($0.key)=\($0.value)" }.joined()
  }

  /// The options that ask for them, with what would be typed behind them; nil leaves an option out.
  public var options: [(name: String, value: String?)] {
    [("--cpu-quota", quotaText), ("--memory-limit", memoryText)]
  }

  /// Such as `1.5 CPUs and 256MiB`; nil without any.
  public var words: String? {
    let cpus = quotaText.map { $0 == "1" ? "1 CPU" : "\($0) CPUs" }
    let parts = [cpus, memoryText].compactMap(\.self)
    return parts.isEmpty ? nil : ListText.and(parts)
  }

  /// The shortest decimal that is this number: `1.5`, `2`.
  private var quotaText: String? {
    cpuQuotaCores.map { cores in
      Int(exactly: cores).map { "\($0)" } ?? "\(cores)"
    }
  }

  private var memoryText: String? {
    memoryLimitBytes.flatMap { ByteSize(bytes: Int64(clamping: $0)) }.map { "\($0)" }
  }
}

extension Configuration {
  /// Of the cgroup that its trials run in.
  public var limits: ResourceLimits { ResourceLimits(in: parameters) }

  /// What it is compared within: its workload, under these limits; such as `cpu at 1.5 CPUs`.
  ///
  /// How many workers are best depends on the limits, so that each of them is a question of its own.
  public var comparisonName: String {
    limits.words.map { "\(workload) at \($0)" } ?? workload
  }

  /// The same within a cgroup of these limits.
  public func limited(to limits: ResourceLimits) -> Configuration {
    var configuration = self
    configuration.parameters.merge(limits.parameters) { $1 }
    configuration.id += limits.suffix
    return configuration
  }
}

extension MachineDescription {
  /// What the machine is for a process in a cgroup of these limits: the tighter ones count.
  public func limited(to limits: ResourceLimits) -> MachineDescription {
    var machine = self
    machine.cpuQuotaCores = [cpuQuotaCores, limits.cpuQuotaCores].compactMap(\.self).min()
    machine.memoryLimitBytes = [memoryLimitBytes, limits.memoryLimitBytes].compactMap(\.self).min()
    return machine
  }
}
