/// A path inside a cgroup hierarchy, as `/proc/self/cgroup` and `mountinfo` print it.
///
/// Both are relative to the reader's cgroup namespace; what lies above it begins with `/..` (cgroup_namespaces(7)).
struct CgroupPath: Equatable {
  /// Steps above the namespace's root.
  var up: Int
  /// Names below that.
  var names: [String]

  init(_ text: String) {
    up = 0
    names = []
    // The kernel marks the path of a cgroup that was removed under its processes.
    let mark = " (deleted)"
    let path = text.hasSuffix(mark) ? text.dropLast(mark.count) : text[...]
    for name in path.split(separator: "/") where name != "." {
      if name != ".." {
        names.append(String(name))
      } else if names.popLast() == nil {
        up += 1
      }
    }
  }

  /// Where a cgroup is seen through a mount.
  enum Place: Equatable {
    /// The names below the mount point.
    case below([String])
    /// Below the mount point, under names that the namespace hides.
    case hidden
    /// Not under this mount.
    case elsewhere
  }

  /// Where this path is when the mount shows the hierarchy from `mountRoot` down.
  func place(under mountRoot: CgroupPath) -> Place {
    if up == mountRoot.up, names.starts(with: mountRoot.names) {
      return .below(Array(names.dropFirst(mountRoot.names.count)))
    }
    return up < mountRoot.up && mountRoot.names.isEmpty ? .hidden : .elsewhere
  }
}
