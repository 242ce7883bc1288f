import LinuxSystem

/// Messages in memory that sender and receiver see: made in place, read in place, nothing is copied.
///
/// One sender, one receiver, and two counters, each written by one of them (Lamport, "Proving the correctness of
/// multiprocess programs", 1977).
struct MessageRing {
  private let sent: SharedWord
  private let taken: SharedWord
  /// Who sleeps says so: the receiver, and the sender.
  private let receiverSleeps: SharedWord
  private let senderSleeps: SharedWord
  private let slots: UnsafeMutableRawBufferPointer
  private let messageBytes: Int
  private let count: UInt32
  /// After so many messages at most each side makes sure that the other is awake.
  private var quarter: UInt32 { max(1, count / 4) }

  private static let headBytes = 4096
  private static let fewestSlots = 4
  private static let ringBytes = 64 << 10

  init(_ memory: SharedMemory, pair: Int, messageBytes: Int) {
    let start = pair * Self.bytes(messageBytes: messageBytes)
    sent = memory.word(at: start)
    receiverSleeps = memory.word(at: start + 256)
    taken = memory.word(at: start + 512)
    senderSleeps = memory.word(at: start + 768)
    self.messageBytes = messageBytes
    count = UInt32(Self.slots(messageBytes))
    slots = UnsafeMutableRawBufferPointer(
      rebasing: memory.bytes[(start + Self.headBytes)...].prefix(Int(count) * messageBytes))
  }

  /// A power of two: then the slots of messages follow each other where their numbers overflow, too.
  private static func slots(_ messageBytes: Int) -> Int {
    let most = max(fewestSlots, ringBytes / messageBytes)
    return 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
  }

  /// Of one pair; whole pages.
  static func bytes(messageBytes: Int) -> Int {
    (headBytes + slots(messageBytes) * messageBytes + 4095) / 4096 * 4096
  }

  private func slot(_ number: UInt32) -> UnsafeMutableRawBufferPointer {
    let start = Int(number & (count - 1)) * messageBytes
    return UnsafeMutableRawBufferPointer(rebasing: slots[start..<start + messageBytes])
  }

  func send(_ messages: UInt64) {
    var number: UInt32 = 0
    var free = count
    for message in 0..<messages {
      while free == 0 {
        sent.publish(number, sleeper: receiverSleeps)
        let now = taken.change(from: number &- count, sleeper: senderSleeps)
        free = count - (number &- now)
      }
      Message.write(message, into: slot(number))
      number &+= 1
      free -= 1
      if number.isMultiple(of: quarter) {
        sent.publish(number, sleeper: receiverSleeps)
      } else {
        sent.publishSoon(number, sleeper: receiverSleeps)
      }
    }
    sent.publish(number, sleeper: receiverSleeps)
  }

  /// - Returns: how many messages were right.
  func receive(_ messages: UInt64) -> UInt64 {
    var number: UInt32 = 0
    var there: UInt32 = 0
    var right: UInt64 = 0
    for message in 0..<messages {
      if there == 0 { there = sent.change(from: number, sleeper: receiverSleeps) &- number }
      right &+= Message.isRight(message, UnsafeRawBufferPointer(slot(number))) ? 1 : 0
      number &+= 1
      there -= 1
      // Room is given back when all that was there is read, or a quarter of the ring: told of each message, the sender's
      // core would fetch this counter's cache line each time.
      if there == 0 || number.isMultiple(of: quarter) {
        taken.publish(number, sleeper: senderSleeps)
      }
    }
    return right
  }
}
