import Builtin
import HostProtocol
import LinuxSystem
import ProcFS

/// The calling worker's own counters; its `/proc` files are opened before the gate and kept.
struct WorkerCounters: ~Copyable {
  private let schedstat: KeptFile?
  private let io: KeptFile?
  /// Kept only where the kernel accounts delays; elsewhere its field 42 is a silent 0.
  private let stat: KeptFile?
  private let buffer: UnsafeMutableRawBufferPointer
  /// Bytes that the snapshots themselves have read: `io` counts them, the work did not ask for them.
  private var ownBytes = 0

  /// A preemption between the two clock readings makes a snapshot useless; this many attempts are made.
  private static let attempts = 5
  private static let closeEnough: UInt64 = 50_000

  init() {
    let own = "/proc/self/task/\(WorkerThread.currentID)"
    schedstat = try? KeptFile("\(own)/schedstat")
    io = try? KeptFile("\(own)/io")
    buffer = .allocate(byteCount: 1024, alignment: 16)
    let switched = (try? KeptFile("/proc/sys/kernel/task_delayacct"))?.bytes(into: buffer)
    stat = switched?.first == UInt8(ascii: "1") ? try? KeptFile("\(own)/stat") : nil
    // Once in vain, so that the first reading that counts does not fault pages in.
    _ = snapshot()
  }

  deinit {
    buffer.deallocate()
  }

  /// Clock, counters, clock; again while the clocks are more than 50 µs apart.
  @inline(never)
  mutating func snapshot() -> Snapshot {
    var snapshot = Snapshot()
    for _ in 0..<Self.attempts {
      let before = MonotonicClock.now()
      snapshot.cpuNanoseconds = CPUClock.thread()
      snapshot.usage = ThreadUsage.current()
      snapshot.schedule = schedstat?.read(into: buffer, adding: &ownBytes)
      snapshot.ownBytes = ownBytes
      snapshot.io = io?.read(into: buffer, adding: &ownBytes)
      snapshot.stat = stat?.read(into: buffer, adding: &ownBytes)
      let after = MonotonicClock.now()
      snapshot.instant = before + (after - before) / 2
      if after - before <= Self.closeEnough { break }
    }
    return snapshot
  }
}

/// A worker's counters at one instant.
struct Snapshot {
  /// Middle of the two clock readings, ns.
  var instant: UInt64 = 0
  var cpuNanoseconds: UInt64 = 0
  var usage = ThreadUsage.zero
  var schedule: SchedStat?
  var io: TaskIO?
  var stat: TaskStat?
  /// Bytes that snapshots had read when `io` was.
  var ownBytes = 0

  /// What happened between an earlier snapshot and this one.
  func difference(
    from start: Snapshot, worker: Int, result: KernelResult
  ) -> WorkerFinished {
    var finished = WorkerFinished(worker: worker, start: start.instant, end: instant)
    finished.cpuNanoseconds = cpuNanoseconds - start.cpuNanoseconds
    finished.userMicroseconds = usage.userMicroseconds &- start.usage.userMicroseconds
    finished.systemMicroseconds = usage.systemMicroseconds &- start.usage.systemMicroseconds
    finished.voluntaryContextSwitches =
      usage.voluntaryContextSwitches - start.usage.voluntaryContextSwitches
    finished.involuntaryContextSwitches =
      usage.involuntaryContextSwitches - start.usage.involuntaryContextSwitches
    finished.minorFaults = usage.minorFaults - start.usage.minorFaults
    finished.majorFaults = usage.majorFaults - start.usage.majorFaults
    finished.runQueueNanoseconds = Self.difference(
      schedule?.runQueueNanoseconds, start.schedule?.runQueueNanoseconds)
    finished.requestedReadBytes = Self.difference(
      io?.requestedReadBytes, start.io?.requestedReadBytes
    ).map { $0 &- UInt64(ownBytes - start.ownBytes) }
    finished.storageReadBytes = Self.difference(io?.storageReadBytes, start.io?.storageReadBytes)
    finished.diskWaitTicks = Self.difference(
      stat?.blockIODelayTicks, start.stat?.blockIODelayTicks)
    finished.workDone = result.workDone
    finished.check = result.check
    return finished
  }

  private static func difference(_ end: UInt64?, _ start: UInt64?) -> UInt64? {
    guard let end, let start, end >= start else { return nil }
    return end - start
  }
}
