import LinuxSystem
import ProcFS

/// Which processes belong to a tree beside those that are named.
enum TreeScope {
  /// All below a launcher of ours.
  case launched(by: Int32)
  /// What the named ones have started, and start.
  case descendants
  /// Nobody else.
  case named
  /// All in the cgroup of this folder, and in those below it.
  case group(String)

  /// Whether some may be older than the moment at which they came.
  var takesOlder: Bool {
    if case .group = self { true } else { false }
  }
}

/// The processes of a cgroup and of those below it (`cgroup.procs`).
enum GroupMembers {
  private static let deepest = 8

  static func pids(in folder: String, depth: Int = 0) -> [Int32] {
    var found: [Int32] = []
    if let bytes = try? ProcReader(root: folder).bytes("cgroup.procs") {
      found = bytes.split(separator: UInt8(ascii: "\n")).compactMap {
        Int32(String(decoding: $0, as: UTF8.self))
      }
    }
    guard depth < deepest else { return found }
    for name in Files.names(in: folder) where FileFacts.isDirectory("\(folder)/\(name)") {
      found += pids(in: "\(folder)/\(name)", depth: depth + 1)
    }
    return found
  }
}
