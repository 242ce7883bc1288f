import Execution
import LinuxSystem
import Planning
package import ProfileModel
import Text

/// Open files that the largest trial needs, against this process's limit.
package enum FileBudget {
  /// For everything but the sampler's.
  private static let reserve = 64

  static func check(_ plan: Plan) throws(ProfileError) {
    try check(plan.configurations, limit: ResourceLimit.openFiles.current.soft)
  }

  /// - Parameter limit: files that this process may have open; nil is any number.
  package static func check(
    _ configurations: [Configuration], limit: UInt64?
  ) throws(ProfileError) {
    guard let limit else { return }
    for configuration in configurations {
      let needed =
        SamplingPolicy.openFiles(
          workers: configuration.workers, processes: configuration.processes) + reserve
      guard needed > limit else { continue }
      throw ProfileError(
        .unavailable,
        "\(configuration.id): needs \(NumberText.count(needed)) open files, this process may have \(NumberText.count(limit)). Ask for fewer --workers, or raise the limit (ulimit -Hn)."
      )
    }
  }
}
