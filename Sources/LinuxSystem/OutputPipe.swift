import CLinuxShims
import Glibc
public import SystemPackage

/// A pipe that a program writes its output to, and the file that the beginning of it is kept in.
///
/// The bytes do not pass through this process (`splice`). What follows the limit goes to `/dev/null`, so that a
/// program that writes without end is neither stopped nor fills the disk.
public final class OutputPipe {
  /// Where the bytes arrive: poll it.
  public let readEnd: FileDescriptor
  private let file: Descriptor
  private let sink: Int32
  private let limit: UInt64
  public private(set) var keptBytes: UInt64 = 0
  public private(set) var discardedBytes: UInt64 = 0
  /// The file takes no more, as on a full disk.
  private var isFull = false

  /// More than the default, so that a program waits less often for its output to be taken away; not vital.
  private static let capacity: Int32 = 1 << 20

  /// Makes the file and takes over the pipe's reading end.
  ///
  /// - Parameter sink: a descriptor of `/dev/null`, open for writing.
  public init(
    reading readEnd: FileDescriptor, file path: String, limit: UInt64, sink: FileDescriptor
  ) throws(SystemError) {
    self.readEnd = readEnd
    self.limit = limit
    self.sink = sink.rawValue
    try readEnd.setNonBlocking()
    _ = profile_set_pipe_size(readEnd.rawValue, Self.capacity)
    file = try Descriptor(creating: path)
  }

  deinit {
    try? readEnd.close()
  }

  /// Takes what is there.
  ///
  /// - Returns: false when no more will come: all writers have closed it.
  public func drain() -> Bool {
    // A writer without end must not keep the caller here.
    for _ in 0..<16 {
      let room = isFull ? 0 : limit - keptBytes
      let count = profile_splice(
        readEnd.rawValue, room > 0 ? file.file.rawValue : sink,
        room > 0 ? Int(min(room, 1 << 20)) : 1 << 20)
      if count == 0 { return false }
      if count < 0 {
        if [EAGAIN, EINTR].contains(profile_errno()) { return true }
        if room == 0 { return false }
        isFull = true
      } else if room > 0 {
        keptBytes += UInt64(count)
      } else {
        discardedBytes += UInt64(count)
      }
    }
    return true
  }
}
