public import ProfileModel
import Text

extension SchedulerRecord {
  /// What the scheduler gave that may be less than was meant, each with its remedy.
  public func warnings(on machine: MachineDescription) -> [String] {
    let allowed = machine.allowedCPUs.count
    let online = machine.summary.onlineCPUs
    switch kind {
    case .slurm:
      guard allowed == 1, online > 1 else { return [] }
      return [
        "Slurm gave this step 1 of \(ListText.counted(online, "CPU")); without -c or --exclusive that is all a task gets. "
          + "Give srun -c N, or --exclusive with --ntasks-per-node=1."
      ]
    case .kubernetes:
      guard cpus == .quota, let quota = machine.cpuQuotaCores else { return [] }
      return [
        "This pod has \(NumberText.amount(quota)) CPUs as a quota on a pool of \(allowed) that all share: its workers are stopped when they have used them up. "
          + "Whole CPUs as requests and limits alike, and the kubelet's static CPU manager policy, give it CPUs of its own."
      ]
    }
  }
}
