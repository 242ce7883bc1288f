/// How many cores a trial's threads kept busy over time, and what they waited for meanwhile.
///
/// Made by the sampler from what each thread used between two readings, which is exact (`schedstat`); what was
/// waited for is sampled.
public struct ConcurrencyRecord: Codable, Sendable, Equatable {
  /// Seconds that the readings cover.
  public var seconds: Double = 0
  /// Seconds with 0, 1, 2, … cores busy.
  ///
  /// An interval with 1.3 cores busy counts 70 % as 1 and 30 % as 2.
  public var busySeconds: [Double] = []
  /// Seconds in which any thread was on a CPU: no less than the busiest thread's time in each interval, and no more
  /// than all threads' times one after another.
  public var leastAwakeSeconds: Double = 0
  public var mostAwakeSeconds: Double = 0
  /// CPU time that the readings saw, seconds.
  public var cpuSeconds: Double = 0
  /// Readings that found 0, 1, 2, … threads running or ready to run.
  public var readyReadings: [Int] = []
  /// Seconds in which all slept, by what the threads that had run since the reading before waited for.
  ///
  /// A wait that another thread of the tree ends counts only where no thread waited for anything else; beside the kinds of
  /// waits there are ``peerInTree`` and ``sleeping``.
  public var idleSeconds: [String: Double] = [:]
  /// Seconds in which fewer cores were busy than there are CPUs, by what the threads that had run waited for.
  public var slackSeconds: [String: Double] = [:]

  /// For a peer of the tree's own, at a pipe, a socket or an event loop.
  public static let peerInTree = "peerInTree"
  /// What for was not read.
  public static let sleeping = "sleeping"

  public init() {}
}
