/// `/proc/PID/fdinfo/FD` (`seq_show` of `fs/proc/fd.c`): for what a descriptor is open.
public struct DescriptorInfo: ProcParsable {
  /// `O_ACCMODE` of `open(2)`.
  public enum Access: UInt64, Sendable {
    case read, write, both

    /// What the other end of a pipe is open for.
    public var opposite: Access {
      switch self {
      case .read: .write
      case .write: .read
      case .both: .both
      }
    }

    public func includes(_ other: Access) -> Bool {
      self == other || self == .both || other == .both
    }
  }

  public let access: Access

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while var line = scanner.line() {
      guard line.skip("flags:") else { continue }
      line.skipBlanks()
      // In octal: the last digit has the two bits.
      guard let flags = line.digits(), let access = Access(rawValue: flags % 10 & 3) else {
        return nil
      }
      self.access = access
      return
    }
    return nil
  }
}
