public import LinuxSystem
public import Text

/// Pairs of workers hand bytes to and fro, each asleep until it is its turn: with one byte a turn, a switch for each
/// operation.
public struct HandOver: OperationWorkload {
  public static let groupSize = 2
  static let standardOperations: UInt64 = 50_000
  /// What a pipe takes before its writer must wait (`pipe(7)`).
  static let mostBurst: UInt64 = 65_536

  /// How a worker wakes its partner.
  public enum Channel: String, Sendable, CaseIterable {
    case pipe
    case futex
    case socket
  }

  /// Even: a round trip has two.
  public let operations: UInt64
  public let channel: Channel
  /// Bytes that a worker hands over, each by a system call of its own, before it is its partner's turn; from 1.
  public let burst: UInt64

  public init(operations: UInt64, channel: Channel, burst: UInt64 = 1) {
    self.operations = operations
    self.channel = channel
    self.burst = burst
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    self.init(
      operations: try Self.operations(texts, standard: Self.standardOperations),
      channel: try WordList.choice(
        texts["channel"], option: "--channel", noun: "channel of the workload switch",
        standard: .pipe),
      burst: try Self.burst(texts["burst"]))
    guard burst == 1 || channel != .futex else {
      throw .usage(
        naming("--burst", "\(burst)"),
        why: "by a futex one thing is handed over at a time: a word in memory holds no second",
        remedy: "Ask for --channel pipe or socket, or leave --burst out")
    }
    guard operations.isMultiple(of: 2) else {
      throw .usage(
        naming("--operations", "\(operations)"),
        why: "a byte that goes must come back: switch needs an even number",
        remedy: "Ask for \(operations + 1)")
    }
  }

  private static func burst(_ text: String?) throws(Refusal) -> UInt64 {
    guard let text else { return 1 }
    return UInt64(
      try WholeNumber.parse(
        text, option: "--burst", most: Int(mostBurst), none: "nothing would be handed over",
        more: "a pipe takes no more than \(NumberText.count(mostBurst)) bytes at a time",
        remedy: "Ask for 1 to \(mostBurst), such as 100"))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded), operations.isMultiple(of: 2),
      let channel = recorded["channel"].flatMap(Channel.init(rawValue:)),
      let burst = UInt64(recorded["burst"] ?? "1"), burst > 0, burst <= Self.mostBurst
    else { return nil }
    self.init(operations: operations, channel: channel, burst: burst)
  }

  /// A burst of 1 is what all studies had before there was another.
  public var recorded: [String: String] {
    var recorded = ["operations": "\(operations)", "channel": channel.rawValue]
    if burst > 1 { recorded["burst"] = "\(burst)" }
    return recorded
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
      isFirst: pair.isFirst, burst: burst)
    return OperationKernel(turns) { (count) throws(SystemError) in try exchange.take(count) }
  }
}

/// One side of a pair that writes bytes to each other.
private struct ByteExchange {
  let own: Mailbox
  let partner: Mailbox
  let isFirst: Bool
  let burst: UInt64

  /// - Returns: how many bytes were the right ones.
  func take(_ count: UInt64) throws(SystemError) -> UInt64 {
    var right: UInt64 = 0
    var start: UInt64 = 0
    while start < count {
      let turn = start..<min(start + burst, count)
      if isFirst { try post(turn) }
      for number in turn where try own.take() == Self.byte(number) { right &+= 1 }
      if !isFirst { try post(turn) }
      start = turn.upperBound
    }
    return right
  }

  private func post(_ turn: Range<UInt64>) throws(SystemError) {
    for number in turn { try partner.post(Self.byte(number)) }
  }

  private static func byte(_ number: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: number) }
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
