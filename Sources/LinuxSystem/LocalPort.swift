import CLinuxShims
import Glibc
public import SystemPackage

/// TCP ports of this machine, at 127.0.0.1.
public enum LocalPort {
  /// A connection or an answer that takes longer has not come.
  private static let patienceSeconds = 1

  /// One that nobody listens on now (`bind` to port 0).
  public static func free() throws(SystemError) -> Int {
    let socket = try open()
    defer { close(socket) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try systemCall("bind", "127.0.0.1") {
      withGeneric(&address) { bind(socket, $0, length) }
    }
    try systemCall("getsockname") { withGeneric(&address) { getsockname(socket, $0, &length) } }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Why nobody can be connected to there (`connect`); nil when somebody can.
  public static func refusal(port: Int) -> Errno? {
    do throws(SystemError) {
      close(try connected(port))
      return nil
    } catch {
      return error.errno
    }
  }

  /// The first bytes of what is answered to a request.
  ///
  /// - Throws: the error of `connect`, `send` or `recv`; `timedOut` after a second without an answer.
  public static func answer(
    to request: String, port: Int, bytes most: Int = 64
  ) throws(SystemError) -> [UInt8] {
    let socket = try connected(port)
    defer { close(socket) }
    let sent = Array(request.utf8)
    try systemCall("send", "127.0.0.1:\(port)") {
      send(socket, sent, sent.count, Int32(MSG_NOSIGNAL))
    }
    var buffer = [UInt8](repeating: 0, count: most)
    let count = try systemCall("recv", "127.0.0.1:\(port)") { recv(socket, &buffer, most, 0) }
    return Array(buffer.prefix(count))
  }

  private static func open() throws(SystemError) -> Int32 {
    try systemCall("socket") {
      socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    }
  }

  private static func connected(_ port: Int) throws(SystemError) -> Int32 {
    let socket = try open()
    var limit = timeval(tv_sec: patienceSeconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    var address = loopback(port: port)
    do throws(SystemError) {
      try systemCall("connect", "127.0.0.1:\(port)") {
        withGeneric(&address) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    } catch {
      close(socket)
      throw error
    }
    return socket
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withGeneric<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
