public import LinuxSystem
public import Text

/// Creates and ends threads, programs or copies of the process: what a worker costs before it works.
public struct Birth: OperationWorkload {
  static let standardSize = ByteSize.mebibytes(8)
  private static let smallParent: UInt64 = 8 << 20

  /// What is created.
  public enum Kind: String, Sendable, CaseIterable {
    /// `pthread_create`.
    case thread
    /// `posix_spawn` of ``Creation/programPath``.
    case spawn
    /// `fork`, without an exec.
    case fork

    /// About a tenth of a second of one core.
    fileprivate var standardOperations: UInt64 {
      switch self {
      case .thread: 3000
      case .spawn: 100
      case .fork: 500
      }
    }
  }

  public let operations: UInt64
  public let kind: Kind
  /// Memory that each worker has filled before it creates: a fork copies its page tables.
  public let sizeBytes: UInt64

  public init(operations: UInt64, kind: Kind, sizeBytes: UInt64) {
    self.operations = operations
    self.kind = kind
    self.sizeBytes = sizeBytes
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let kind: Kind = try WordList.choice(
      texts["create"], option: "--create", noun: "thing to create", standard: .thread)
    let size = try Self.size(texts, standard: Self.standardSize)
    let bytes = UInt64(size.bytes)
    let standard =
      kind == .fork
      ? max(10, kind.standardOperations * Self.smallParent / max(Self.smallParent, bytes))
      : kind.standardOperations
    self.init(
      operations: try Self.operations(texts, standard: standard), kind: kind, sizeBytes: bytes)
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let size = recorded["sizeBytes"].flatMap({ UInt64($0) }), size > 0, size < 1 << 50,
      let kind = recorded["create"].flatMap(Kind.init(rawValue:))
    else { return nil }
    self.init(operations: operations, kind: kind, sizeBytes: size)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "create": kind.rawValue, "sizeBytes": "\(sizeBytes)"]
  }

  public var workerBytes: UInt64 { sizeBytes }

  public func probe() throws(SystemError) { _ = try Self.create(kind) }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let parent = ParentMemory(try AlignedBuffer(untouched: Int(sizeBytes)))
    return OperationKernel(self, share) { (count) throws(SystemError) in
      defer { withExtendedLifetime(parent) {} }
      var right: UInt64 = 0
      for _ in 0..<count { right &+= try Self.create(kind) ? 1 : 0 }
      return right
    }
  }

  /// - Returns: whether it ended as it should.
  private static func create(_ kind: Kind) throws(SystemError) -> Bool {
    switch kind {
    case .thread:
      try Creation.thread()
      return true
    case .spawn: return try Creation.program()
    case .fork: return try Creation.fork()
    }
  }
}

/// What a worker has in memory when it creates: small pages, all touched.
private final class ParentMemory {
  private let buffer: AlignedBuffer

  init(_ buffer: consuming AlignedBuffer) {
    self.buffer = buffer
    self.buffer.useSmallPages()
    for page in stride(from: 0, to: self.buffer.bytes.count, by: Int(ProcessControl.pageBytes)) {
      self.buffer.bytes[page] = 1
    }
  }
}
