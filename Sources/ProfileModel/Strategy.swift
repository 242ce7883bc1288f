/// How concurrency is made.
public enum Strategy: String, Codable, Sendable, CaseIterable {
  /// One process with one thread.
  case sequential
  /// One process with N threads.
  case thread
  /// N processes with one thread each.
  case process
  /// P processes with T threads each.
  case hybrid
}

/// A strategy in numbers: P processes × T threads each.
public struct Layout: Hashable, Sendable {
  public let strategy: Strategy
  public let processes: Int
  public let threadsPerProcess: Int

  public init(strategy: Strategy, processes: Int, threadsPerProcess: Int) {
    self.strategy = strategy
    self.processes = processes
    self.threadsPerProcess = threadsPerProcess
  }

  /// Threads of execution in all processes together.
  public var workers: Int { processes * threadsPerProcess }

  public static let sequential = Layout(strategy: .sequential, processes: 1, threadsPerProcess: 1)

  public static func threads(_ count: Int) -> Layout {
    Layout(strategy: .thread, processes: 1, threadsPerProcess: count)
  }

  public static func processes(_ count: Int) -> Layout {
    Layout(strategy: .process, processes: count, threadsPerProcess: 1)
  }

  public static func hybrid(processes: Int, threadsPerProcess: Int) -> Layout {
    Layout(strategy: .hybrid, processes: processes, threadsPerProcess: threadsPerProcess)
  }
}
