import LinuxSystem
import Testing

/// Two sides that count in turn, each of which sleeps now and then: no wake-up is lost.
@Suite struct SharedWordTests {
  @Test(.timeLimit(.minutes(1)))
  func `no value is missed, however the sides sleep and look`() async throws {
    let memory = try SharedMemory(own: 4096)
    let sent = memory.word(at: 0)
    let receiverSleeps = memory.word(at: 256)
    let taken = memory.word(at: 512)
    let senderSleeps = memory.word(at: 768)
    let values: UInt32 = 200_000
    let receiver = try WorkerThread {
      for value in 0..<values {
        if sent.value == value { _ = sent.change(from: value, sleeper: receiverSleeps) }
        taken.publish(value + 1, sleeper: senderSleeps)
      }
    }
    // Up to two ahead, so that either side may find what it waits for, or not.
    for value in 0..<values {
      while value &- taken.value >= 2 { _ = taken.change(from: value - 2, sleeper: senderSleeps) }
      sent.publish(value + 1, sleeper: receiverSleeps)
    }
    receiver.join()
    #expect(taken.value == values)
  }
}
