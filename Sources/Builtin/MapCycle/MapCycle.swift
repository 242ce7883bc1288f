public import LinuxSystem
public import Text

/// Maps, touches and unmaps memory: what threads share there is the lock of their address space.
public struct MapCycle: OperationWorkload {
  static let standardOperations: UInt64 = 500
  static let standardSize = ByteSize.mebibytes(1)
  private static let mostBytes: Int64 = 1 << 30

  public let operations: UInt64
  /// Of one map.
  public let sizeBytes: UInt64

  public init(operations: UInt64, sizeBytes: UInt64) {
    self.operations = operations
    self.sizeBytes = sizeBytes
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let size = try Self.size(texts, standard: Self.standardSize)
    guard size.bytes <= Self.mostBytes else {
      throw .usage(
        naming("--size", texts["size"] ?? "\(size)"),
        why: "a map of the workload map has 1GiB at most",
        remedy: "Ask for 4KiB to 1GiB")
    }
    self.init(
      operations: try Self.operations(texts, standard: Self.standardOperations),
      sizeBytes: UInt64(size.bytes))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let size = recorded["sizeBytes"].flatMap({ UInt64($0) }), (1...(1 << 30)).contains(size)
    else { return nil }
    self.init(operations: operations, sizeBytes: size)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "sizeBytes": "\(sizeBytes)"]
  }

  public var workerBytes: UInt64 { sizeBytes }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let count = Int(sizeBytes)
    return OperationKernel(self, share) { (operations) throws(SystemError) in
      var right: UInt64 = 0
      for _ in 0..<operations { right &+= try Self.cycle(count) ? 1 : 0 }
      return right
    }
  }

  /// - Returns: whether all pages were zero.
  private static func cycle(_ count: Int) throws(SystemError) -> Bool {
    let map = try AlignedBuffer(untouched: count)
    var seen: UInt8 = 0
    for page in stride(from: 0, to: count, by: Int(ProcessControl.pageBytes)) {
      map.bytes[page] = 1
      seen |= page + 1 < count ? map.bytes[page + 1] : 0
    }
    return seen == 0
  }
}
