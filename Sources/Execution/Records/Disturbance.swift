import ProfileModel

/// Whether the rest of the machine disturbed a trial.
///
/// Thresholds: other programs that used more than 5 % of all online CPUs, a hypervisor that took more than 2 % of
/// them, or a quota that stopped us for more than 1 % of the time. They are of the size of the differences that a
/// study claims (2 %): what takes less cannot turn a conclusion, what takes more may have.
enum Disturbance {
  private static let otherShare = 0.05
  /// `/proc/stat` counts ticks of 10 ms: over a shorter time they tell nothing.
  private static let shortest = 0.2
  private static let stealShare = 0.02
  private static let throttledShare = 0.01

  /// The reasons, in words; empty when the trial was left in peace.
  ///
  /// - Parameter limits: the configuration's own: a quota that was asked for is no disturbance.
  static func reasons(
    _ trial: Trial, on machine: MachineDescription, under limits: ResourceLimits = .none
  ) -> [String] {
    guard let wall = trial.wallSeconds, wall >= shortest else { return [] }
    let capacity = capacity(wall, machine)
    var reasons: [String] = []
    if let other = trial.environment.otherCPUSeconds, isByOthers(trial, on: machine) {
      reasons.append(
        "\(Disturber.otherPrograms.words) used \(percent(min(1, other / capacity))) of all CPUs")
    }
    if let steal = trial.environment.stealSeconds, steal > stealShare * capacity {
      reasons.append("\(Disturber.hypervisor.words) took \(percent(steal / capacity)) of all CPUs")
    }
    if limits.cpuQuotaCores == nil, let throttled = trial.throttledSeconds,
      throttled > throttledShare * wall
    {
      // The kernel adds up over the CPUs that its tasks were stopped on.
      let cpus = max(1, Set(trial.workers.flatMap(\.observedCPUs)).count)
      let share = min(1, throttled / wall / Double(cpus))
      reasons.append("\(Disturber.quota.words) stopped it for \(percent(share)) of the time")
    }
    return reasons
  }

  /// Whether other programs used so much that they disturbed it.
  static func isByOthers(_ trial: Trial, on machine: MachineDescription) -> Bool {
    guard let wall = trial.wallSeconds, wall >= shortest,
      let other = trial.environment.otherCPUSeconds
    else { return false }
    return other > otherShare * capacity(wall, machine)
  }

  private static func capacity(_ wall: Double, _ machine: MachineDescription) -> Double {
    wall * Double(max(1, machine.summary.onlineCPUs))
  }

  private static func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded())) %"
  }
}
