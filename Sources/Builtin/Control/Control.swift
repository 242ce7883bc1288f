public import LinuxSystem

/// System calls that share nothing: threads and processes must not differ in it.
public struct Control: PlainOperationWorkload {
  public static let needsOnlyCPU = false
  public static let sharesNothing = true
  public static let standardOperations: UInt64 = 400_000

  public let operations: UInt64

  public init(operations: UInt64) {
    self.operations = operations
  }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let parent = ProcessControl.parentPID
    return OperationKernel(self, share) { count in
      var right: UInt64 = 0
      for _ in 0..<count { right &+= ProcessControl.parentPID == parent ? 1 : 0 }
      return right
    }
  }
}
