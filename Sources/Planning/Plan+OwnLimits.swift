public import ProfileModel
import Text

extension Plan {
  /// Limits that were asked for and do not bind, because the machine or its own cgroup has no more.
  public static func warnings(
    about limits: [ResourceLimits], on machine: MachineDescription
  ) -> [String] {
    limits.flatMap { limits in
      let words = Dictionary(
        limits.options.map { ($0.name, "\($0.name) \($0.value ?? "")") },
        uniquingKeysWith: { first, _ in first })
      return [
        quotaWarning(limits, words["--cpu-quota"] ?? "", machine),
        memoryWarning(limits, words["--memory-limit"] ?? "", machine),
      ].compactMap(\.self)
    }.unique
  }

  private static func quotaWarning(
    _ limits: ResourceLimits, _ option: String, _ machine: MachineDescription
  ) -> String? {
    guard let quota = limits.cpuQuotaCores else { return nil }
    if let own = machine.cpuQuotaCores, quota >= own {
      return
        "\(option) does not bind: the quota of this program's own cgroup is \(ListText.counted(amount: own, "core"))."
    }
    let cpus = machine.allowedCPUs.count
    guard quota >= Double(cpus) else { return nil }
    return "\(option) does not bind: this program may use \(ListText.counted(cpus, "CPU"))."
  }

  private static func memoryWarning(
    _ limits: ResourceLimits, _ option: String, _ machine: MachineDescription
  ) -> String? {
    let usable = [machine.memoryBytes, machine.memoryLimitBytes].compactMap(\.self).min()
    guard let limit = limits.memoryLimitBytes, let usable, limit >= usable else { return nil }
    return
      "\(option) does not bind: this program may use \(NumberText.bytes(Double(usable)))."
  }
}
