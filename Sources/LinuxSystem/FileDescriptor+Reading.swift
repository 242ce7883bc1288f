import CLinuxShims
public import SystemPackage

extension FileDescriptor {
  /// What can be read now without waiting (`read`); nil at the end, empty when there is nothing yet.
  public func readAvailable(into buffer: inout [UInt8]) throws(SystemError) -> ArraySlice<UInt8>? {
    do {
      let count = try buffer.withUnsafeMutableBytes { try read(into: $0) }
      return count == 0 ? nil : buffer[..<count]
    } catch Errno.wouldBlock {
      return []
    } catch {
      throw SystemError(call: "read", errno: error as? Errno ?? .invalidArgument)
    }
  }

  /// Makes reads return at once (`fcntl`, `O_NONBLOCK`).
  public func setNonBlocking() throws(SystemError) {
    try systemCall("fcntl", "O_NONBLOCK") { profile_set_nonblocking(rawValue) }
  }

  /// A file's bytes from its start to its end (`pread`).
  ///
  /// - Parameter limit: so many of them at most.
  public func contents(limit: Int = 64 << 20) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var content: [UInt8] = []
    while content.count < limit {
      let room = UnsafeMutableRawBufferPointer(
        rebasing: buffer.prefix(limit - content.count))
      let count = try systemCall("pread") {
        try read(fromAbsoluteOffset: Int64(content.count), into: room)
      }
      if count == 0 { break }
      content += buffer[..<count]
    }
    return content
  }

  /// The last bytes of a file, as text.
  public func tail(bytes limit: Int64) -> String {
    guard let end = try? seek(offset: 0, from: .end), end > 0 else { return "" }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(min(end, limit)), alignment: 1)
    defer { buffer.deallocate() }
    let start = end - Int64(buffer.count)
    let count = (try? read(fromAbsoluteOffset: start, into: buffer)) ?? 0
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}

extension Files {
  /// A regular file's bytes; anything else is refused, because a pipe may never answer and a device never end.
  ///
  /// - Parameter limit: so many of them at most.
  public static func contents(of path: String, limit: Int = 64 << 20) throws(SystemError) -> [UInt8]
  {
    try Descriptor(readingRegular: path).contents(limit: limit)
  }
}
