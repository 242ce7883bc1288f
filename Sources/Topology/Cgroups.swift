/// The cgroups that hold the process, in whichever hierarchy each controller lives; cgroups(7).
struct Cgroups {
  private let root: Root
  /// What `/proc/self/cgroup` and `mountinfo` say, or why they can't be read.
  private let membership: Reading<[ProcCgroup]>
  private let mounts: Reading<[MountInfo]>

  init(_ root: Root) {
    self.root = root
    membership = root.bytes("/proc/self/cgroup").map(ProcCgroup.parse)
    mounts = root.bytes("/proc/self/mountinfo").map(MountInfo.parse)
  }

  /// The folders that govern one controller, the process's own first, up to the mount.
  struct Chain {
    /// 1 or 2.
    var version: Int
    var folders: [String]
    /// Why folders between the first one here and the process may be missing; nil when none are.
    var hidden: Missing?
  }

  /// Mount point of cgroup v2.
  var unifiedMount: String? {
    mounts.value?.first { $0.fileSystem == "cgroup2" }?.mountPoint
  }

  /// The chain of a controller; v1 where one of its hierarchies has it, else v2.
  func chain(of controller: String) -> Reading<Chain> {
    membership.flatMap { memberships in
      mounts.flatMap { mounts in
        let own = memberships.first { $0.controllers.contains(controller) }
        guard let membership = own ?? memberships.first(where: \.isUnified) else {
          return .failure(Missing("/proc/self/cgroup names no cgroup for \(controller)"))
        }
        let version = own == nil ? 2 : 1
        let fitting = mounts.filter { Self.shows($0, controller, version: version) }
        return chain(for: membership, in: fitting, version: version)
      }
    }
  }

  private static func shows(_ mount: MountInfo, _ controller: String, version: Int) -> Bool {
    if version == 2 { return mount.fileSystem == "cgroup2" }
    if mount.fileSystem == "cpuset" { return controller == "cpuset" }
    return mount.fileSystem == "cgroup" && mount.superOptions.contains(controller)
  }

  private func chain(
    for membership: ProcCgroup, in mounts: [MountInfo], version: Int
  ) -> Reading<Chain> {
    guard let first = mounts.first else {
      return .failure(Missing("the cgroup \(membership.path) is not mounted where it can be seen"))
    }
    let path = CgroupPath(membership.path)
    for mount in mounts {
      guard case .below(let names) = path.place(under: CgroupPath(mount.root)) else { continue }
      return .success(Chain(version: version, folders: Self.folders(mount.mountPoint, names)))
    }
    guard let mount = mounts.first(where: { path.place(under: CgroupPath($0.root)) == .hidden })
    else {
      return .failure(
        Missing("the cgroup \(membership.path) lies outside of what \(first.mountPoint) shows"))
    }
    let hidden = Missing(
      "a cgroup namespace hides the cgroups between \(mount.mountPoint) and this process")
    return .success(Chain(version: version, folders: [mount.mountPoint], hidden: hidden))
  }

  /// The mount point and each folder below it, deepest first.
  private static func folders(_ mountPoint: String, _ names: [String]) -> [String] {
    var folders = [mountPoint]
    for name in names { folders.append("\(folders[folders.count - 1])/\(name)") }
    return folders.reversed()
  }

  /// The smallest value over the chain; success with nil when no cgroup sets one.
  ///
  /// - Parameter read: The limit that one folder sets: nil for none, absent when it has no such file.
  func tightest<Value: Comparable>(
    _ controller: String, _ read: (_ folder: String, _ version: Int) -> Reading<Value?>
  ) -> Reading<Value?> {
    chain(of: controller).flatMap { chain in
      var values: [Value] = []
      var trouble = chain.hidden
      for folder in chain.folders {
        switch read(folder, chain.version) {
        case .success(let value): values += value.map { [$0] } ?? []
        case .failure(let missing): trouble = missing.isAbsent ? trouble : missing
        }
      }
      if let least = values.min() { return .success(least) }
      return trouble.map { .failure($0) } ?? .success(nil)
    }
  }
}
