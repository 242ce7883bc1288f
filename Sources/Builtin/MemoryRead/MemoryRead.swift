public import LinuxSystem

/// Reads of a buffer of `sizeBytes`, split among the workers, `repeats` times over: waits for memory.
public struct MemoryRead: BuiltinWorkload {
  public static let workUnit = "bytes"

  /// Of all workers' parts together; a multiple of 4096.
  public var sizeBytes: UInt64
  public var repeats: UInt64

  public init(sizeBytes: UInt64, repeats: UInt64) {
    self.sizeBytes = sizeBytes
    self.repeats = repeats
  }

  public init?(recorded: [String: String]) {
    guard let sizeBytes = recorded["sizeBytes"].flatMap({ UInt64($0) }),
      let repeats = recorded["repeats"].flatMap({ UInt64($0) })
    else { return nil }
    self.init(sizeBytes: sizeBytes, repeats: repeats)
  }

  public var recorded: [String: String] { ["sizeBytes": "\(sizeBytes)", "repeats": "\(repeats)"] }

  public var expectedWork: UInt64 { sizeBytes * repeats }

  public var expectedCheck: Int128 { MemoryCheck.sum(words: sizeBytes / 8, passes: repeats) }

  public func kernel(
    for share: WorkerShare, file: String?, seed: UInt64
  ) throws(SystemError) -> any Kernel {
    try MemoryReadKernel(sizeBytes: sizeBytes, repeats: repeats, share: share)
  }
}
