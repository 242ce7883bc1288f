/// What one host is to do: which workload, and which of the trial's workers are its own.
///
/// Written as text lines into a file that the host finds at ``HostDescriptor/order``.
public struct HostOrder: Equatable, Sendable {
  public static let version = 1

  /// The work, the same for all workers: a built-in workload with its parameters.
  public struct Work: Equatable, Sendable {
    public var workload: String
    public var parameters: [String: String]
    /// The file to read, where the workload reads one.
    public var file: String?
    /// Of whatever order is random.
    public var seed: UInt64

    public init(workload: String, parameters: [String: String], file: String? = nil, seed: UInt64) {
      self.workload = workload
      self.parameters = parameters
      self.file = file
      self.seed = seed
    }
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
    let file = work.file.map { " file=\(Fields.escaped($0))" } ?? ""
    lines.append("work workload=\(Fields.escaped(work.workload)) seed=\(work.seed)\(file)")
    let parameters = work.parameters.sorted { $0.key < $1.key }
    lines.append(
      (["parameters"] + parameters.map { "\($0.key)=\(Fields.escaped($0.value))" })
        .joined(separator: " "))
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
    guard let work = lines.popFirst().flatMap(Fields.init(line:)),
      let parameters = lines.popFirst().flatMap(Fields.init(line:)), work.word == "work",
      parameters.word == "parameters"
    else { throw .malformed("no work") }
    totalWorkers = try header.number("workers")
    self.work = Work(
      workload: try work.text("workload"), parameters: parameters.texts,
      file: try work.optionalText("file"), seed: try work.number("seed"))
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
