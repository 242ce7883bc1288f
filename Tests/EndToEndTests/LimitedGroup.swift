import Foundation
import Testing

/// A cgroup with a limit, made for a test and removed after it: in the controller's own v1 hierarchy, or in a v2 one.
final class LimitedGroup {
  let folder: String

  static let root = "/sys/fs/cgroup"

  /// So many cores in each period of 100 ms.
  static func quota(cores: Double) throws -> LimitedGroup {
    let microseconds = Int(cores * 100_000)
    return try LimitedGroup(
      "cpu", v1: [("cpu.cfs_period_us", "100000"), ("cpu.cfs_quota_us", "\(microseconds)")],
      v2: [("cpu.max", "\(microseconds) 100000")])
  }

  /// So many bytes of memory, and no swap where the kernel counts it.
  static func memory(bytes: Int) throws -> LimitedGroup {
    try LimitedGroup(
      "memory", v1: [("memory.limit_in_bytes", "\(bytes)")], v2: [("memory.max", "\(bytes)")])
  }

  static let canLimitCPU: Bool = (try? quota(cores: 0.5)) != nil
  static let canLimitMemory: Bool = (try? memory(bytes: 1 << 28)) != nil

  private init(
    _ controller: String, v1: [(file: String, text: String)], v2: [(file: String, text: String)]
  ) throws {
    struct Impossible: Error {}
    let hierarchy = "\(Self.root)/\(controller)"
    let isV1 = FileManager.default.fileExists(atPath: "\(hierarchy)/\(v1[0].file)")
    let controllers = Kernel.text("\(Self.root)/cgroup.subtree_control") ?? ""
    guard isV1 || controllers.split(whereSeparator: \.isWhitespace).contains(Substring(controller))
    else { throw Impossible() }
    let name = "profile-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    folder = "\(isV1 ? hierarchy : Self.root)/\(name)"
    guard mkdir(folder, 0o755) == 0 else { throw Impossible() }
    do {
      for (file, text) in isV1 ? v1 : v2 {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
      }
    } catch {
      rmdir(folder)
      throw Impossible()
    }
  }

  /// A group below it without a limit of its own.
  func nested(_ name: String) throws -> LimitedGroup {
    let group = LimitedGroup(made: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      atPath: group.folder, withIntermediateDirectories: false)
    return group
  }

  private init(made folder: String) {
    self.folder = folder
  }

  deinit {
    // The last process in it may need a moment to be gone.
    let isGone = eventually(seconds: 5) {
      for pid in (Kernel.text("\(self.folder)/cgroup.procs") ?? "").split(separator: "\n") {
        Int32(pid).map { _ = kill($0, SIGKILL) }
      }
      return rmdir(self.folder) == 0 || errno == ENOENT
    }
    if !isGone { Issue.record("\(folder) is left") }
  }

  /// Puts what follows it under the limit.
  var launcher: [String] {
    ["sh", "-c", "echo $$ > \(folder)/cgroup.procs && exec \"$0\" \"$@\""]
  }
}
