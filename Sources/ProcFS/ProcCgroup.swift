/// `/proc/PID/cgroup` (`kernel/cgroup/cgroup.c`, `proc_cgroup_show`): a process's place in each hierarchy, v1 and v2.
public struct ProcCgroup: ProcParsable, Equatable {
  public struct Membership: Sendable, Equatable {
    /// 0 is the unified hierarchy (v2).
    public var hierarchy: UInt64
    /// Controllers of a v1 hierarchy, `name=…` for a named one; empty for the unified one.
    public var controllers: [String]
    /// Path below the hierarchy's mount; bytes, because a cgroup's name need not be UTF-8.
    public var path: [UInt8]
  }

  public var memberships: [Membership]

  /// Path in the unified hierarchy (v2); nil when it is not in use.
  public var unifiedPath: [UInt8]? {
    memberships.first { $0.hierarchy == 0 && $0.controllers.isEmpty }?.path
  }

  /// Path in the v1 hierarchy of a controller; nil when no v1 hierarchy has it.
  public func path(ofController name: String) -> [UInt8]? {
    memberships.first { $0.controllers.contains(name) }?.path
  }

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    memberships = []
    while var line = scanner.line() {
      let colon = UInt8(ascii: ":")
      guard let hierarchy = line.digits(), line.skip(colon) else { return nil }
      let controllers = line.bytes(while: { $0 != colon })
      // A path may hold colons of its own: it is the whole rest.
      guard line.skip(colon), line.next == UInt8(ascii: "/") else { return nil }
      memberships.append(
        Membership(
          hierarchy: hierarchy,
          controllers: controllers.split(separator: UInt8(ascii: ",")).map {
            String(decoding: $0, as: UTF8.self)
          },
          path: line.bytes(while: { _ in true })))
    }
    guard scanner.isAtEnd, !memberships.isEmpty else { return nil }
  }
}

extension ByteScanner {
  /// Consumes bytes and returns a copy of them: for cold paths.
  mutating func bytes(while condition: (UInt8) -> Bool) -> [UInt8] {
    let start = position
    skip(while: condition)
    return Array(bytes[start..<position])
  }
}
