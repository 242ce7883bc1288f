/// The processes below one, found by reading `/proc`.
public struct ProcessTree: Sendable {
  private let proc: ProcReader

  public init(proc: ProcReader = ProcReader()) {
    self.proc = proc
  }

  /// All descendants of a process, zombies included, in the order of the walk.
  ///
  /// Follows `task/*/children`, whose cost is that of the tree alone; where the kernel has no such file, all processes
  /// are looked at.
  ///
  /// - Parameter limit: Stop the walk once more than so many are found.
  public func descendants(of root: Int32, limit: Int = .max) -> [Int32] {
    guard (try? proc.process(root).read("task/\(root)/children", as: TaskChildren.self)) != nil
    else { return descendantsByParent(of: root).map(\.pid) }
    var found: [Int32] = []
    var seen: Set<Int32> = [root]
    var next = [root]
    while found.count <= limit, let pid = next.popLast() {
      let new = children(of: pid).filter { seen.insert($0).inserted }
      found += new
      next += new
    }
    return found
  }

  /// The descendants that are not zombies, from the parents of all processes.
  ///
  /// Dearer than ``descendants(of:)``, and surer: `children` may leave out some while others exit.
  public func living(under root: Int32) -> [Int32] {
    descendantsByParent(of: root).filter { !$0.isDead }.map(\.pid)
  }

  /// Whether a process descends from another, now.
  public func isBelow(_ root: Int32, _ pid: Int32) -> Bool {
    var pid = pid
    for _ in 0..<Self.deepest {
      guard let stat = try? proc.process(pid).read("stat", as: TaskStat.self), stat.parentPID > 0
      else { return false }
      if stat.parentPID == root { return true }
      pid = stat.parentPID
    }
    return false
  }

  /// No tree is deeper than there are pids on a small machine.
  private static let deepest = 32_768

  /// Whether a process exists and is no zombie.
  public func isAlive(_ pid: Int32) -> Bool {
    guard let stat = try? proc.process(pid).read("stat", as: TaskStat.self) else { return false }
    return !stat.isDead
  }

  /// The name of a process (`comm`), or nil when it is gone.
  ///
  /// - Parameter thread: one of the process's; nil for its first one.
  public func name(of pid: Int32, thread: Int32? = nil) -> String? {
    let file = thread.map { "task/\($0)/comm" } ?? "comm"
    guard let bytes = try? proc.process(pid).bytes(file) else { return nil }
    return String(decoding: bytes.last == .newline ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  /// The children of all threads of a process.
  private func children(of pid: Int32) -> [Int32] {
    let process = proc.process(pid)
    let threads = (try? process.numbers(in: "task")) ?? []
    return threads.flatMap {
      (try? process.read("task/\($0)/children", as: TaskChildren.self))?.pids ?? []
    }
  }

  /// One process of a tree, as it was when it was looked at.
  public struct Member: Sendable, Equatable {
    public let pid: Int32
    public let parent: Int32
    public let group: Int32
    /// When it was started, in clock ticks since the machine was (`proc_pid_stat(5)`, field 22).
    public let startTicks: UInt64
    /// A zombie.
    public let isDead: Bool
  }

  /// All descendants, zombies included, from the parents of all processes; who was started before whom it started.
  public func descendantsByParent(of root: Int32) -> [Member] {
    var byParent: [Int32: [Member]] = [:]
    for pid in (try? proc.numbers()) ?? [] {
      guard let stat = try? proc.process(pid).read("stat", as: TaskStat.self) else { continue }
      byParent[stat.parentPID, default: []].append(
        Member(
          pid: pid, parent: stat.parentPID, group: stat.processGroup,
          startTicks: stat.startTicks, isDead: stat.isDead))
    }
    var found: [Member] = []
    var next = [root]
    while let pid = next.popLast() {
      let new = byParent.removeValue(forKey: pid) ?? []
      found += new
      next += new.map(\.pid)
    }
    return found
  }
}

extension TaskStat {
  /// Whether only its exit status is left of it.
  public var isDead: Bool { state == UInt8(ascii: "Z") || state == UInt8(ascii: "X") }

  /// Whether it is a thread of the kernel's own (`PF_KTHREAD`, `include/linux/sched.h`).
  public var isKernelThread: Bool { flags & 0x0020_0000 != 0 }
}
