public import LinuxSystem
public import Text

/// Messages from each first worker of a pair to its second: what sharing costs.
public struct MessagePass: OperationWorkload {
  public static let groupSize = 2
  static let standardSize = ByteSize.kibibytes(4)
  static let mostBytes: Int64 = 64 << 20
  /// A default trial passes about this much, or ``mostStandardOperations``.
  private static let standardTraffic: Int64 = 1 << 30
  private static let mostStandardOperations: Int64 = 400_000

  /// What messages go through.
  public enum Channel: String, Sendable, CaseIterable {
    /// Memory that both see: of the process, for threads; shared between processes else.
    case memory
    /// A shared map, for threads too.
    case shared
    case pipe
    case socket
  }

  public let operations: UInt64
  /// Of a message; a multiple of 8.
  public let sizeBytes: UInt64
  public let channel: Channel

  public init(operations: UInt64, sizeBytes: UInt64, channel: Channel) {
    self.operations = operations
    self.sizeBytes = sizeBytes
    self.channel = channel
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let size = try Self.size(texts, standard: Self.standardSize)
    guard size.bytes <= Self.mostBytes, size.bytes.isMultiple(of: 8) else {
      throw .usage(
        naming("--size", texts["size"] ?? "\(size)"),
        why: "a message of the workload share is a multiple of 8 bytes, 64MiB at most",
        remedy: "Ask for 8 bytes to 64MiB, such as \(Self.standardSize)")
    }
    let standard = min(Self.mostStandardOperations, max(16, Self.standardTraffic / size.bytes))
    self.init(
      operations: try Self.operations(texts, standard: UInt64(standard)),
      sizeBytes: UInt64(size.bytes),
      channel: try WordList.choice(
        texts["channel"], option: "--channel", noun: "channel of the workload share",
        standard: .memory))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let size = recorded["sizeBytes"].flatMap({ UInt64($0) }),
      size > 0, size <= UInt64(Self.mostBytes), size.isMultiple(of: 8),
      let channel = recorded["channel"].flatMap(Channel.init(rawValue:))
    else { return nil }
    self.init(operations: operations, sizeBytes: size, channel: channel)
  }

  public var recorded: [String: String] {
    [
      "operations": "\(operations)", "sizeBytes": "\(sizeBytes)", "channel": channel.rawValue,
    ]
  }

  public var workerBytes: UInt64 { sizeBytes }

  public func common(workers: Int) -> CommonNeed? {
    switch channel {
    case .memory, .shared:
      CommonNeed(memoryBytes: workers / 2 * MessageRing.bytes(messageBytes: Int(sizeBytes)))
    case .pipe: CommonNeed(mailboxes: .pipe)
    case .socket: CommonNeed(mailboxes: .socket)
    }
  }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let pair = WorkerPair(share)
    let messages = pair.part(of: operations)
    let size = Int(sizeBytes)
    // What the sender does is the receiver's work too, and is counted once.
    switch channel {
    case .memory, .shared:
      let memory =
        channel == .memory ? try site.memory(for: share) : try site.found(site.commonMemory)
      let ring = MessageRing(memory, pair: pair.index, messageBytes: size)
      return pair.isFirst
        ? OperationKernel(0) { _ in
          ring.send(messages)
          return 0
        }
        : OperationKernel(messages) { ring.receive($0) }
    case .pipe, .socket:
      let stream = MessageStream(
        to: try site.mailbox(of: pair.partner), at: try site.mailbox(of: share.worker),
        buffer: try AlignedBuffer(count: size))
      return pair.isFirst
        ? OperationKernel(0) { (_) throws(SystemError) in
          try stream.send(messages)
          return 0
        }
        : OperationKernel(messages) { (count) throws(SystemError) in try stream.receive(count) }
    }
  }
}
