import CLinuxShims
import Glibc
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

/// The funnel that every system call passes: −1 becomes a ``SystemError`` with the errno of that moment, and a call that
/// a signal interrupted is made again.
@discardableResult
func systemCall<Result: SignedInteger>(
  _ name: String, _ context: @autoclosure () -> String = "", _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let error = Errno(rawValue: profile_errno())
    if error != .interrupted {
      throw SystemError(call: name, errno: error, context: context())
    }
  }
}

/// The same funnel for a call through swift-system, which repeats what was interrupted and throws an `Errno`.
@discardableResult
func systemCall<Result>(
  _ name: String, _ context: @autoclosure () -> String = "", _ body: () throws -> Result
) throws(SystemError) -> Result {
  do {
    return try body()
  } catch {
    throw SystemError(
      call: name, errno: error as? Errno ?? .invalidArgument, context: context())
  }
}

/// The funnel for calls that return their error instead of setting `errno`; 0 is none.
func check(
  _ status: Int32, _ name: String, _ context: @autoclosure () -> String = ""
) throws(SystemError) {
  guard status == 0 else {
    throw SystemError(call: name, errno: Errno(rawValue: status), context: context())
  }
}

/// Maps memory that is read and, unless told otherwise, written (`mmap`).
func mapped(
  _ count: Int, _ flags: Int32, file: Int32 = -1, protection: Int32 = PROT_READ | PROT_WRITE,
  _ context: @autoclosure () -> String
) throws(SystemError) -> UnsafeMutableRawPointer {
  guard let address = mmap(nil, count, protection, flags, file, 0), address != MAP_FAILED else {
    throw SystemError(call: "mmap", errno: Errno(rawValue: profile_errno()), context: context())
  }
  return address
}
