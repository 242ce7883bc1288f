public import LinuxSystem

/// Reads its own part of a buffer from end to end, `repeats` times over.
///
/// Word i of the whole buffer holds i + 1, and pass p (from 1) adds up every word XOR p: the sum cannot be had
/// without reading every word in every pass, because XOR does not distribute over addition. An optimisation barrier
/// after each block keeps passes from being merged or left out; within a block the loop may be vectorised.
public final class MemoryReadKernel: Kernel {
  /// Parts begin and end on multiples of this, so that no page belongs to two workers.
  public static let unit: UInt64 = 4096
  /// Words between two barriers: 64 KiB, so that their cost vanishes.
  private static let blockWords = 8192

  private let buffer: AlignedBuffer
  private let words: Range<UInt64>
  private let repeats: UInt64

  /// Maps its own part and fills it, which decides on which NUMA node the pages lie.
  ///
  /// - Parameter sizeBytes: of all workers' parts together; a multiple of 4096.
  public init(sizeBytes: UInt64, repeats: UInt64, share: WorkerShare) throws(SystemError) {
    let units = share.range(of: sizeBytes / Self.unit)
    words = units.lowerBound * Self.unit / 8..<units.upperBound * Self.unit / 8
    self.repeats = repeats
    // A worker without a part still has a buffer: a map of no bytes is an error.
    buffer = try AlignedBuffer(untouched: max(Int(Self.unit), words.count * 8))
    let numbers = buffer.bytes.bindMemory(to: UInt64.self)
    for (index, word) in words.enumerated() { numbers[index] = word + 1 }
  }

  /// What it reads.
  public var memory: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer.bytes)[..<(words.count * 8)])
  }

  public func run() -> KernelResult {
    let numbers = UnsafeBufferPointer(buffer.bytes.bindMemory(to: UInt64.self))
    var result = KernelResult(workDone: 0, check: 0)
    for pass in 0..<repeats {
      let key = pass + 1
      var start = 0
      while start < words.count {
        let end = min(start + Self.blockWords, words.count)
        result.check &+= Int128(
          Self.sum(of: UnsafeBufferPointer(rebasing: numbers[start..<end]), key: key))
        start = end
      }
      result.workDone &+= UInt64(words.count) * 8
    }
    return result
  }

  /// Sum of the words XOR the key; fits 64 bits, because a block has 2^13 words below 2^48.
  @inline(never)
  private static func sum(of words: UnsafeBufferPointer<UInt64>, key: UInt64) -> Int64 {
    var total: UInt64 = 0
    for word in words { total &+= word ^ key }
    return Int64(bitPattern: total).opaque
  }
}
