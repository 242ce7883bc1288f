public import LinuxSystem

/// Reads its share of the blocks of a file, each once, and checks what each carries.
public final class FileReadKernel: Kernel {
  private var latency = LatencyLog()
  private let file: Descriptor
  private let buffer: AlignedBuffer
  private let places: Range<UInt64>
  private let blocks: BlockOrder
  private let blockSizeBytes: UInt64

  /// Opens the file and makes the buffer: everything that the work itself should not do.
  ///
  /// - Parameters:
  ///   - path: of a file that ``DataFile`` laid out.
  ///   - seed: of a random order.
  public init(
    _ read: FileRead, of path: String, seed: UInt64, share: WorkerShare
  ) throws(SystemError) {
    let file = try Descriptor(
      reading: path, direct: read.cache == .direct, followsLink: false)
    let buffer = try AlignedBuffer(count: Int(read.blockSizeBytes))
    self.file = file
    self.buffer = buffer
    blockSizeBytes = read.blockSizeBytes
    let count = read.sizeBytes / read.blockSizeBytes
    places = share.range(of: count)
    blocks = BlockOrder(blocks: count, access: read.access, seed: seed)
  }

  /// What it reads into.
  public var memory: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer.bytes) }

  public func run() throws(SystemError) -> KernelResult {
    // One access to the log for all reads: a class checks each.
    try read(recording: &latency)
  }

  private func read(recording latency: inout LatencyLog) throws(SystemError) -> KernelResult {
    var result = KernelResult(workDone: 0, check: 0)
    for place in places {
      let offset = blocks[place] * blockSizeBytes
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

  public func latencies() -> [(nanoseconds: UInt64, reads: UInt32)] { latency.counts() }
}
