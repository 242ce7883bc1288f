import LinuxSystem

/// Cgroups that this program makes, and that it removes when an earlier run of it was killed before it could.
extension ControlGroup {
  /// A new one in a folder, of a name that tells whose it is.
  static func makeOwn(in folder: String) throws(SystemError) -> ControlGroup {
    try make(at: "\(folder)/profile-\(ProcessControl.ownPID)-\(MonotonicClock.now())")
  }

  /// Makes one and removes it again, with whatever is tried in between.
  static func probe(
    in folder: String, _ body: (ControlGroup) throws(SystemError) -> Void = { _ in }
  ) throws(SystemError) {
    let group = try make(at: "\(folder)/profile-probe-\(ProcessControl.ownPID)")
    do throws(SystemError) {
      try body(group)
    } catch {
      try? group.remove()
      throw error
    }
    try group.remove()
  }

  /// Removes the empty cgroups of profilers that were killed; one that is in use cannot be removed.
  static func removeAbandoned(in folder: String) {
    for name in Files.names(in: folder) {
      let path = "\(folder)/\(name)"
      // One that was just made may be that of a profiler whose pid cannot be seen from here.
      guard let pid = owner(name), !ProcessControl.exists(pid),
        let facts = try? FileFacts(of: path),
        facts.ageSeconds > 60
      else { continue }
      try? ControlGroup(path: path).remove()
    }
  }

  /// The profiler that made a cgroup of this name; nil when it was none.
  private static func owner(_ name: String) -> Int32? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "profile" else { return nil }
    guard UInt64(parts[2]) != nil else { return nil }
    return Int32(parts[1] == "probe" ? parts[2] : parts[1])
  }
}
