import ProcFS

/// The cgroups that hold the process, in whichever hierarchy each controller lives; cgroups(7).
struct Cgroups {
  /// What `/proc/self/cgroup` and `mountinfo` say, or why they can't be read.
  private let memberships: Reading<ProcCgroup>
  private let mounts: Reading<MountInfo>
  private let root: Root

  init(_ root: Root) {
    self.root = root
    memberships = root.parsed("/proc/self/cgroup")
    mounts = root.parsed("/proc/self/mountinfo")
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
    mounts.value?.mounts.last { $0.type == "cgroup2" }.map { $0.mountPoint.text }
  }

  /// The chain of a controller; v1 where one of its hierarchies has it, else v2.
  func chain(of controller: CgroupController) -> Reading<Chain> {
    memberships.flatMap { chain(of: controller, for: $0) }
  }

  /// Likewise, of a process that is in these cgroups.
  func chain(of controller: CgroupController, for memberships: ProcCgroup) -> Reading<Chain> {
    guard let path = memberships.path(ofController: controller.rawValue) else {
      return unified(for: memberships, "no cgroup is named for \(controller)")
    }
    return mounts.flatMap { mounts in
      let fitting = mounts.mounts.filter { Self.shows($0, controller) }
      return Self.chain(from: path.text, in: fitting, version: 1)
    }
  }

  /// The chain in the unified hierarchy (v2).
  func unified() -> Reading<Chain> {
    memberships.flatMap { unified(for: $0, "no cgroup v2 holds this process") }
  }

  private func unified(for memberships: ProcCgroup, _ absence: String) -> Reading<Chain> {
    guard let path = memberships.unifiedPath else { return .failure(Missing(absence)) }
    return mounts.flatMap { mounts in
      let fitting = mounts.mounts.filter { $0.type == "cgroup2" }
      return Self.chain(from: path.text, in: fitting, version: 2)
    }
  }

  /// Whether a mount of version 1 is the controller's.
  private static func shows(_ mount: MountInfo.Mount, _ controller: CgroupController) -> Bool {
    if mount.type == "cpuset" { return controller == .cpuset }
    return mount.type == "cgroup" && mount.superOptions.contains(controller.rawValue)
  }

  private static func chain(
    from text: String, in mounts: [MountInfo.Mount], version: Int
  ) -> Reading<Chain> {
    guard let first = mounts.first?.mountPoint.text else {
      return .failure(Missing("the cgroup \(text) is not mounted where it can be seen"))
    }
    let path = CgroupPath(text)
    var best: Chain?
    for mount in mounts {
      guard let chain = chain(of: path, through: mount, version: version) else { continue }
      // A mount that shows more ancestors knows more; one that hides the own cgroup knows less.
      let isBetter = best.map { old in
        (old.hidden != nil && chain.hidden == nil)
          || (old.hidden != nil) == (chain.hidden != nil) && chain.folders.count > old.folders.count
      }
      if isBetter ?? true { best = chain }
    }
    return best.map { .success($0) }
      ?? .failure(Missing("the cgroup \(text) lies outside of what \(first) shows"))
  }

  private static func chain(
    of path: CgroupPath, through mount: MountInfo.Mount, version: Int
  ) -> Chain? {
    let point = mount.mountPoint.text
    switch path.place(under: CgroupPath(mount.root.text)) {
    case .below(let names): return Chain(version: version, folders: folders(point, names))
    case .hidden:
      let reason = "a cgroup namespace hides the cgroups between \(point) and this process"
      return Chain(version: version, folders: [point], hidden: Missing(reason))
    case .elsewhere: return nil
    }
  }

  /// The mount point and each folder below it, deepest first.
  private static func folders(_ mountPoint: String, _ names: [String]) -> [String] {
    var folders = [mountPoint]
    for name in names { folders.append("\(folders[folders.count - 1])/\(name)") }
    return folders.reversed()
  }

  /// The smallest limit that could be read.
  struct Tightest<Value> {
    /// Nil when no cgroup sets one.
    var value: Value?
    /// Why there may be a tighter one; nil when there cannot.
    var doubt: Missing?
  }

  /// The smallest value over the chain; a failure where none was found and one may be there.
  ///
  /// - Parameter read: The limit that one folder sets: nil for none, absent when it has no such file.
  func tightest<Value: Comparable>(
    _ controller: CgroupController, _ read: (_ folder: String, _ version: Int) -> Reading<Value?>
  ) -> Reading<Tightest<Value>> {
    chain(of: controller).flatMap { chain in
      // A copied tree may lack the cgroups: that nothing is there to read does not mean that nothing is limited.
      if let own = chain.folders.first, !root.exists(own) {
        return .failure(Missing("\(own) does not exist here"))
      }
      var values: [Value] = []
      var trouble = chain.hidden
      for folder in chain.folders {
        switch read(folder, chain.version) {
        case .success(let value): values += value.map { [$0] } ?? []
        case .failure(let missing): if !missing.isAbsent { trouble = trouble ?? missing }
        }
      }
      if let trouble, values.isEmpty { return .failure(trouble) }
      return .success(Tightest(value: values.min(), doubt: trouble))
    }
  }
}
