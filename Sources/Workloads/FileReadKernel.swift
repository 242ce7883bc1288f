import Histogram
public import LinuxSystem

/// The `io` workload: reads its share of the blocks of a file, each once, and checks what each carries.
public struct FileReadKernel: ~Copyable {
  /// What to read, and how.
  public struct Order: Sendable, Equatable {
    public var path: String
    public var sizeBytes: UInt64
    public var blockSizeBytes: UInt64
    public var access: BlockOrder.Access
    /// Past the page cache (`O_DIRECT`).
    public var direct: Bool
    public var seed: UInt64

    public init(
      path: String, sizeBytes: UInt64, blockSizeBytes: UInt64, access: BlockOrder.Access,
      direct: Bool, seed: UInt64
    ) {
      self.path = path
      self.sizeBytes = sizeBytes
      self.blockSizeBytes = blockSizeBytes
      self.access = access
      self.direct = direct
      self.seed = seed
    }
  }

  /// Latency of single reads in nanoseconds, 3 significant digits, up to 100 s.
  private var latency: Histogram<UInt32>
  private let file: Descriptor
  private let buffer: AlignedBuffer
  private let places: Range<UInt64>
  private let blocks: BlockOrder
  private let order: Order

  /// Opens the file and makes the buffer: everything that the work itself should not do.
  public init(_ order: Order, share: WorkerShare) throws(SystemError) {
    let file = try Descriptor(reading: order.path, direct: order.direct)
    let buffer = try AlignedBuffer(count: Int(order.blockSizeBytes))
    let count = order.sizeBytes / order.blockSizeBytes
    self.file = file
    self.buffer = buffer
    self.order = order
    places = share.range(of: count)
    blocks = BlockOrder(blocks: count, access: order.access, seed: order.seed)
    latency = Histogram<UInt32>(
      lowestDiscernibleValue: 64, highestTrackableValue: 100_000_000_000,
      numberOfSignificantValueDigits: .three)
  }

  /// What it reads into.
  public var memory: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer.bytes) }

  /// Reads the share.
  ///
  /// - Throws: the error of a read that failed; what was read before is lost.
  public mutating func run() throws(SystemError) -> KernelResult {
    var result = KernelResult(workDone: 0, check: 0)
    for place in places {
      let block = blocks[place]
      let offset = block * order.blockSizeBytes
      let before = MonotonicClock.now()
      let count = try file.read(into: buffer.bytes, at: Int(offset))
      latency.record(MonotonicClock.now() &- before)
      result.workDone &+= UInt64(count)
      result.check &+= Int128(
        SectorStamp.sumOfRightStamps(
          in: UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]),
          firstSector: offset / UInt64(SectorStamp.sectorBytes)))
    }
    return result
  }

  /// How many reads took how long, by the histogram's occupied buckets.
  public func latencies() -> [(nanoseconds: UInt64, reads: UInt32)] {
    latency.recordedValues().map { ($0.value, $0.count) }
  }
}
