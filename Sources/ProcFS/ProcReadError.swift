public import SystemPackage

/// Why a kernel file gave no value.
public enum ProcReadError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It could not be opened or read.
  case failed(path: String, Errno)
  /// Its text is not what the kernel's sources say, or ends in mid-line.
  case malformed(path: String)
  /// It is longer than it can sensibly be, bytes.
  case tooLarge(path: String, limit: Int)

  public var description: String {
    switch self {
    case .failed(let path, .noSuchFileOrDirectory), .failed(let path, .noSuchProcess):
      "\(path) is not there: the task has ended, or this kernel lacks the file"
    case .failed(let path, .permissionDenied), .failed(let path, .notPermitted):
      "\(path) may not be read by this user: run as its owner or as root"
    case .failed(let path, let errno): "\(path) could not be read: \(errno)"
    case .malformed(let path):
      "\(path) is not in the form that Linux writes: please report it with the file's text"
    case .tooLarge(let path, let limit): "\(path) is longer than \(limit) bytes: not read"
    }
  }
}
