import Glibc

/// Sockets of the family `AF_UNIX`, by the number that `/proc/PID/fd` shows (`socket:[1530]`).
public enum UnixSocket {
  /// `NETLINK_SOCK_DIAG`, `SOCK_DIAG_BY_FAMILY`, `NLM_F_REQUEST`, and of `linux/unix_diag.h` `UDIAG_SHOW_PEER` and `UNIX_DIAG_PEER`.
  private static let protocolNumber: Int32 = 4
  private static let byFamily: UInt32 = 20
  private static let isRequest: UInt32 = 1 << 16
  private static let showPeer: UInt32 = 4
  private static let peerAttribute: UInt32 = 2

  /// Words of 4 bytes: the request, and of the answer what comes before its attributes.
  private static let requestWords = 10
  private static let headerWords = 8
  private static let mostWords = 256

  /// The socket that one is connected to, as a pair's other end is; nil where it is of another family or another network
  /// namespace, or the kernel does not tell (`CONFIG_UNIX_DIAG`).
  public static func peer(of inode: UInt32) -> UInt32? {
    let socket = socket(
      AF_NETLINK, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), protocolNumber)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    let request: [UInt32] = [
      UInt32(4 * requestWords), byFamily | isRequest, 1, 0,
      UInt32(AF_UNIX), .max, inode, showPeer, .max, .max,
    ]
    guard send(socket, request, 4 * request.count, 0) == 4 * request.count else { return nil }
    var answer = [UInt32](repeating: 0, count: mostWords)
    let count = recv(socket, &answer, 4 * mostWords, Int32(MSG_DONTWAIT))
    return count > 0 ? peer(in: answer.prefix(count / 4)) : nil
  }

  /// From a `unix_diag_msg` and the attributes behind it, each padded to whole words.
  private static func peer(in answer: ArraySlice<UInt32>) -> UInt32? {
    guard answer.count > headerWords, answer[1] & 0xffff == byFamily else { return nil }
    var place = headerWords
    while place + 1 < answer.count {
      if answer[place] >> 16 == peerAttribute { return answer[place + 1] }
      place += max(1, Int(answer[place] & 0xffff) + 3) / 4
    }
    return nil
  }
}
