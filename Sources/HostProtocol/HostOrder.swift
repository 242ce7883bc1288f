/// What one host is to do: which workload, and which of the trial's workers are its own.
///
/// Written as text lines into a file that the host finds at ``HostDescriptor/order``.
public struct HostOrder: Equatable, Sendable {
  public static let version = 1

  /// The work, the same for all workers.
  public enum Work: Equatable, Sendable {
    case sum(limit: UInt64, repeats: UInt64)
    case read(
      path: String, sizeBytes: UInt64, blockSizeBytes: UInt64, random: Bool, direct: Bool,
      seed: UInt64)
    case readMemory(sizeBytes: UInt64, repeats: UInt64)
  }

  /// One worker: its place among all workers of the trial, and its CPUs.
  public struct Worker: Equatable, Sendable {
    public var index: Int
    /// OS ids; empty leaves it where it may be.
    public var cpus: [Int]

    public init(index: Int, cpus: [Int]) {
      self.index = index
      self.cpus = cpus
    }
  }

  /// Where the workers' memory is to come from: a policy of `set_mempolicy(2)` and its nodes.
  public struct Memory: Equatable, Sendable {
    /// `local`, `bind`, `interleave` or `preferred`.
    public var mode: String
    public var nodes: [Int]

    public init(mode: String, nodes: [Int]) {
      self.mode = mode
      self.nodes = nodes
    }
  }

  public var work: Work
  /// Nil leaves every worker with the policy that the host inherited.
  public var memory: Memory?
  /// Of the whole trial, all hosts together.
  public var totalWorkers: Int
  public var workers: [Worker]

  public init(work: Work, memory: Memory? = nil, totalWorkers: Int, workers: [Worker]) {
    self.work = work
    self.memory = memory
    self.totalWorkers = totalWorkers
    self.workers = workers
  }

  public func encoded() -> String {
    var lines = ["profile-host version=\(Self.version) workers=\(totalWorkers)"]
    switch work {
    case .sum(let limit, let repeats):
      lines.append("sum limit=\(limit) repeats=\(repeats)")
    case .read(let path, let size, let blockSize, let random, let direct, let seed):
      lines.append(
        "read path=\(Fields.escaped(path)) size=\(size) block=\(blockSize) random=\(random ? 1 : 0)"
          + " direct=\(direct ? 1 : 0) seed=\(seed)")
    case .readMemory(let size, let repeats):
      lines.append("read-memory size=\(size) repeats=\(repeats)")
    }
    if let memory {
      lines.append("memory mode=\(memory.mode) nodes=\(Fields.list(memory.nodes))")
    }
    for worker in workers {
      lines.append("worker index=\(worker.index) cpus=\(Fields.list(worker.cpus))")
    }
    return lines.joined(separator: "\n") + "\nend\n"
  }

  public init(decoding text: String) throws(HostProtocolError) {
    var lines = text.split(separator: "\n")[...]
    guard let header = lines.popFirst().flatMap(Fields.init(line:)), header.word == "profile-host"
    else { throw .malformed("no header") }
    guard header["version"] == "\(Self.version)" else {
      throw .otherVersion(String(header["version"] ?? "?"))
    }
    guard lines.popLast() == "end" else { throw .malformed("cut off") }
    guard let work = lines.popFirst().flatMap(Fields.init(line:)) else {
      throw .malformed("no work")
    }
    totalWorkers = try header.number("workers")
    self.work = try Self.work(work)
    workers = []
    for line in lines {
      guard let fields = Fields(line: line) else { throw .malformed(String(line)) }
      if fields.word == "memory", memory == nil, workers.isEmpty {
        memory = Memory(mode: try fields.text("mode"), nodes: try fields.numbers("nodes"))
        continue
      }
      guard fields.word == "worker" else { throw .malformed(String(line)) }
      workers.append(
        Worker(index: try fields.number("index"), cpus: try fields.numbers("cpus")))
    }
  }

  private static func work(_ fields: Fields) throws(HostProtocolError) -> Work {
    switch fields.word {
    case "sum":
      return .sum(limit: try fields.number("limit"), repeats: try fields.number("repeats"))
    case "read":
      return .read(
        path: try fields.text("path"), sizeBytes: try fields.number("size"),
        blockSizeBytes: try fields.number("block"), random: fields["random"] == "1",
        direct: fields["direct"] == "1", seed: try fields.number("seed"))
    case "read-memory":
      return .readMemory(
        sizeBytes: try fields.number("size"), repeats: try fields.number("repeats"))
    default:
      throw .malformed("unknown work \(fields.word)")
    }
  }
}

/// Where a host finds what it was given.
public enum HostDescriptor {
  /// The order, a file read from its start.
  public static let order: Int32 = 3
  /// The control pipe: when it closes, the host ends.
  public static let control: Int32 = 4
  /// The answers, one line each, written whole.
  public static let answers: Int32 = 5
  /// The gate's shared file.
  public static let gate: Int32 = 6
}

/// How a host exits; anything else is a crash.
public enum HostExit {
  public static let done: Int32 = 0
  /// The order could not be read or followed.
  public static let refused: Int32 = 3
  /// The control pipe closed before the work was done.
  public static let abandoned: Int32 = 4
}
