import Foundation
import LinuxSystem

/// A cpuset, made for a test and removed after it.
final class CPUSet {
  let name: String
  private let folder: String

  /// Where cpusets are made: the v1 hierarchy, or a v2 one whose children may have the controller.
  private static let parent: String? = {
    let v1 = "/sys/fs/cgroup/cpuset"
    if FileManager.default.fileExists(atPath: "\(v1)/cpuset.cpus") { return v1 }
    let controllers = Kernel.text("/sys/fs/cgroup/cgroup.subtree_control") ?? ""
    return controllers.contains("cpuset") ? "/sys/fs/cgroup" : nil
  }()

  /// This process may run on more than one CPU.
  static let canMove = (try? Affinity.get())?.count ?? 1 > 1

  static let canMake: Bool = {
    guard canMove, let allowed = try? Affinity.get() else { return false }
    return (try? CPUSet(cpus: [allowed[0]])) != nil
  }()

  init(cpus: [Int]) throws {
    struct Impossible: Error {}
    guard let parent = Self.parent else { throw Impossible() }
    name = "profile-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    folder = "\(parent)/\(name)"
    guard mkdir(folder, 0o755) == 0 else { throw Impossible() }
    do {
      try allow(cpus)
      let nodes = Kernel.bytes("\(parent)/cpuset.mems") ?? Array("0".utf8)
      try? Data(nodes).write(to: URL(filePath: "\(folder)/cpuset.mems"))
    } catch {
      rmdir(folder)
      throw Impossible()
    }
  }

  /// The file that says which CPUs it has.
  var cpusFile: String { "\(folder)/cpuset.cpus" }

  /// Changes which CPUs it has.
  func allow(_ cpus: [Int]) throws {
    let list = cpus.map(String.init).joined(separator: ",")
    try Data(list.utf8).write(to: URL(filePath: cpusFile))
  }

  deinit {
    // The last process in it may need a moment to be gone.
    _ = eventually(seconds: 5) { rmdir(self.folder) == 0 }
  }

  /// Puts what follows it into the cpuset.
  var launcher: [String] {
    ["sh", "-c", "echo $$ > \(folder)/cgroup.procs && exec \"$0\" \"$@\""]
  }
}
