import LinuxSystem

/// Messages that are written to and read from a mailbox: the kernel copies each twice.
final class MessageStream {
  private let partner: Mailbox
  private let own: Mailbox
  private let buffer: AlignedBuffer

  init(to partner: Mailbox, at own: Mailbox, buffer: consuming AlignedBuffer) {
    self.partner = partner
    self.own = own
    self.buffer = buffer
  }

  func send(_ messages: UInt64) throws(SystemError) {
    for message in 0..<messages {
      Message.write(message, into: buffer.bytes)
      try partner.post(UnsafeRawBufferPointer(buffer.bytes))
    }
  }

  /// - Returns: how many messages were right.
  func receive(_ messages: UInt64) throws(SystemError) -> UInt64 {
    var right: UInt64 = 0
    for message in 0..<messages {
      try own.take(into: buffer.bytes)
      right &+= Message.isRight(message, UnsafeRawBufferPointer(buffer.bytes)) ? 1 : 0
    }
    return right
  }
}

/// What a message consists of: word i of message n is n + i.
enum Message {
  @inline(__always)
  static func write(_ number: UInt64, into bytes: UnsafeMutableRawBufferPointer) {
    let words = bytes.bindMemory(to: UInt64.self)
    for index in words.indices { words[index] = number &+ UInt64(truncatingIfNeeded: index) }
  }

  @inline(__always)
  static func isRight(_ number: UInt64, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let words = bytes.bindMemory(to: UInt64.self)
    var difference: UInt64 = 0
    for index in words.indices {
      difference |= words[index] ^ (number &+ UInt64(truncatingIfNeeded: index))
    }
    return difference == 0
  }
}
