public import LinuxSystem
public import Text

/// Pairs of workers hand a byte to and fro, each asleep until it is its turn: a switch for each operation.
public struct HandOver: OperationWorkload {
  public static let groupSize = 2
  public static let standardOperations: UInt64 = 50_000

  /// How a worker wakes its partner.
  public enum Channel: String, Sendable, CaseIterable {
    case pipe
    case futex
    case socket
  }

  /// Even: a round trip has two.
  public let operations: UInt64
  public let channel: Channel

  public init(operations: UInt64 = standardOperations, channel: Channel = .pipe) {
    self.operations = operations
    self.channel = channel
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    self.init(
      operations: try Self.operations(texts, standard: Self.standardOperations),
      channel: try WordList.choice(
        texts["channel"], option: "--channel", noun: "channel of the workload switch",
        standard: .pipe))
    guard operations.isMultiple(of: 2) else {
      throw .usage(
        naming("--operations", "\(operations)"),
        why: "a byte that goes must come back: switch needs an even number",
        remedy: "Ask for \(operations + 1)")
    }
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded), operations.isMultiple(of: 2),
      let channel = recorded["channel"].flatMap(Channel.init(rawValue:))
    else { return nil }
    self.init(operations: operations, channel: channel)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "channel": channel.rawValue]
  }

  public func common(workers: Int) -> CommonNeed? {
    switch channel {
    case .pipe: CommonNeed(mailboxes: .pipe)
    case .socket: CommonNeed(mailboxes: .socket)
    case .futex: CommonNeed(memoryBytes: workers / 2 * TurnTaking.stride)
    }
  }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let pair = WorkerPair(share)
    let turns = pair.part(of: operations / 2)
    if channel == .futex {
      let word = try site.memory(for: share).word(at: pair.index * TurnTaking.stride)
      let taking = TurnTaking(word: word, isFirst: pair.isFirst)
      return OperationKernel(turns) { taking.take($0) }
    }
    let exchange = ByteExchange(
      own: try site.mailbox(of: share.worker), partner: try site.mailbox(of: pair.partner),
      isFirst: pair.isFirst)
    return OperationKernel(turns) { (count) throws(SystemError) in try exchange.take(count) }
  }
}

/// One side of a pair that writes bytes to each other.
private struct ByteExchange {
  let own: Mailbox
  let partner: Mailbox
  let isFirst: Bool

  /// - Returns: how many bytes were the right ones.
  func take(_ turns: UInt64) throws(SystemError) -> UInt64 {
    var right: UInt64 = 0
    for turn in 0..<turns {
      let byte = UInt8(truncatingIfNeeded: turn)
      if isFirst { try partner.post(byte) }
      right &+= try own.take() == byte ? 1 : 0
      if !isFirst { try partner.post(byte) }
    }
    return right
  }
}

/// One side of a pair that takes turns at a word in memory: even is the first's turn, odd the second's.
private struct TurnTaking {
  /// No two pairs share a cache line.
  static let stride = 256

  let word: SharedWord
  let isFirst: Bool

  func take(_ turns: UInt64) -> UInt64 {
    var turn: UInt32 = isFirst ? 0 : 1
    for _ in 0..<turns {
      word.sleep(until: turn)
      word.pass(turn &+ 1)
      turn &+= 2
    }
    // Nobody gets here whose turns did not all come, in order.
    return turns
  }
}
