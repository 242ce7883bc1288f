import Glibc
import SystemPackage

/// A cgroup of our own: a folder whose files the kernel makes.
public struct ControlGroup: Sendable, Equatable {
  /// The folder, absolute.
  public let path: String

  /// One that exists.
  public init(path: String) {
    self.path = path
  }

  /// Makes one (`mkdir`).
  public static func make(at path: String) throws(SystemError) -> ControlGroup {
    try Files.makeNewFolder(path)
    return ControlGroup(path: path)
  }

  /// Removes it (`rmdir`); it must be empty of processes.
  public func remove() throws(SystemError) {
    try systemCall("rmdir", path) { rmdir(path) }
  }

  /// Removes it, and groups that were made in it, once the last zombies are gone, which takes the kernel a moment.
  public func removePatiently() {
    for _ in 0..<50 {
      if (try? remove()) != nil || !Files.exists(path) { return }
      removeNested()
      MonotonicClock.sleep(until: MonotonicClock.now() + 10_000_000)
    }
  }

  /// Moves the calling process into it (`cgroup.procs`); the children that it then makes stay there.
  public func enter() throws(SystemError) {
    try put("0", into: "cgroup.procs")
  }

  /// Ends all processes in it at once (`cgroup.kill`, Linux 5.14).
  public func kill() throws(SystemError) {
    try put("1", into: "cgroup.kill")
  }

  private func removeNested() {
    for name in Files.names(in: path) {
      let nested = "\(path)/\(name)"
      guard (try? FileFacts(of: nested, followsLink: false))?.isDirectory == true else { continue }
      let group = ControlGroup(path: nested)
      group.removeNested()
      try? group.remove()
    }
  }

  func put(_ text: String, into file: String) throws(SystemError) {
    let name = "\(path)/\(file)"
    try Descriptor(writing: name).put(text.utf8, subject: name)
  }
}
