import LinuxSystem
import Planning
import ProfileModel

/// Open files that the largest trial needs, against this process's limit.
enum FileBudget {
  /// Kept by the sampler: three per worker, two per process; and some for everything else.
  private static let perWorker = 3
  private static let perProcess = 2
  private static let reserve = 64

  static func check(_ plan: Plan) throws(ProfileError) {
    guard let limit = ResourceLimit.openFiles.current.soft else { return }
    for configuration in plan.configurations {
      let needed =
        configuration.workers * perWorker + configuration.processes * perProcess + reserve
      guard needed > limit else { continue }
      throw ProfileError(
        .unavailable,
        "\(configuration.id): needs \(needed) open files, this process may have \(limit). Ask for fewer --workers, or raise the limit (ulimit -Hn)."
      )
    }
  }
}
