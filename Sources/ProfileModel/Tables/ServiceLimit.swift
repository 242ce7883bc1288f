/// Who was the limit of a server under load; the raw value is the word of `findings.json`.
public enum ServiceLimit: String, Codable, Sendable, CaseIterable {
  /// The server's CPUs.
  case serverCPU
  /// A free CPU: somebody else took the server's.
  case starved
  /// A lock of the server's, the GIL included.
  case lock
  case storage
  /// A CPU quota.
  case throttled
  /// Its pool: requests wait for a worker.
  case pool
  /// The passing of time.
  case timer
  /// Answers of others that the server asks, or too few requests at a time.
  case peer
  /// The load generator: the rate is a floor.
  case generator
  /// No single thing.
  case mixed

  private var row: (words: String, lever: String) {
    switch self {
    case .serverCPU:
      (
        "the server's CPUs",
        "less work per request, or more CPUs for the server: more workers on the same CPUs buy nothing"
      )
    case .starved:
      (
        "waiting for a free CPU",
        "CPUs that others leave to the server (--pin), or a quieter machine"
      )
    case .lock:
      ("a lock of the server's", "processes, each of which has a lock of its own")
    case .storage: ("storage", "fewer or larger accesses, more of them at a time, faster storage")
    case .throttled: ("the CPU quota", "more quota")
    case .pool:
      (
        "its pool of workers",
        "more threads (or processes): requests wait for a worker while CPUs are idle"
      )
    case .timer:
      ("a timer", "shorter waits, or more requests at a time")
    case .peer:
      (
        "waiting for others",
        "more requests at a time (connections), or whatever it is that the server asks"
      )
    case .generator:
      (
        "the load generator",
        "more --load-cpus, more threads of the generator, or a lighter one: until then the rate is a floor"
      )
    case .mixed: ("no single thing", "")
    }
  }

  /// `its pool of workers`.
  public var words: String { row.words }
  /// What would help; empty where nothing can be said.
  public var lever: String { row.lever }
}
