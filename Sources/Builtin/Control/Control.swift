public import LinuxSystem
public import Text

/// System calls that share nothing: threads and processes must not differ in it.
public struct Control: OperationWorkload {
  public static let needsOnlyCPU = false
  /// A quarter of a second of one core where a system call takes 60 ns.
  public static let standardOperations: UInt64 = 4_000_000

  public let operations: UInt64

  public init(operations: UInt64 = standardOperations) {
    self.operations = operations
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    self.init(operations: try Self.operations(texts, standard: Self.standardOperations))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded) else { return nil }
    self.init(operations: operations)
  }

  public var recorded: [String: String] { ["operations": "\(operations)"] }

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
