public import LinuxSystem
public import Text

/// Counters of each worker's own, on one cache line or apart: false sharing.
public struct CacheLine: OperationWorkload {
  static let standardOperations: UInt64 = 60_000_000

  /// How far the workers' counters lie from each other.
  public enum Spacing: String, Sendable, CaseIterable {
    /// Side by side: eight to a cache line of 64 bytes.
    case packed
    /// Each on a line of its own, and off its neighbour's, which CPUs fetch along.
    case padded

    fileprivate var bytes: Int { self == .packed ? 8 : 256 }
  }

  public let operations: UInt64
  public let spacing: Spacing

  public init(operations: UInt64, spacing: Spacing) {
    self.operations = operations
    self.spacing = spacing
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    self.init(
      operations: try Self.operations(texts, standard: Self.standardOperations),
      spacing: try WordList.choice(
        texts["spacing"], option: "--spacing", noun: "spacing", standard: .packed))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let spacing = recorded["spacing"].flatMap(Spacing.init(rawValue:))
    else { return nil }
    self.init(operations: operations, spacing: spacing)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "spacing": spacing.rawValue]
  }

  public func common(workers: Int) -> CommonNeed? {
    CommonNeed(memoryBytes: (workers * spacing.bytes + 4095) / 4096 * 4096)
  }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let memory = try site.memory(for: share)
    let counter = CounterWord(memory.number(at: share.worker * spacing.bytes))
    return OperationKernel(self, share) { count in
      for _ in 0..<count { counter.count() }
      return counter.value
    }
  }
}
