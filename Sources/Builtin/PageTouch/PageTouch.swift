public import LinuxSystem

/// Touches of fresh anonymous pages, each a fault: what a thread shares there are its page tables.
public struct PageTouch: PlainOperationWorkload {
  public static let standardOperations: UInt64 = 200_000
  /// Pages of a worker's range, which it gives back when all are touched.
  private static let rangePages: UInt64 = 4096

  public let operations: UInt64

  public init(operations: UInt64) {
    self.operations = operations
  }

  public var workerBytes: UInt64 { Self.rangePages * ProcessControl.pageBytes }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let range = PageRange(try AlignedBuffer(untouched: Int(workerBytes)))
    return OperationKernel(self, share) { (count) throws(SystemError) in
      var right: UInt64 = 0
      var left = count
      while left > 0 {
        let pages = min(left, Self.rangePages)
        right += range.touch(pages)
        try range.buffer.giveBack()
        left -= pages
      }
      return right
    }
  }
}

/// A worker's own pages.
private final class PageRange {
  let buffer: AlignedBuffer

  init(_ buffer: consuming AlignedBuffer) {
    self.buffer = buffer
    self.buffer.useSmallPages()
  }

  /// Writes to the first so many pages.
  ///
  /// - Returns: how many were zero before.
  func touch(_ pages: UInt64) -> UInt64 {
    let words = buffer.bytes.bindMemory(to: UInt64.self)
    let stride = Int(ProcessControl.pageBytes) / 8
    var fresh: UInt64 = 0
    for page in 0..<Int(pages) {
      words[page * stride] = 1
      // The page is there now; its second word tells whether it was here before.
      fresh &+= words[page * stride + 1] == 0 ? 1 : 0
      words[page * stride + 1] = 1
    }
    return fresh
  }
}
