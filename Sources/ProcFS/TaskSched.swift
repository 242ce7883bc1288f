/// `/proc/PID/task/TID/sched` (`kernel/sched/debug.c`, `proc_sched_show_task`), one thread's migrations.
///
/// The file needs CONFIG_SCHED_DEBUG before Linux 6.16; nil when it does not name the counter.
public struct TaskSched: ProcParsable, Equatable {
  /// Times that the thread moved to another CPU (`se.nr_migrations`).
  public var migrations: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while var line = scanner.line() {
      guard line.skip("se.nr_migrations") else { continue }
      line.skipBlanks()
      guard line.skip(UInt8(ascii: ":")), let migrations = line.unsigned() else { return nil }
      self.migrations = migrations
      return
    }
    return nil
  }
}
