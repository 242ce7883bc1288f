/// What is said of threads and processes, each measured by two configurations that are held against each other.
///
/// The first eight are the article's own, in its order; the others are what its words leave open. The raw value is the
/// word of `--only` and of the findings.
public enum Claim: String, CaseIterable, Sendable {
  case threadMemory = "thread-memory"
  case processMemory = "process-memory"
  case handOver = "switch"
  case share
  case disk
  case failure
  case interpreter
  case io
  case create
  case program
  case fork
  case pipe
  case map
  case fault
  case calls
  case open
  case allocate
  case lock
  case sharedLock = "shared-lock"
  case line
  case padding
  case control

  /// What its two columns are.
  public var subject: ClaimSubject {
    switch self {
    case .threadMemory, .processMemory: .memoryPerWorker
    case .failure: .failure
    case .interpreter: .manifest("python-sum", ["limit": "10000000"])
    // What goes through a file has the price of its calls beside it.
    case .handOver:
      .strategies(.init(.handOver, options: ["channel": "futex"], pin: "0"))
    case .share: .strategies(.init(.share, options: ["channel": "memory"]))
    case .disk: .strategies(.init(.io, options: ["cache": "warm"]))
    case .io: .strategies(.init(.io, options: ["cache": "direct"]))
    case .create: .variants(Self.creation("thread", "8MiB"), Self.creation("fork", "8MiB"))
    case .program: .variants(Self.creation("thread", "8MiB"), Self.creation("spawn", "8MiB"))
    case .fork: .variants(Self.creation("fork", "8MiB"), Self.creation("fork", "1GiB"))
    case .pipe:
      .variants(
        .init(.share, options: ["channel": "memory"]),
        .init(.share, options: ["channel": "pipe"]))
    case .map: .strategies(.init(.map))
    case .fault: .strategies(.init(.fault))
    case .calls:
      .strategies(
        .init(
          .handOver, options: ["burst": "10000"],
          recorded: ["channel": "pipe", "burst": "10000"], pin: "0"))
    case .open: .strategies(.init(.open))
    case .allocate:
      .strategies(.init(.allocate, options: ["size": "256KiB"], recorded: [:]))
    case .lock: .strategies(Self.lock("private"))
    case .sharedLock: .strategies(Self.lock("shared"))
    case .line: .strategies(Self.line("packed"))
    case .padding: .variants(Self.line("padded"), Self.line("packed"))
    case .control: .strategies(.init(.control))
    }
  }

  private static func creation(_ kind: String, _ size: String) -> ClaimWorkload {
    .init(
      .spawn, options: ["create": kind, "size": size],
      recorded: ["create": kind, "sizeBytes": size == "1GiB" ? "1073741824" : "8388608"], workers: 1
    )
  }

  private static func lock(_ sharing: String) -> ClaimWorkload {
    .init(.lock, options: ["sharing": sharing])
  }

  private static func line(_ spacing: String) -> ClaimWorkload {
    .init(.line, options: ["spacing": spacing])
  }

  /// What must be seen for it to hold.
  public var expectation: ClaimExpectation {
    switch self {
    case .handOver, .create, .program, .fork, .io, .pipe, .share, .padding: .firstCheaper
    case .interpreter, .map, .calls, .open, .allocate, .lock: .secondCheaper
    case .fault, .sharedLock, .line, .control: .noDifference
    case .disk: .secondNoDearer
    case .threadMemory: .firstNothing
    case .processMemory: .firstCheaper
    case .failure: .secondSurvives
    }
  }

  /// Whether the article makes it; else it is what the article leaves open.
  public var isOfArticle: Bool {
    Self.allCases.firstIndex(of: self).map { $0 < 8 } == true
  }
}

/// What a claim's two columns are.
public enum ClaimSubject: Sendable {
  /// One workload, by threads of one process and by processes.
  case strategies(ClaimWorkload)
  /// Two variants of a workload, by processes.
  case variants(ClaimWorkload, ClaimWorkload)
  /// A command's workload with parameters, by its threads and by its processes.
  case manifest(String, [String: String])
  /// How much memory each worker more takes.
  case memoryPerWorker
  /// Who goes on when one worker is killed.
  case failure
}

/// What must be seen for a claim to hold; the first column is the threads' mostly.
public enum ClaimExpectation: Sendable {
  case firstCheaper
  case secondCheaper
  case noDifference
  /// The second costs as much as the first, or less.
  case secondNoDearer
  /// The first takes nothing at all, whatever the second takes.
  case firstNothing
  /// The others go on in the second, and not in the first.
  case secondSurvives

  /// Whether that both cost alike makes it hold.
  public var isOfAlike: Bool { self == .noDifference || self == .secondNoDearer }
}

/// A built-in workload as a claim runs it.
public struct ClaimWorkload: Sendable {
  public let builtin: Builtin
  public let options: [String: String]
  /// Parameters by which its configurations are found in a study: the options, where these are recorded as they are typed.
  public let recorded: [String: String]
  public let workers: Int
  public let pin: String

  init(
    _ builtin: Builtin, options: [String: String] = [:], recorded: [String: String]? = nil,
    workers: Int = 2, pin: String = "core"
  ) {
    self.builtin = builtin
    self.options = options
    self.recorded = recorded ?? options
    self.workers = workers
    self.pin = pin
  }
}

extension Claim {
  /// The workload whose processes' memory is measured: next to none of its own.
  public static let memoryWorkload = ClaimWorkload(
    .cpu, options: ["limit": "20000000"], pin: "none")
  /// The numbers of workers over which the memory of each is told.
  public static let memoryWorkers = [1, 2, 4, 8, 16, 32]
}
