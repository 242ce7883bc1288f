import ArgumentParser
import Planning
import ProfileModel
import Text

/// Limits under which configurations run, as in a container.
struct LimitOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Run in a cgroup with this CPU quota, as in a container with such a limit: CPUs such as 0.5 or 1.5; none is without. Comma-separated or repeated: each is a comparison of its own. Of a service the server alone is limited. Needs root, or a delegated cgroup. (default: none)",
      valueName: "cpus"))
  var cpuQuota: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Run in a cgroup with this memory limit, without swap: 256MiB, 1GiB; none is without. Comma-separated or repeated; with --cpu-quota every combination is a comparison. (default: none)",
      valueName: "size"))
  var memoryLimit: [String] = []
}

extension LimitOptions {
  /// Every combination that was asked for.
  func limits() throws(Refusal) -> [ResourceLimits] {
    try ResourceLimits.parse(quotas: cpuQuota, memory: memoryLimit)
  }
}
