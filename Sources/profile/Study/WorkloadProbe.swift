import Builtin
import LinuxSystem
import Planning
import ProfileModel

/// Tries what the plan's built-in workloads need of this machine, before any trial.
enum WorkloadProbe {
  /// - Throws: 69 when a limit or a filter of system calls refuses it.
  static func check(_ plan: Plan) throws(ProfileError) {
    var seen = Set<[String: ParameterValue]>()
    for configuration in plan.configurations
    where seen.insert(configuration.parameters).inserted {
      let workload = Builtin.workload(
        configuration.workload, recorded: configuration.parameters)
      do throws(SystemError) {
        try workload?.probe()
      } catch {
        throw ProfileError(
          .unavailable,
          "\(configuration.workload): \(error). A limit (ulimit -u, pids.max), a missing program or a filter of system calls (seccomp) refuses what this workload does; run it where that is allowed."
        )
      }
    }
  }
}
