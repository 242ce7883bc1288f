import LinuxSystem
import ProcFS

/// A process that runs already, as `/proc` tells it.
public struct RunningProcess: Sendable, Equatable {
  public let pid: Int32
  public let parent: Int32
  /// Clock ticks since boot; with the pid it is this process and no other.
  public let startTicks: UInt64
  /// `comm`, at most 15 bytes.
  public let name: String
  public let commandLine: [String]
  public let isKernelThread: Bool
  /// Only its exit status is left.
  public let isDead: Bool
  /// The process that it is a thread of; itself for a process.
  public let process: Int32

  /// Nil when there is none of this number, or it may not be seen.
  public init?(_ pid: Int32) {
    let reader = ProcReader().process(pid)
    guard let bytes = try? reader.bytes("stat"),
      let stat = bytes.withUnsafeBytes(TaskStat.init(parsing:))
    else { return nil }
    self.pid = pid
    parent = stat.parentPID
    startTicks = stat.startTicks
    name = String(decoding: bytes[stat.commRange], as: UTF8.self)
    commandLine = Self.commandLine(reader)
    isKernelThread = stat.isKernelThread
    isDead = stat.isDead
    process = Self.threadGroup(reader) ?? pid
  }

  /// A title that a program has set fills its arguments' room: what follows the text are zeros.
  static func commandLine(_ reader: ProcReader) -> [String] {
    let bytes = (try? reader.bytes("cmdline")) ?? []
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return Array(words.prefix(1 + (words.lastIndex { !$0.isEmpty } ?? -1)))
  }

  private static func threadGroup(_ reader: ProcReader) -> Int32? {
    guard let bytes = try? reader.bytes("status") else { return nil }
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: "Tgid:".utf8) {
      let digits = line.drop { $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") }
      return Int32(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }

  /// All that can be seen, zombies and the kernel's threads left out.
  public static func all() -> [RunningProcess] {
    ((try? ProcReader().numbers()) ?? []).compactMap(RunningProcess.init)
      .filter { !$0.isDead && !$0.isKernelThread }
  }

  /// Whether there is a process that `/proc` does not show (`hidepid`): its mask can be read all the same.
  public static func isHidden(_ pid: Int32) -> Bool {
    (try? Affinity.get(ofThread: pid)) != nil && !Files.exists("/proc/\(pid)")
  }

  /// Whether what its sleepers wait for, its bytes and its memory may be read (`ptrace_may_access`, for reading).
  public var isOpen: Bool { (try? ProcReader().process(pid).bytes("io")) != nil }

  /// Whether the calls that its sleepers are in may be read too, which needs the right to trace (Yama's `ptrace_scope`).
  public var showsCalls: Bool { (try? ProcReader().process(pid).bytes("syscall")) != nil }

  /// TCP ports at which it listens; none where its descriptors may not be seen.
  public var ports: [Int] { ListeningPorts.ports(of: [pid], in: pid) }

  /// Its program's file, and the folder that it is in; nil where they may not be seen.
  public var executable: String? { Files.target(ofLink: "/proc/\(pid)/exe") }
  public var directory: String? { Files.target(ofLink: "/proc/\(pid)/cwd") }

  /// How it was called, for people: the title, or the program and its arguments.
  public var title: String { commandLine.isEmpty ? name : commandLine.joined(separator: " ") }
}
