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
  /// How many waited there often enough to be its users (``isUser(samples:most:)``); null in older studies.
  @ExplicitNull public var users: Int?
  /// Who waited there, and in how many samples; the most patient first, at most 32.
  public var workers: [Waiter] = []

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

  /// Whether one with so many samples uses the place; else it came by in fewer than a tenth of the most patient one's.
  public static func isUser(samples: Int, most: Int) -> Bool { 10 * samples >= most }

  public init(
    kind: WaitKind, process: Int?, address: String?, mapping: String?, samples: Int, maxWaiters: Int
  ) {
    self.kind = kind
    self.samples = samples
    self.maxWaiters = maxWaiters
    self.process = process
    self.address = address
    self.mapping = mapping
  }
}
