import CLinuxShims
import Glibc
public import SystemPackage

/// Where messages wait for a worker: two ends of a pipe, or of a pair of Unix sockets, that all workers know.
public struct Mailbox: Sendable {
  public enum Kind: Sendable {
    case pipe
    case socket
  }

  public let takeEnd: FileDescriptor
  public let postEnd: FileDescriptor

  public init(takeEnd: FileDescriptor, postEnd: FileDescriptor) {
    self.takeEnd = takeEnd
    self.postEnd = postEnd
  }

  /// Makes one, close-on-exec and above the descriptors that hosts expect (`pipe`, `socketpair`).
  public init(_ kind: Kind) throws(SystemError) {
    switch kind {
    case .pipe:
      let pipe = try Pipe()
      self.init(takeEnd: pipe.readEnd, postEnd: pipe.writeEnd)
    case .socket:
      var ends: (Int32, Int32) = (-1, -1)
      try systemCall("socketpair") {
        withUnsafeMutableBytes(of: &ends) {
          socketpair(
            AF_UNIX, Int32(SOCK_STREAM.rawValue), 0,
            $0.assumingMemoryBound(to: Int32.self).baseAddress)
        }
      }
      let moved = try FileDescriptor.movedAboveInherited(
        FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
      self.init(takeEnd: moved.0, postEnd: moved.1)
    }
  }

  public func close() {
    try? takeEnd.close()
    try? postEnd.close()
  }

  /// Writes all bytes (`write`).
  public func post(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = try systemCall("write", "a mailbox") {
        write(postEnd.rawValue, rest.baseAddress, rest.count)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Fills the buffer (`read`).
  ///
  /// - Throws: `brokenPipe` when nobody is left who could write.
  public func take(into bytes: UnsafeMutableRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = try systemCall("read", "a mailbox") {
        read(takeEnd.rawValue, rest.baseAddress, rest.count)
      }
      guard count > 0 else {
        throw SystemError(call: "read", errno: .brokenPipe, context: "a mailbox")
      }
      rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Writes one byte.
  public func post(_ byte: UInt8) throws(SystemError) {
    var byte = byte
    try systemCall("write", "a mailbox") { write(postEnd.rawValue, &byte, 1) }
  }

  /// Waits for one byte.
  public func take() throws(SystemError) -> UInt8 {
    var byte: UInt8 = 0
    let count = try systemCall("read", "a mailbox") { read(takeEnd.rawValue, &byte, 1) }
    guard count == 1 else {
      throw SystemError(call: "read", errno: .brokenPipe, context: "a mailbox")
    }
    return byte
  }
}
