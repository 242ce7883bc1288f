/// A program that was running before it was measured: what was attached to.
public struct AttachTarget: Codable, Sendable, Equatable {
  /// A process that was named, or found by its name.
  public struct Root: Codable, Sendable, Equatable {
    public var pid: Int
    /// Clock ticks since boot at which it started (`/proc/PID/stat`, field 22): with the pid it is this process and no other.
    public var startTicks: UInt64
    public var name: String
    public var commandLine: [String]
    /// TCP ports at which it listens, as far as this user may see them.
    public var ports: [Int]

    public init(
      pid: Int, startTicks: UInt64, name: String, commandLine: [String], ports: [Int] = []
    ) {
      self.ports = ports
      self.pid = pid
      self.startTicks = startTicks
      self.name = name
      self.commandLine = commandLine
    }
  }

  /// Empty for a cgroup.
  public var roots: [Root]
  /// The folder of a cgroup all of whose processes are meant; null where processes were named.
  @ExplicitNull public var cgroup: String?
  /// Whether what the roots have started, and start, belongs to it.
  public var followsTree: Bool

  public init(roots: [Root], cgroup: String?, followsTree: Bool) {
    self.roots = roots
    self.followsTree = followsTree
    self.cgroup = cgroup
  }
}
