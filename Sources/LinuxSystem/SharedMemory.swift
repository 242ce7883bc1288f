import Glibc
public import SystemPackage

/// Zeroed memory that several threads, or several processes, work in.
///
/// It is never unmapped: it belongs to a host as long as that lives.
public struct SharedMemory: @unchecked Sendable {
  public let bytes: UnsafeMutableRawBufferPointer
  let start: UnsafeMutableRawPointer

  /// Of this process alone (`mmap`, `MAP_PRIVATE`).
  public init(own count: Int) throws(SystemError) {
    try self.init(count, MAP_PRIVATE | MAP_ANONYMOUS, -1)
  }

  /// Of a file that other processes map too (`mmap`, `MAP_SHARED`).
  public init(mapping file: FileDescriptor, count: Int) throws(SystemError) {
    try self.init(count, MAP_SHARED, file.rawValue)
  }

  private init(_ count: Int, _ flags: Int32, _ file: Int32) throws(SystemError) {
    start = try mapped(count, flags, file: file, "\(count) shared bytes")
    bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  /// A file for it, whose room is really there (`memfd_create`, `posix_fallocate`).
  public static func makeFile(count: Int) throws(SystemError) -> FileDescriptor {
    let file = try MemoryFile.make(named: "profile-shared")
    let status = posix_fallocate(file.rawValue, 0, off_t(count))
    if status != 0 { try? file.close() }
    try check(status, "posix_fallocate", "\(count) shared bytes")
    return file
  }

  /// The word of 32 bits at an offset.
  public func word(at offset: Int) -> SharedWord {
    SharedWord((start + offset).assumingMemoryBound(to: UInt32.self))
  }

  /// A number of 64 bits at an offset.
  public func number(at offset: Int) -> UnsafeMutablePointer<UInt64> {
    (start + offset).assumingMemoryBound(to: UInt64.self)
  }
}
