public import LinuxSystem
import SystemPackage

/// What a host gives a worker to work with.
public struct WorkSite: Sendable {
  /// The path of the workload's file; nil where it reads none.
  public var file: String?
  /// Of whatever order is random.
  public var seed: UInt64
  /// Workers of this host.
  public var hostWorkers: Int
  /// Memory that this host's workers see, and no other.
  public var ownMemory: SharedMemory?
  /// Memory that all workers of the trial see.
  public var commonMemory: SharedMemory?
  /// One for each worker of the trial.
  public var mailboxes: [Mailbox]

  public init(
    file: String? = nil, seed: UInt64, hostWorkers: Int = 1, mailboxes: [Mailbox] = []
  ) {
    self.file = file
    self.seed = seed
    self.hostWorkers = hostWorkers
    self.mailboxes = mailboxes
  }

  /// Memory that all workers see: a host's own where all live in it, as threads have it.
  func memory(for share: WorkerShare) throws(SystemError) -> SharedMemory {
    try found(hostWorkers == share.workers ? ownMemory : commonMemory)
  }

  /// - Throws: `invalidArgument` where the host made none, which is a bug.
  func found(_ memory: SharedMemory?) throws(SystemError) -> SharedMemory {
    guard let memory else {
      throw SystemError(call: "mmap", errno: .invalidArgument, context: "no shared memory was made")
    }
    return memory
  }

  func mailbox(of worker: Int) throws(SystemError) -> Mailbox {
    guard mailboxes.indices.contains(worker) else {
      throw SystemError(call: "pipe", errno: .invalidArgument, context: "no mailbox was made")
    }
    return mailboxes[worker]
  }
}

/// What the workers of a trial have in common: made by who starts the hosts, and inherited by them.
public struct CommonNeed: Hashable, Sendable {
  /// Of zeroed memory; 0 needs none.
  public var memoryBytes: Int
  /// A mailbox for each worker; nil needs none.
  public var mailboxes: Mailbox.Kind?

  public init(memoryBytes: Int = 0, mailboxes: Mailbox.Kind? = nil) {
    self.memoryBytes = memoryBytes
    self.mailboxes = mailboxes
  }
}
