import CLinuxShims
import Glibc
public import SystemPackage

/// A pipe that a program writes its output to, and the file that the beginning and the end of it are kept in.
///
/// The beginning goes to the file by `splice`. What follows the limit is read and thrown away but for its end, where many
/// a program tells its result, so that one that writes without end is neither stopped nor fills the disk. The pipe has its
/// default size, as a shell's has: a larger one falls out of the caches, and writer and reader were slower.
public final class OutputPipe {
  /// Where the bytes arrive: poll it.
  public var readEnd: FileDescriptor { input.file }
  private let input: Descriptor
  private let file: Descriptor
  private let limit: UInt64
  public private(set) var keptBytes: UInt64 = 0
  public private(set) var discardedBytes: UInt64 = 0
  /// The end so far of what is beyond the limit.
  private lazy var rest = OutputEnd()
  /// The file takes no more, as on a full disk.
  private var isFull = false

  /// Whether the writer fills the pipe faster than it is emptied now and then.
  public private(set) var isBulk = false

  /// Half of a pipe of the default size, 64 KiB: who wrote so much since the last look must soon wait for the next.
  private static let bulk = 32 << 10
  /// As much as a pipe may hold that the writer enlarged.
  private static let block = 1 << 20
  /// How long a writer in bulk is waited for, and stayed with, before the caller has its turn again; ns.
  private static let patience: UInt64 = 100_000
  private static let longestStay: UInt64 = 1_000_000

  /// Makes the file and takes over the pipe's reading end.
  public init(
    reading readEnd: FileDescriptor, file path: String, limit: UInt64
  ) throws(SystemError) {
    input = Descriptor(owning: readEnd)
    self.limit = limit
    try readEnd.setNonBlocking()
    file = try Descriptor(creating: path)
  }

  /// Takes what is there; from a writer in bulk also what comes within the next millisecond, so that it never has to
  /// wait for the caller's other work.
  ///
  /// - Returns: false when no more will come: all writers have closed it.
  public func drain() -> Bool {
    let end = MonotonicClock.now() + Self.longestStay
    repeat {
      guard let bytes = take() else { return false }
      if bytes >= Self.bulk { isBulk = true }
      if isBulk && bytes == 0 { isBulk = isReadable(within: Self.patience) }
    } while isBulk && MonotonicClock.now() < end
    return true
  }

  /// - Returns: how many bytes were there; nil when no more will come.
  private func take() -> Int? {
    let room = isFull ? 0 : limit - keptBytes
    let count =
      room > 0
      ? profile_splice(readEnd.rawValue, file.file.rawValue, Int(min(room, UInt64(Self.block))))
      : rest.read(from: readEnd)
    if count == 0 { return nil }
    if count < 0 {
      if [EAGAIN, EINTR].contains(profile_errno()) { return 0 }
      if room == 0 { return nil }
      isFull = true
      return 0
    }
    if room > 0 { keptBytes += UInt64(count) } else { discardedBytes += UInt64(count) }
    return count
  }

  private func isReadable(within time: UInt64) -> Bool {
    let deadline = MonotonicClock.now() + time
    return (try? Polling.wait(for: [readEnd], until: deadline))?.isEmpty == false
  }

  /// Writes the end of what is beyond the limit behind the beginning: when no more will come.
  public func finish() {
    guard discardedBytes > 0 else { return }
    let end = rest.taken()
    let left = discardedBytes - UInt64(end.count)
    do {
      // In one line with what it tears apart, so that nobody takes a half number for a whole one.
      if left > 0 { try file.put("[… \(left)\(Self.gap)".utf8) }
      try file.put(end)
      keptBytes += UInt64(end.count)
      discardedBytes = left
    } catch {
      isFull = true
    }
  }

  /// Stands in the file for what was thrown away, behind its size.
  public static let gap = " bytes left out …]"
}
