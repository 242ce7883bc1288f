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
