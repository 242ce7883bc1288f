public import SystemPackage

/// A system call that failed: which C function, why, and on what.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The C function, such as `open`.
  public let call: String
  public let errno: Errno
  /// What it was applied to: a path, a pid, a CPU list; empty when there is nothing to add.
  public let context: String

  public init(call: String, errno: Errno, context: String = "") {
    self.call = call
    self.errno = errno
    self.context = context
  }

  public var description: String {
    let subject = context.isEmpty ? call : "\(call) \(context)"
    return "\(subject): \(errno)"
  }
}
