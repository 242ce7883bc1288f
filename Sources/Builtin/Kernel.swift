public import LinuxSystem

/// One worker's share of the work, with all that it needs at hand before the gate.
public protocol Kernel: AnyObject {
  /// What it reads into or from; empty where it touches no memory of its own.
  var memory: UnsafeRawBufferPointer { get }

  /// Does the share.
  ///
  /// - Throws: the error of the system call that failed; what was done before is lost.
  func run() throws(SystemError) -> KernelResult

  /// How many reads took how long, in nanoseconds; empty where nothing is timed.
  func latencies() -> [(nanoseconds: UInt64, reads: UInt32)]
}

extension Kernel {
  public var memory: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  public func latencies() -> [(nanoseconds: UInt64, reads: UInt32)] { [] }
}

/// What a kernel did with its share.
public struct KernelResult: Sendable, Equatable {
  /// Units done: additions, or bytes read.
  public var workDone: UInt64
  /// Its part of the check value; the parts of all workers add up to the known answer.
  public var check: Int128

  public init(workDone: UInt64, check: Int128) {
    self.workDone = workDone
    self.check = check
  }
}
