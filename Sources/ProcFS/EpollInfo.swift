/// `/proc/PID/fdinfo/FD` of an epoll descriptor (`ep_show_fdinfo` of `fs/eventpoll.c`): what it watches.
public struct EpollInfo: ProcParsable {
  public private(set) var watched: [Int32] = []

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while var line = scanner.line() {
      guard line.skip("tfd:") else { continue }
      line.skipBlanks()
      guard let number = line.int32() else { return nil }
      watched.append(number)
    }
  }
}
