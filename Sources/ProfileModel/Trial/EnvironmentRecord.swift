/// What else the machine did during a trial.
public struct EnvironmentRecord: Codable, Sendable, Equatable {
  /// CPU time taken by the hypervisor on all CPUs, seconds (`/proc/stat`).
  @ExplicitNull public var stealSeconds: Double?
  /// CPU time of everything but this trial's hosts and the profiler, seconds.
  @ExplicitNull public var otherCPUSeconds: Double?
  @ExplicitNull public var loadAverage1: Double?
  /// Seconds in which some task waited for a CPU, for storage, for memory (`/proc/pressure`, `some`).
  @ExplicitNull public var cpuPressureSeconds: Double?
  @ExplicitNull public var ioPressureSeconds: Double?
  @ExplicitNull public var memoryPressureSeconds: Double?
  /// Mean of the allowed CPUs' current frequencies at the end of the trial (cpufreq), hertz.
  @ExplicitNull public var frequencyHertz: Double?
  /// The CPUs that the profiler's cpuset allowed at the end of the trial, ascending.
  @ExplicitNull public var cpusetCPUs: [Int]?
  /// What each online CPU did meanwhile.
  @ExplicitNull public var cpus: [CPUActivity]?
  public var unavailable: Unavailable<CodingKeys> = .init()

  public init() {}

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case stealSeconds, otherCPUSeconds, loadAverage1, cpuPressureSeconds, ioPressureSeconds
    case memoryPressureSeconds, frequencyHertz, cpusetCPUs, cpus, unavailable
  }
}
