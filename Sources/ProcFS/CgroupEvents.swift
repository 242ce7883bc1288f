/// How often the kernel killed for memory: `memory.events` (cgroup v2) or `memory.oom_control` (v1); `mm/memcontrol.c`.
public struct CgroupEvents: ProcParsable, Equatable {
  /// Processes that were killed: of the group and all below it in v2, of the group alone in v1.
  public var kills: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var kills: UInt64?
    while var line = scanner.line() {
      guard line.take("oom_kill ", into: &kills) else { return nil }
    }
    guard scanner.isAtEnd, let kills else { return nil }
    self.kills = kills
  }
}
