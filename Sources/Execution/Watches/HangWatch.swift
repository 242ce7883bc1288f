import LinuxSystem
import ProcFS

/// Whether the workers of a trial still do anything: one of which none runs for long hangs.
///
/// Nobody knows how long a trial may take, but what works runs now and then: even who waits for a slow device wakes when it
/// answers. Workers that somebody has stopped are waited for.
struct HangWatch {
  /// Longer than a device may take that is tried again (30 s a command, `drivers/scsi/sd.c`).
  static let patience: UInt64 = 120_000_000_000
  private static let interval: UInt64 = 10_000_000_000
  /// So many are looked at first, because one that runs is enough.
  private static let fewTasks = 16

  private let proc: ProcReader
  private let tasks: [String]
  private let patience: UInt64
  private var few: UInt64?
  private var all: UInt64?
  private var changed: UInt64
  /// When to look again.
  private(set) var next: UInt64

  init(
    _ tasks: [(pid: Int32, tid: Int32)], at instant: UInt64, patience: UInt64 = patience,
    proc: ProcReader = ProcReader()
  ) {
    self.proc = proc
    self.patience = patience
    self.tasks = tasks.map { "\($0.pid)/task/\($0.tid)" }
    changed = instant
    next = instant + min(Self.interval, patience / 2)
  }

  /// Looks when it is time.
  ///
  /// - Returns: seconds for which none has run, once that is too long.
  mutating func look(at instant: UInt64) -> Int? {
    guard instant >= next else { return nil }
    next = instant + min(Self.interval, patience / 2)
    if hasMoved(&few, tasks.prefix(Self.fewTasks)) || hasMoved(&all, tasks[...]) || isAnyStopped {
      changed = instant
      return nil
    }
    return instant - changed >= patience ? Int((instant - changed) / 1_000_000_000) : nil
  }

  /// Whether the tasks have run since the last look at them; at the first look, yes.
  private func hasMoved(_ last: inout UInt64?, _ tasks: ArraySlice<String>) -> Bool {
    let now = activity(tasks)
    defer { last = now }
    return now != last
  }

  /// Grows with each time that one runs, and while it does.
  private func activity(_ tasks: ArraySlice<String>) -> UInt64 {
    tasks.reduce(0) { sum, task in
      let stat = try? proc.read("\(task)/schedstat", as: SchedStat.self)
      return sum &+ (stat.map { $0.onCPUNanoseconds &+ $0.timeslices } ?? 0)
    }
  }

  private var isAnyStopped: Bool {
    tasks.contains { task in
      let state = (try? proc.read("\(task)/stat", as: TaskStat.self))?.state
      return state == UInt8(ascii: "T") || state == UInt8(ascii: "t")
    }
  }
}
