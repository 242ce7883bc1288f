import CLinuxShims
import Glibc
import SystemPackage

/// Whether a call that a signal interrupted is made again.
enum InterruptPolicy {
  case retry
  case fail
}

/// The funnel that every system call passes: −1 becomes a ``SystemError`` with the errno of that moment.
@discardableResult
func systemCall<Result: SignedInteger>(
  _ name: String, _ context: @autoclosure () -> String = "", onInterrupt: InterruptPolicy = .retry,
  _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let error = Errno(rawValue: profile_errno())
    if error == .interrupted, onInterrupt == .retry { continue }
    throw SystemError(call: name, errno: error, context: context())
  }
}
