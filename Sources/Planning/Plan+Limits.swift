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

  /// Refuses a layout with more workers than the user, the kernel, the cgroup or the user's limits allow.
  static func requireRoom(
    for layout: Layout, maxWorkers: Int?, on machine: MachineDescription
  ) throws(Refusal) {
    let what = "\(ConfigurationID.text(layout)) (\(NumberText.count(layout.workers)) workers)"
    if let maxWorkers, layout.workers > maxWorkers {
      throw .usage(
        what, why: "--max-workers allows \(NumberText.count(maxWorkers))",
        remedy: "Ask for at most \(NumberText.count(maxWorkers)) workers, or raise --max-workers")
    }
    guard let limit = machine.tightestTaskLimit, layout.workers > limit.tasks else { return }
    throw .unavailable(
      what, why: "\(limit.name) allows \(NumberText.count(limit.tasks)) tasks here",
      remedy: "Ask for fewer workers, or \(limit.remedy)")
  }
}
