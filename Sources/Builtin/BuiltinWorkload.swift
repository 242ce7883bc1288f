public import LinuxSystem
public import Text

/// A built-in workload with its parameters: what it needs, what its workers do, and the answer that they must give.
public protocol BuiltinWorkload: Hashable, Sendable {
  /// What it is, such as `a sum`.
  static var phrase: String { get }
  /// What it does and waits for, as a sentence.
  static var summary: String { get }
  /// What follows its name in a glossary, as the rest of a sentence; and what else there is to say.
  static var explanation: (summary: String, details: String) { get }
  /// The words that belong to it.
  static var words: [Explanation] { get }
  static var options: [BuiltinOption] { get }
  /// What ``expectedWork`` counts.
  static var workUnit: String { get }

  /// Whether it waits for storage: its reads are timed and counted.
  static var readsFile: Bool { get }
  /// Whether its rate is a bandwidth of memory.
  static var streamsMemory: Bool { get }
  /// Whether it touches neither memory nor storage, so that others' growth can be held against its own.
  static var needsOnlyCPU: Bool { get }
  /// Whether its workers write to nothing that another one touches, as threads or as processes.
  static var sharesNothing: Bool { get }

  /// Workers work in groups of so many, so that their number must be a multiple of it.
  static var groupSize: Int { get }

  /// - Parameters:
  ///   - texts: what was typed, by the names of ``options``; what is missing has its default.
  ///   - machine: on which some defaults and limits depend.
  init(options texts: [String: String], on machine: MachineMemory) throws(Refusal)

  /// Nil when a parameter is missing or malformed.
  init?(recorded: [String: String])

  /// The parameters as a study and the hosts' orders name them, each with its unit.
  var recorded: [String: String] { get }

  /// What a trial does, as a sentence.
  var sentence: String { get }

  /// Units that all workers together must do.
  var expectedWork: UInt64 { get }

  /// The known answer: the check values of all workers add up to it.
  var expectedCheck: Int128 { get }

  /// The file that must be laid out before the first trial; nil when it reads none.
  var file: FileNeed? { get }

  /// Memory that the workers together fill and read; nil when it has none worth a thought.
  var bufferBytes: UInt64? { get }

  /// Memory that each worker fills for itself; 0 when it has none worth a thought.
  var workerBytes: UInt64 { get }

  /// What so many workers have in common; nil when they share nothing.
  func common(workers: Int) -> CommonNeed?

  /// Tries what a limit or a filter of system calls may refuse.
  func probe() throws(SystemError)

  /// Prepares one worker's share.
  func kernel(for share: WorkerShare, at site: WorkSite) throws(SystemError) -> any Kernel
}

extension BuiltinWorkload {
  public static var words: [Explanation] { [] }
  public static var readsFile: Bool { false }
  public static var streamsMemory: Bool { false }
  public static var sharesNothing: Bool { false }
  public static var needsOnlyCPU: Bool { false }
  public static var groupSize: Int { 1 }
  public var file: FileNeed? { nil }
  public var bufferBytes: UInt64? { nil }
  public var workerBytes: UInt64 { 0 }
  public func common(workers: Int) -> CommonNeed? { nil }
  public func probe() throws(SystemError) {}

  /// The `--size` that was asked for.
  static func size(
    _ texts: [String: String], standard: ByteSize
  ) throws(Refusal) -> ByteSize {
    guard let text = texts["size"] else { return standard }
    return try ByteSize.parse(text, option: "--size")
  }
}

/// What a machine says of its memory, as far as workloads fit themselves to it.
public struct MachineMemory: Sendable {
  /// Sizes of the caches of the highest level that there is, each once.
  public var lastLevelCaches: [Int64]
  /// The memory, or its limit where that is smaller; nil when neither is known.
  public var usableBytes: Int64?

  public init(lastLevelCaches: [Int64], usableBytes: Int64?) {
    self.lastLevelCaches = lastLevelCaches
    self.usableBytes = usableBytes
  }
}
