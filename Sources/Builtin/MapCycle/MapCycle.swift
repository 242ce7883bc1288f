public import LinuxSystem
public import Text

/// Maps, touches and unmaps memory: what threads share there is the lock of their address space.
public struct MapCycle: SizedOperationWorkload {
  public static let standardSize = ByteSize.mebibytes(1)
  public static let sizeLimit = (
    bytes: Int64(1 << 30), why: "a map of the workload map has 1GiB at most",
    remedy: "Ask for 4KiB to 1GiB"
  )

  public static func standardOperations(sizeBytes: UInt64) -> UInt64 { 500 }

  public let operations: UInt64
  /// Of one map.
  public let sizeBytes: UInt64

  public init(operations: UInt64, sizeBytes: UInt64) {
    self.operations = operations
    self.sizeBytes = sizeBytes
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
