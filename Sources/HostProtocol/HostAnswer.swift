/// What a host says, one line each.
public enum HostAnswer: Answer {
  /// A worker stands at the gate.
  case ready(WorkerReady)
  /// All workers of the trial have done their share and hold: the last one says so.
  case done
  /// A worker's account of its share, once it may tell.
  case finished(WorkerFinished)
  /// Part of a worker's read latencies: nanoseconds → reads. Comes before its `finished`.
  case latency(worker: Int, counts: LatencyCounts)
  /// A worker, or the host (nil), could not go on.
  case failed(worker: Int?, message: String)

  public struct LatencyCount: Equatable, Sendable {
    public var nanoseconds: UInt64
    public var reads: UInt32

    public init(nanoseconds: UInt64, reads: UInt32) {
      self.nanoseconds = nanoseconds
      self.reads = reads
    }
  }

  /// Latency counts that surely fit one line.
  public static let latencyCountsPerLine = 64
}

/// A worker at the gate: pinned, its files open, its buffers touched.
public struct WorkerReady: Codable, Equatable, Sendable {
  public var worker: Int
  public var tid: Int32
  /// Of a process that the host forked; nil is the host itself.
  public var forkedPID: Int32?
  /// The mask that the kernel gave.
  @IDRuns public var obtainedCPUs: [Int]
  /// When the host's first statement ran, and when this worker was ready (`CLOCK_MONOTONIC`, ns).
  public var hostStarted: UInt64
  public var ready: UInt64
  /// Why the memory policy was not applied; nil when it was, or none was asked for.
  public var memoryRefusal: String?
  /// Why the policy that was applied could not be read back; nil when it could, or there is none.
  public var memoryDoubt: String?
  /// Where the work's buffer lies in the host's memory, and its length in bytes; nil when it has none.
  public var buffer: Buffer?

  public struct Buffer: Codable, Equatable, Sendable {
    public var address: UInt
    public var count: Int

    public init(address: UInt, count: Int) {
      self.address = address
      self.count = count
    }
  }

  public init(
    worker: Int, tid: Int32, obtainedCPUs: [Int], hostStarted: UInt64, ready: UInt64
  ) {
    self.worker = worker
    self.tid = tid
    self.obtainedCPUs = obtainedCPUs
    self.hostStarted = hostStarted
    self.ready = ready
  }
}

/// A worker's own account of its work: differences between the last and the first statement.
///
/// Nil is "could not be read".
public struct WorkerFinished: Codable, Equatable, Sendable {
  public var worker: Int
  /// `CLOCK_MONOTONIC`, ns.
  public var start: UInt64
  public var end: UInt64
  public var cpuNanoseconds: UInt64 = 0
  public var userMicroseconds: UInt64 = 0
  public var systemMicroseconds: UInt64 = 0
  public var voluntaryContextSwitches: UInt64 = 0
  public var involuntaryContextSwitches: UInt64 = 0
  public var minorFaults: UInt64 = 0
  public var majorFaults: UInt64 = 0
  public var runQueueNanoseconds: UInt64?
  public var requestedReadBytes: UInt64?
  public var storageReadBytes: UInt64?
  public var diskWaitTicks: UInt64?
  public var workDone: UInt64 = 0
  public var check: Int128 = 0

  public init(worker: Int, start: UInt64, end: UInt64) {
    self.worker = worker
    self.start = start
    self.end = end
  }
}
