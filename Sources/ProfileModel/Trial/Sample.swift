/// One reading of one worker at one instant; a value that was not read is ``absent``.
public struct Sample: Sendable {
  /// Marks a value that was not read, or whose reading failed.
  public static let absent = UInt64.max

  /// `CLOCK_MONOTONIC`, ns.
  public var instant: UInt64
  public var worker: Int32
  /// State letter of `/proc/PID/task/TID/stat`; 0 when it could not be read.
  public var state: UInt8 = 0
  /// The CPU it is or was last on; −1 when unknown.
  public var cpu: Int32 = -1
  /// Since the thread began, ns.
  public var onCPU: UInt64 = Self.absent
  public var runQueue: UInt64 = Self.absent
  /// How often it has got a CPU.
  public var timeslices: UInt64 = Self.absent
  public var voluntarySwitches: UInt64 = Self.absent
  public var involuntarySwitches: UInt64 = Self.absent
  /// Of the worker's process; on the row of the process's first worker only.
  public var rssBytes: UInt64 = Self.absent
  public var pssBytes: UInt64 = Self.absent
  /// What a sleeper waits for; nil when it was not asleep, or the kernel did not tell.
  public var wait: WaitKind?
  /// Address of the futex that it waits on.
  public var lockAddress: UInt64 = Self.absent
  /// Whether the program promised that the futex is used by one process only.
  public var lockIsPrivate = true
  /// What the futex belongs to, where the call gives it away.
  public var primitive: LockPrimitive?
  /// Whether it waits for what it wrote to be on the storage.
  public var isFlush = false
  /// How long the sleep lasts at the most, ns.
  public var limit: UInt64 = Self.absent
  /// Whether the thread's sleeps mostly end with that time-out.
  public var isTimed = false
  /// Whether only the tree's own threads end the wait.
  public var isInner = false
  /// Whether it looks for whatever comes, as an event loop and who takes connections: it has no work in hand.
  public var isLookout = false

  public init(instant: UInt64, worker: Int) {
    self.instant = instant
    self.worker = Int32(worker)
  }

  /// Takes over what was read of the same sleep before.
  public mutating func copyWait(of other: Sample) {
    wait = other.wait
    lockAddress = other.lockAddress
    lockIsPrivate = other.lockIsPrivate
    primitive = other.primitive
    limit = other.limit
    isInner = other.isInner
    isLookout = other.isLookout
    isFlush = other.isFlush
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

/// What a futex belongs to.
public enum LockPrimitive: String, Codable, Sendable {
  /// A mutex, or a read-write lock that a writer holds.
  case mutex
  /// A condition variable, a semaphore or a read-write lock.
  case condition
  /// A semaphore that processes share by its name (`sem_open`), as Python's `multiprocessing` makes its locks of.
  case semaphore
  /// No futex but the kernel's lock of an address space (`mmap_lock`).
  case addressSpace
  /// No futex but a lock on a file (`flock`, `fcntl`).
  case file
}
