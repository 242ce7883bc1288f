/// How a trial ended.
public enum Outcome: String, Codable, Sendable {
  case completed
  case failed
  case interrupted
}

/// The result of the work against the known answer; texts, because sums outgrow what JSON readers keep exact.
public struct Check: Codable, Sendable, Equatable {
  public var expected: String
  @ExplicitNull public var actual: String?
  public var correct: Bool

  public init(expected: String, actual: String?) {
    self.expected = expected
    self.actual = actual
    self.correct = expected == actual
  }
}

/// What the sampler achieved and what it cost.
public struct SamplingRecord: Codable, Sendable, Equatable {
  /// Null when sampling was off.
  @ExplicitNull public var requestedIntervalSeconds: Double?
  /// Mean distance of the readings during the work; null with fewer than two.
  @ExplicitNull public var achievedIntervalSeconds: Double?
  /// Instants at which readings were taken during the work.
  public var samples: Int
  /// Readings that began more than half an interval after their deadline, or whose deadline was skipped.
  public var late: Int
  /// CPU time of the sampling thread between gate and last end, seconds.
  @ExplicitNull public var samplerCPUSeconds: Double?
  /// Share of one CPU that PSS readings may use, and how many were taken.
  @ExplicitNull public var pssBudget: Double?
  public var pssSamples: Int

  public init(requestedIntervalSeconds: Double?) {
    self.requestedIntervalSeconds = requestedIntervalSeconds
    self.samples = 0
    self.late = 0
    self.pssSamples = 0
  }
}

/// What else the machine did during a trial.
public struct EnvironmentRecord: Codable, Sendable, Equatable {
  /// CPU time taken by the hypervisor on all CPUs, seconds (`/proc/stat`).
  @ExplicitNull public var stealSeconds: Double?
  /// CPU time of everything but this trial's hosts and the profiler, seconds.
  @ExplicitNull public var otherCPUSeconds: Double?
  @ExplicitNull public var loadAverage1: Double?
  /// Seconds in which some task waited for a CPU, for storage, for memory (`/proc/pressure`, `some`).
  @ExplicitNull public var cpuPressureSeconds: Double?
  @ExplicitNull public var ioPressureSeconds: Double?
  @ExplicitNull public var memoryPressureSeconds: Double?
  /// Mean of the allowed CPUs' current frequencies at the end of the trial (cpufreq), hertz.
  @ExplicitNull public var frequencyHertz: Double?
  public var unavailable: Unavailable<CodingKeys>

  public init() {
    unavailable = .init()
  }

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case stealSeconds, otherCPUSeconds, loadAverage1, cpuPressureSeconds, ioPressureSeconds
    case memoryPressureSeconds, frequencyHertz, unavailable
  }
}

/// One process of a trial, read while it was held.
public struct ProcessRecord: Codable, Sendable, Equatable {
  public var pid: Int
  /// The program's name (`comm`); null where it was not read.
  @ExplicitNull public var name: String?
  /// `VmHWM`, the process's own high-water mark.
  @ExplicitNull public var peakRSSBytes: UInt64?
  /// The highest PSS that was read.
  @ExplicitNull public var peakPSSBytes: UInt64?
  @ExplicitNull public var segments: Segments?
  /// From just before the spawn to the process's first statement, seconds.
  @ExplicitNull public var startupSeconds: Double?
  public var unavailable: Unavailable<CodingKeys>

  public init(pid: Int) {
    self.pid = pid
    self.unavailable = .init()
  }

  public enum CodingKeys: String, CodingKey {
    case pid, name, peakRSSBytes, peakPSSBytes, segments, startupSeconds, unavailable
  }
}

/// Resident memory by segment (`smaps`), bytes.
public struct Segments: Codable, Sendable, Equatable {
  /// Executable file maps.
  public var codeBytes: UInt64
  /// Written and read-only file maps that are not code.
  public var dataBytes: UInt64
  /// Anonymous maps right behind an image.
  public var bssBytes: UInt64
  public var heapBytes: UInt64
  /// The main stack and the threads' stacks.
  public var stackBytes: UInt64
  /// Other anonymous maps.
  public var anonymousBytes: UInt64
  /// Shared memory maps.
  public var sharedMemoryBytes: UInt64
  /// Everything else (vdso and the like).
  public var otherBytes: UInt64
  /// Resident pages that other processes map too.
  public var sharedBytes: UInt64
  /// Resident pages of this process alone (USS).
  public var privateBytes: UInt64

  public init() {
    codeBytes = 0
    dataBytes = 0
    bssBytes = 0
    heapBytes = 0
    stackBytes = 0
    anonymousBytes = 0
    sharedMemoryBytes = 0
    otherBytes = 0
    sharedBytes = 0
    privateBytes = 0
  }
}

/// Samples of sleepers, aggregated by what they waited for.
public struct WaitRecord: Codable, Sendable, Equatable {
  public var kind: WaitKind
  /// Pid of the sleepers; null for an object that processes share.
  @ExplicitNull public var process: Int?
  /// Address of the lock, as hexadecimal text.
  @ExplicitNull public var address: String?
  /// The file mapped at the address, or `[heap]`, `[anon]`, ….
  @ExplicitNull public var mapping: String?
  public var samples: Int
  /// Most threads seen waiting there in one sample.
  public var maxWaiters: Int
  /// The variable at the address, where the mapped file has a symbol for it.
  @ExplicitNull public var symbol: String?
  /// Whether the mapped file is a Python that is built without a GIL; null for a file that is no Python.
  @ExplicitNull public var freeThreadedPython: Bool?
  /// What the futex belongs to, where the calls give it away.
  @ExplicitNull public var primitive: LockPrimitive?
  /// Samples whose sleep mostly ended with its time-out.
  @ExplicitNull public var timedSamples: Int?
  /// Of waits for storage, the samples of those that are for a flush (`fsync` and the like).
  @ExplicitNull public var flushSamples: Int?
  /// Readings that saw 1, 2, … threads waiting there.
  @ExplicitNull public var readingsByWaiters: [Int]?
  /// Who waited there, and in how many samples; the most patient first, at most 32.
  public var workers: [Waiter]

  /// A worker that was seen waiting.
  public struct Waiter: Codable, Sendable, Equatable {
    /// The worker's index.
    public var worker: Int
    public var samples: Int

    public init(worker: Int, samples: Int) {
      self.worker = worker
      self.samples = samples
    }
  }

  public init(
    kind: WaitKind, process: Int?, address: String?, mapping: String?, samples: Int, maxWaiters: Int
  ) {
    self.kind = kind
    self.samples = samples
    self.maxWaiters = maxWaiters
    self.workers = []
    self.process = process
    self.address = address
    self.mapping = mapping
  }
}

/// Latency of single reads, seconds, from an HDR histogram (3 significant digits).
public struct ReadLatency: Codable, Sendable, Equatable {
  public var p50Seconds: Double
  public var p90Seconds: Double
  public var p99Seconds: Double
  public var p999Seconds: Double
  public var maxSeconds: Double
  public var reads: UInt64

  public init(
    p50Seconds: Double, p90Seconds: Double, p99Seconds: Double, p999Seconds: Double,
    maxSeconds: Double, reads: UInt64
  ) {
    self.p50Seconds = p50Seconds
    self.p90Seconds = p90Seconds
    self.p99Seconds = p99Seconds
    self.p999Seconds = p999Seconds
    self.maxSeconds = maxSeconds
    self.reads = reads
  }
}
