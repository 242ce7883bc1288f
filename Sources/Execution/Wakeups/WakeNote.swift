import ProfileModel

/// One record of the scheduler's tracepoints (`include/trace/events/sched.h`), whichever task it is of.
struct WakeNote {
  enum Kind {
    /// `sched_switch`: who ran leaves its CPU to the subject.
    case switched
    /// `sched_waking`: who runs wakes the subject.
    case waking
    /// `sched_process_fork`: who runs has made the subject.
    case forked
  }

  var kind: Kind
  /// Of the ring that it was in.
  var cpu = 0
  var instant: UInt64
  /// Who ran, as the kernel's first pid namespace numbers it; 0 is a CPU without a task.
  var runner: Int32
  /// The same as this program's pid namespace numbers it.
  var identity: WakeRecording.Identity
  var subject: Int32
  /// Of who left its CPU: 0 when it could have run on.
  var state: UInt64 = 0
  /// What the CPU was doing: `TRACE_FLAG_…` of `include/linux/trace_events.h`.
  var flags: UInt8
  /// The name of who left its CPU, or is woken; then that of who got the CPU.
  var name = TaskName()
  var nextName = TaskName()

  /// `__trace_sched_switch_state`: the state's bit, `TASK_REPORT_MAX` for who was preempted.
  private static let sleepingStates: UInt64 = 0xff
  private static let endedStates: UInt64 = 0x30
  private static let interruptFlags: UInt8 = 0x08 | 0x40
  private static let softInterruptFlag: UInt8 = 0x10

  var leaving: WakeRecording.Kind {
    if state & Self.endedStates != 0 { return .ended }
    return state & Self.sleepingStates == 0 ? .preempted : .slept
  }

  var context: WakeRecording.Context {
    if runner == 0 || flags & Self.interruptFlags != 0 { return .interrupt }
    return flags & Self.softInterruptFlag != 0 ? .softInterrupt : .task
  }
}

/// A task's `comm`: 16 bytes, the last of them 0.
struct TaskName: Hashable {
  var bytes: (UInt64, UInt64) = (0, 0)

  static func == (one: TaskName, other: TaskName) -> Bool { one.bytes == other.bytes }

  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.0)
    hasher.combine(bytes.1)
  }

  var text: String {
    withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
