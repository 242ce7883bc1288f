public import LinuxSystem

/// A built-in workload with its parameters: what it needs, what its workers do, and the answer that they must give.
public protocol BuiltinWorkload: Hashable, Sendable {
  /// What ``expectedWork`` counts.
  static var workUnit: String { get }

  /// The parameters as a study and the hosts' orders name them, each with its unit.
  var recorded: [String: String] { get }

  /// Nil when a parameter is missing or malformed.
  init?(recorded: [String: String])

  /// Units that all workers together must do.
  var expectedWork: UInt64 { get }

  /// The known answer: the check values of all workers add up to it.
  var expectedCheck: Int128 { get }

  /// The file that must be laid out before the first trial; nil when it reads none.
  var file: FileNeed? { get }

  /// Prepares one worker's share.
  ///
  /// - Parameters:
  ///   - file: the path of ``file``.
  ///   - seed: of whatever order is random.
  func kernel(
    for share: WorkerShare, file: String?, seed: UInt64
  ) throws(SystemError) -> any Kernel
}

extension BuiltinWorkload {
  public var file: FileNeed? { nil }
}

/// A file that a workload reads, and what the page cache must hold of it when a trial starts.
public struct FileNeed: Hashable, Sendable {
  public var sizeBytes: UInt64
  /// Of one read.
  public var blockSizeBytes: UInt64
  public var cache: CacheState

  public enum CacheState: String, Sendable, CaseIterable {
    /// Whatever it holds: reads pass it by (`O_DIRECT`).
    case direct
    /// Nothing of the file.
    case cold
    /// All of it.
    case warm
  }
}
