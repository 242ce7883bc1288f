/// `/proc/PID/status` or `/proc/PID/task/TID/status` (`fs/proc/array.c`, `proc_pid_status`), read as a whole: for cold paths.
///
/// Names are escaped in this file, so that a line's beginning can be trusted.
public struct TaskStatus: ProcParsable, Equatable {
  /// Real user id.
  public var realUID: UInt32
  public var effectiveUID: UInt32
  public var threads: Int
  /// Nil for kernel threads and zombies.
  public var memory: TaskMemory?
  /// Nil when the lines are missing or cut off.
  public var switches: TaskSwitches?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var uids = scanner.rest(of: "Uid:"), let real = uids.unsigned(),
      let effective = uids.unsigned(), let threads = scanner.value(of: "Threads:"),
      let realUID = UInt32(exactly: real), let effectiveUID = UInt32(exactly: effective),
      let threadCount = Int(exactly: threads)
    else { return nil }
    self.realUID = realUID
    self.effectiveUID = effectiveUID
    self.threads = threadCount
    memory = TaskMemory(parsing: bytes)
    switches = TaskSwitches(parsing: bytes)
  }

  /// The CPUs that the task may use (`Cpus_allowed_list`); nil when the line is missing or malformed.
  public static func allowedCPUs(parsing bytes: UnsafeRawBufferPointer) -> [Int]? {
    var scanner = ByteScanner(bytes)
    guard let list = scanner.rest(of: "Cpus_allowed_list:") else { return nil }
    return KernelCPUList(list)?.cpus
  }
}

extension ByteScanner {
  /// The rest of the first line from here that begins with the key; the scanner moves behind that line.
  mutating func rest(of key: StaticString) -> ByteScanner? {
    while var line = line() {
      if line.skip(key) { return line }
    }
    return nil
  }
}
