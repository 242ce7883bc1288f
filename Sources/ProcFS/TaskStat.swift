/// What the sampler needs of `/proc/PID/stat` or `/proc/PID/task/TID/stat` (`fs/proc/array.c`, `do_task_stat`).
///
/// Under `/proc/PID` the times and faults are the whole process's, exited threads included, while state,
/// processor and block-I/O delay are the leader thread's only.
public struct TaskStat: ProcParsable, Equatable {
  /// Where the name stands in the parsed bytes, without its parentheses; any byte may occur in it.
  public var commRange: Range<Int>
  /// The state's letter: `R`, `S`, `D`, `T`, `t`, `Z`, `X`, `I`, ….
  public var state: UInt8
  public var parentPID: Int32
  public var processGroup: Int32
  /// The kernel's `PF_` flags (`include/linux/sched.h`).
  public var flags: UInt64
  public var minorFaults: UInt64
  public var majorFaults: UInt64
  /// Of children that the process has reaped, and of those that these had reaped.
  public var reapedMinorFaults: UInt64
  public var reapedMajorFaults: UInt64
  /// Clock ticks (`sysconf(_SC_CLK_TCK)`, 100 a second).
  public var userTicks: UInt64
  /// Clock ticks.
  public var systemTicks: UInt64
  /// Clock ticks of reaped children (`cutime`, `cstime`).
  public var reapedUserTicks: UInt64
  public var reapedSystemTicks: UInt64
  public var threads: Int
  /// Clock ticks since boot at which the task started; with the pid it identifies the task for good.
  public var startTicks: UInt64
  /// The CPU that the task ran on last (field 39).
  public var processor: Int32
  /// Clock ticks spent waiting for block I/O (field 42); a silent 0 unless `kernel.task_delayacct` was 1
  /// before the task started.
  public var blockIODelayTicks: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var head = ByteScanner(bytes)
    // A name may hold `)`, newlines and whole fake records, but the fields behind it hold no parenthesis.
    guard let close = head.lastIndex(of: UInt8(ascii: ")")),
      head.int32() != nil, head.skip(" ("), head.position <= close
    else { return nil }
    var tail = ByteScanner(bytes, (close + 1)..<bytes.count)
    guard var fields = tail.line(), let state = fields.field(), state.end - state.position == 1,
      let letter = state.next
    else { return nil }
    guard let parentPID = fields.int32(), let processGroup = fields.int32(),
      fields.skipFields(3), let flags = fields.unsigned(),
      let minorFaults = fields.unsigned(), let reapedMinorFaults = fields.unsigned(),
      let majorFaults = fields.unsigned(), let reapedMajorFaults = fields.unsigned(),
      let userTicks = fields.unsigned(), let systemTicks = fields.unsigned(),
      let reapedUserTicks = fields.unsigned(), let reapedSystemTicks = fields.unsigned(),
      fields.skipFields(2), let threads = fields.count(),
      fields.skipFields(1), let startTicks = fields.unsigned(),
      fields.skipFields(16), let processor = fields.int32(),
      fields.skipFields(2), let blockIODelayTicks = fields.unsigned()
    else { return nil }
    self.commRange = head.position..<close
    self.state = letter
    self.parentPID = parentPID
    self.processGroup = processGroup
    self.flags = flags
    self.minorFaults = minorFaults
    self.majorFaults = majorFaults
    self.reapedMinorFaults = reapedMinorFaults
    self.reapedMajorFaults = reapedMajorFaults
    self.userTicks = userTicks
    self.systemTicks = systemTicks
    self.reapedUserTicks = reapedUserTicks
    self.reapedSystemTicks = reapedSystemTicks
    self.threads = threads
    self.startTicks = startTicks
    self.processor = processor
    self.blockIODelayTicks = blockIODelayTicks
  }
}
