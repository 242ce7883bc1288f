import Builtin
import ProfileModel
import Text

extension Plan {
  static func requireSomething(_ request: PlanRequest) throws(Refusal) {
    let parts = [
      ("--workload", request.workloads.isEmpty),
      ("--strategy", request.strategies?.isEmpty == true),
      ("--pin", request.placements?.isEmpty == true), ("--memory", request.memory.isEmpty),
    ]
    for (option, isEmpty) in parts where isEmpty {
      throw .usage(option, why: "nothing was named", remedy: "Name at least one, or leave it out")
    }
    if let most = request.maxWorkers, most < 1 {
      throw .usage(
        naming("--max-workers", "\(most)"), why: "without a worker there is no work",
        remedy: "Allow 1 or more")
    }
  }

  /// Refuses to fork the processes of a command, which starts them itself.
  static func requireForkable(
    _ workloads: [WorkloadVariant], _ starts: [ProcessStart]
  ) throws(Refusal) {
    guard starts != [.spawn], let command = workloads.first(where: { !$0.isBuiltin }) else {
      return
    }
    throw .usage(
      naming("--process-start", starts.map(\.rawValue).joined(separator: ",")),
      why: "the workload \(command.name) is a command, which starts its processes itself",
      remedy: "Ask for it with built-in workloads only")
  }

  /// Refuses a memory limit that the workers' memory does not fit: the kernel would kill them.
  static func requireMemory(
    for part: WorkloadPart, under limits: ResourceLimits
  ) throws(Refusal) {
    guard let limit = limits.memoryLimitBytes else { return }
    let most = part.layouts.map(\.workers).max() ?? 1
    let (own, isHuge) = part.workload.workerBytes.multipliedReportingOverflow(by: UInt64(most))
    let needed = isHuge ? .max : max(own, part.workload.bufferBytes ?? 0)
    guard needed >= limit else { return }
    let option = limits.options.first { $0.name == "--memory-limit" }
    throw .usage(
      "--memory-limit \(option?.value ?? "")",
      why:
        "\(part.workload.name) with \(ListText.counted(most, "worker")) fills \(NumberText.chosenBytes(Int64(clamping: needed))), and the kernel would kill it",
      remedy: "Allow it more, or ask for a smaller --size, or for fewer --workers")
  }

  /// Refuses workers whose memory together is more than there is.
  static func requireMemory(
    for part: WorkloadPart, on machine: MachineDescription
  ) throws(Refusal) {
    let bytes = part.workload.workerBytes
    guard bytes > 0, let usable = MachineMemory(machine).usableBytes,
      let most = part.layouts.map(\.workers).max()
    else { return }
    let (needed, isHuge) = bytes.multipliedReportingOverflow(by: UInt64(most))
    guard isHuge || needed >= UInt64(usable) else { return }
    throw .unavailable(
      "\(part.workload.name) with \(ListText.counted(most, "worker"))",
      why:
        "each fills \(NumberText.chosenBytes(Int64(clamping: bytes))), and this process may use \(NumberText.bytes(Double(usable)))",
      remedy: "Ask for a smaller --size, or for fewer --workers")
  }

  /// Refuses a layout with more workers than the user, the kernel, the cgroup or the user's limits allow.
  static func requireRoom(
    for layout: Layout, maxWorkers: Int?, on machine: MachineDescription
  ) throws(Refusal) {
    let what = "\(ConfigurationID.text(layout)) (\(NumberText.count(layout.workers)) workers)"
    if let maxWorkers, layout.workers > maxWorkers {
      throw .usage(
        what, why: "--max-workers allows \(NumberText.count(maxWorkers))",
        remedy: "Ask for at most \(ListText.counted(maxWorkers, "worker")), or raise --max-workers")
    }
    guard let limit = machine.tightestTaskLimit, layout.workers > limit.tasks else { return }
    throw .unavailable(
      what, why: "\(limit.name) allows \(NumberText.count(limit.tasks)) tasks here",
      remedy: "Ask for fewer workers, or \(limit.remedy)")
  }
}
