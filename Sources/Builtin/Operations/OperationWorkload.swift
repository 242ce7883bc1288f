import LinuxSystem
import Text

/// A workload that does one small thing so many times: each is checked, and shows what threads and processes share.
public protocol OperationWorkload: BuiltinWorkload {
  /// Of all workers together, from 1.
  var operations: UInt64 { get }
}

extension OperationWorkload {
  public static var workUnit: String { "operations" }

  public var expectedWork: UInt64 { operations }

  /// One for each operation whose result was right.
  public var expectedCheck: Int128 { Int128(operations) }

  /// The number that was asked for.
  static func operations(
    _ texts: [String: String], standard: UInt64
  ) throws(Refusal) -> UInt64 {
    guard let text = texts["operations"] else { return standard }
    return UInt64(
      try WholeNumber.parse(
        text, option: "--operations", most: 1 << 50, none: "there is nothing to do",
        more: "this is more than 2^50", remedy: "Ask for 1 to 2^50, such as \(standard)"))
  }

  /// A recorded number of operations.
  static func operations(recorded: [String: String]) -> UInt64? {
    recorded["operations"].flatMap { UInt64($0) }.flatMap { $0 > 0 && $0 <= 1 << 50 ? $0 : nil }
  }

  static func operationsOption(_ what: String, standard: String) -> BuiltinOption {
    BuiltinOption(
      "operations", "N", "How often it is done, by all workers together.",
      help: what, standard: standard)
  }
}

/// A worker's share of operations.
final class OperationKernel: Kernel {
  private let count: UInt64
  private let body: (UInt64) throws(SystemError) -> UInt64

  /// - Parameter body: does so many operations, and tells how many had the right result.
  init(_ count: UInt64, _ body: @escaping (UInt64) throws(SystemError) -> UInt64) {
    self.count = count
    self.body = body
  }

  /// The share of one worker.
  convenience init(
    _ workload: some OperationWorkload, _ share: WorkerShare,
    _ body: @escaping (UInt64) throws(SystemError) -> UInt64
  ) {
    self.init(UInt64(share.range(of: workload.operations).count), body)
  }

  func run() throws(SystemError) -> KernelResult {
    KernelResult(workDone: count, check: Int128(try body(count)))
  }
}
