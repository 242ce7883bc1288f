public import LinuxSystem

/// Opens, reads and closes a file: what threads share there is the table of descriptors.
public struct FileOpen: PlainOperationWorkload {
  public static let standardOperations: UInt64 = 60_000
  private static let fileBytes: UInt64 = 4096

  public let operations: UInt64

  public init(operations: UInt64) {
    self.operations = operations
  }

  public var file: FileNeed? {
    FileNeed(sizeBytes: Self.fileBytes, blockSizeBytes: Self.fileBytes, cache: .warm)
  }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let path = site.file ?? ""
    return OperationKernel(self, share) { (count) throws(SystemError) in
      var byte: UInt8 = 0
      var right: UInt64 = 0
      for _ in 0..<count {
        let file = try Descriptor(reading: path)
        byte = 0
        let read = try withUnsafeMutableBytes(of: &byte) { (bytes) throws(SystemError) in
          try file.read(into: bytes)
        }
        // The file begins with the number of its first sector, lowest byte first.
        right &+= read == 1 && UInt64(byte) == SectorStamp.stamp(of: 0) ? 1 : 0
      }
      return right
    }
  }
}
