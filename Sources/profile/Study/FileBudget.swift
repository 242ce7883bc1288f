import Builtin
import Execution
import LinuxSystem
import Planning
package import ProfileModel
import Text

/// Open files that the largest trial cannot do without, against this process's limit: the sampler follows as many workers as
/// there is room for.
package enum FileBudget {
  /// For everything but the sampler's.
  private static let reserve = 64

  static func check(_ plan: Plan) throws(ProfileError) {
    try check(plan.configurations, limit: ResourceLimit.openFiles.current.soft)
  }

  /// Ends of mailboxes, of which each worker has two.
  private static func mailboxes(_ configuration: Configuration) -> Int {
    let workload = Builtin.workload(
      configuration.workload, recorded: configuration.parameters)
    let need = workload?.common(workers: configuration.workers)
    return need?.mailboxes == nil ? 0 : 2 * configuration.workers
  }

  /// Whether a configuration's trials may open what they need.
  static func fits(_ configuration: Configuration) -> Bool {
    (try? check([configuration], limit: ResourceLimit.openFiles.current.soft)) != nil
  }

  /// - Parameter limit: files that this process may have open; nil is any number.
  package static func check(
    _ configurations: [Configuration], limit: UInt64?
  ) throws(ProfileError) {
    guard let limit else { return }
    for configuration in configurations {
      let needed = mailboxes(configuration) + reserve
      guard needed > limit else { continue }
      throw ProfileError(
        .unavailable,
        "\(configuration.id): needs \(NumberText.count(needed)) open files, this process may have \(NumberText.count(limit)). Ask for fewer --workers, or raise the limit (ulimit -Hn)."
      )
    }
  }
}
