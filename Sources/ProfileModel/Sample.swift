/// One reading of one worker at one instant; a value that was not read is ``absent``.
public struct Sample: Sendable {
  /// Marks a value that was not read, or whose reading failed.
  public static let absent = UInt64.max

  /// `CLOCK_MONOTONIC`, ns.
  public var instant: UInt64
  public var worker: Int32
  /// State letter of `/proc/PID/task/TID/stat`; 0 when it could not be read.
  public var state: UInt8
  /// The CPU it is or was last on; −1 when unknown.
  public var cpu: Int32
  /// Since the thread began, ns.
  public var onCPU: UInt64
  public var runQueue: UInt64
  public var voluntarySwitches: UInt64
  public var involuntarySwitches: UInt64
  /// Of the worker's process; on the row of the process's first worker only.
  public var rssBytes: UInt64
  public var pssBytes: UInt64
  /// What a sleeper waits for; nil when it was not asleep, or the kernel did not tell.
  public var wait: WaitKind?
  /// Address of the futex that it waits on.
  public var lockAddress: UInt64
  /// Whether the program promised that the futex is used by one process only.
  public var lockIsPrivate: Bool

  public init(instant: UInt64, worker: Int) {
    self.instant = instant
    self.worker = Int32(worker)
    state = 0
    cpu = -1
    onCPU = Self.absent
    runQueue = Self.absent
    voluntarySwitches = Self.absent
    involuntarySwitches = Self.absent
    rssBytes = Self.absent
    pssBytes = Self.absent
    wait = nil
    lockAddress = Self.absent
    lockIsPrivate = true
  }
}

extension Sample {
  /// Its plain numbers, as columns of `samples.csv` name them.
  public static let numbers: [(column: String, value: @Sendable (Sample) -> UInt64)] = [
    ("voluntaryContextSwitches", { $0.voluntarySwitches }),
    ("involuntaryContextSwitches", { $0.involuntarySwitches }),
    ("rssBytes", { $0.rssBytes }),
    ("pssBytes", { $0.pssBytes }),
  ]
}
