import Foundation

/// A CPU quota made for a test and removed after it (cgroup v1 `cpu.cfs_quota_us`, v2 `cpu.max`).
final class CPUQuota {
  private let folder: String

  private static let v1 = "/sys/fs/cgroup/cpu"
  private static let v2 = "/sys/fs/cgroup"

  static let canMake: Bool = (try? CPUQuota(cores: 0.5)) != nil

  init(cores: Double) throws {
    struct Impossible: Error {}
    let isV1 = FileManager.default.fileExists(atPath: "\(Self.v1)/cpu.cfs_quota_us")
    let controllers = Kernel.text("\(Self.v2)/cgroup.subtree_control") ?? ""
    guard isV1 || controllers.split(whereSeparator: \.isWhitespace).contains("cpu") else {
      throw Impossible()
    }
    let name = "profile-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    folder = "\(isV1 ? Self.v1 : Self.v2)/\(name)"
    guard mkdir(folder, 0o755) == 0 else { throw Impossible() }
    let microseconds = Int(cores * 100_000)
    do {
      if isV1 {
        try put("100000", "cpu.cfs_period_us")
        try put("\(microseconds)", "cpu.cfs_quota_us")
      } else {
        try put("\(microseconds) 100000", "cpu.max")
      }
    } catch {
      rmdir(folder)
      throw Impossible()
    }
  }

  private func put(_ text: String, _ file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
  }

  deinit {
    // The last process in it may need a moment to be gone.
    _ = eventually(seconds: 5) { rmdir(self.folder) == 0 }
  }

  /// Puts what follows it under the quota.
  var launcher: [String] {
    ["sh", "-c", "echo $$ > \(folder)/cgroup.procs && exec \"$0\" \"$@\""]
  }
}
