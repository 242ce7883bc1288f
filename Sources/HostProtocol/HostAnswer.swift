/// What a host says, one line each.
public enum HostAnswer: Equatable, Sendable {
  /// A worker stands at the gate.
  case ready(WorkerReady)
  /// A worker has done its share and holds.
  case finished(WorkerFinished)
  /// Part of a worker's read latencies: nanoseconds → reads. Comes before its `finished`.
  case latency(worker: Int, counts: [LatencyCount])
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

  /// Lines stay below this, so that a pipe takes each whole (`PIPE_BUF`).
  public static let maximumLineBytes = 4096
  /// Latency counts that surely fit one line.
  public static let latencyCountsPerLine = 100

  /// The line, newline included.
  public func encoded() -> String {
    switch self {
    case .ready(let ready):
      return ready.encoded()
    case .finished(let finished):
      return finished.encoded()
    case .latency(let worker, let counts):
      let pairs = counts.map { "\($0.nanoseconds):\($0.reads)" }.joined(separator: ",")
      return "latency worker=\(worker) counts=\(pairs)\n"
    case .failed(let worker, let message):
      let subject = worker.map { " worker=\($0)" } ?? ""
      // Escaping triples a byte at most.
      let text = String(decoding: message.utf8.prefix(1000), as: UTF8.self)
      return "failed\(subject) message=\(Fields.escaped(text))\n"
    }
  }

  public init(line: Substring) throws(HostProtocolError) {
    guard let fields = Fields(line: line) else { throw .malformed(String(line)) }
    switch fields.word {
    case "ready": self = .ready(try WorkerReady(fields))
    case "finished": self = .finished(try WorkerFinished(fields))
    case "latency":
      self = .latency(worker: try fields.number("worker"), counts: try Self.counts(fields))
    case "failed":
      self = .failed(
        worker: try fields.optionalNumber("worker"), message: try fields.text("message"))
    default: throw .malformed("unknown answer \(fields.word)")
    }
  }

  private static func counts(_ fields: Fields) throws(HostProtocolError) -> [LatencyCount] {
    var counts: [LatencyCount] = []
    for pair in (fields["counts"] ?? "").split(separator: ",") {
      let parts = pair.split(separator: ":")
      guard parts.count == 2, let value = UInt64(parts[0]), let reads = UInt32(parts[1]) else {
        throw .malformed("latency: \(pair)")
      }
      counts.append(LatencyCount(nanoseconds: value, reads: reads))
    }
    return counts
  }
}

/// A worker at the gate: pinned, its files open, its buffers touched.
public struct WorkerReady: Equatable, Sendable {
  public var worker: Int
  public var tid: Int32
  /// The mask that the kernel gave.
  public var obtainedCPUs: [Int]
  /// When the host's first statement ran, and when this worker was ready (`CLOCK_MONOTONIC`, ns).
  public var hostStarted: UInt64
  public var ready: UInt64
  /// Why the memory policy was not applied; nil when it was, or none was asked for.
  public var memoryRefusal: String?
  /// Why the policy that was applied could not be read back; nil when it could, or there is none.
  public var memoryDoubt: String?
  /// Where the work's buffer lies in the host's memory, and its length in bytes; nil when it has none.
  public var buffer: Buffer?

  public struct Buffer: Equatable, Sendable {
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

  init(_ fields: Fields) throws(HostProtocolError) {
    worker = try fields.number("worker")
    tid = try fields.number("tid")
    obtainedCPUs = try fields.numbers("cpus")
    hostStarted = try fields.number("started")
    ready = try fields.number("ready")
    if fields["memory"] != nil { memoryRefusal = try fields.text("memory") }
    if fields["unread"] != nil { memoryDoubt = try fields.text("unread") }
    if fields["buffer"] != nil {
      buffer = Buffer(address: try fields.number("buffer"), count: try fields.number("bytes"))
    }
  }

  func encoded() -> String {
    var line =
      "ready worker=\(worker) tid=\(tid) cpus=\(Fields.list(obtainedCPUs)) started=\(hostStarted)"
      + " ready=\(ready)"
    if let memoryRefusal { line += " memory=\(Fields.escaped(String(memoryRefusal.prefix(500))))" }
    if let memoryDoubt { line += " unread=\(Fields.escaped(String(memoryDoubt.prefix(500))))" }
    if let buffer { line += " buffer=\(buffer.address) bytes=\(buffer.count)" }
    return line + "\n"
  }
}

/// A worker's own account of its work: differences between the last and the first statement.
///
/// Nil is "could not be read".
public struct WorkerFinished: Equatable, Sendable {
  public var worker: Int
  /// `CLOCK_MONOTONIC`, ns.
  public var start: UInt64
  public var end: UInt64
  public var cpuNanoseconds: UInt64
  public var userMicroseconds: UInt64
  public var systemMicroseconds: UInt64
  public var voluntaryContextSwitches: UInt64
  public var involuntaryContextSwitches: UInt64
  public var minorFaults: UInt64
  public var majorFaults: UInt64
  public var runQueueNanoseconds: UInt64?
  public var requestedReadBytes: UInt64?
  public var storageReadBytes: UInt64?
  public var diskWaitTicks: UInt64?
  public var workDone: UInt64
  public var check: Int128

  public init(worker: Int, start: UInt64, end: UInt64) {
    self.worker = worker
    self.start = start
    self.end = end
    cpuNanoseconds = 0
    userMicroseconds = 0
    systemMicroseconds = 0
    voluntaryContextSwitches = 0
    involuntaryContextSwitches = 0
    minorFaults = 0
    majorFaults = 0
    workDone = 0
    check = 0
  }

  init(_ fields: Fields) throws(HostProtocolError) {
    worker = try fields.number("worker")
    start = try fields.number("start")
    end = try fields.number("end")
    cpuNanoseconds = try fields.number("cpu")
    userMicroseconds = try fields.number("user")
    systemMicroseconds = try fields.number("system")
    voluntaryContextSwitches = try fields.number("voluntary")
    involuntaryContextSwitches = try fields.number("involuntary")
    minorFaults = try fields.number("minor")
    majorFaults = try fields.number("major")
    runQueueNanoseconds = try fields.optionalNumber("runqueue")
    requestedReadBytes = try fields.optionalNumber("rchar")
    storageReadBytes = try fields.optionalNumber("storage")
    diskWaitTicks = try fields.optionalNumber("disk")
    workDone = try fields.number("work")
    check = try fields.number("check")
  }

  func encoded() -> String {
    var line =
      "finished worker=\(worker) start=\(start) end=\(end) cpu=\(cpuNanoseconds)"
      + " user=\(userMicroseconds) system=\(systemMicroseconds)"
      + " voluntary=\(voluntaryContextSwitches) involuntary=\(involuntaryContextSwitches)"
      + " minor=\(minorFaults) major=\(majorFaults) work=\(workDone) check=\(check)"
    if let runQueueNanoseconds { line += " runqueue=\(runQueueNanoseconds)" }
    if let requestedReadBytes { line += " rchar=\(requestedReadBytes)" }
    if let storageReadBytes { line += " storage=\(storageReadBytes)" }
    if let diskWaitTicks { line += " disk=\(diskWaitTicks)" }
    return line + "\n"
  }
}
