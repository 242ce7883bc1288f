import Builtin
import Foundation
import TestSupport
import Testing

@Suite struct FileReadKernelTests {
  private func kernel(
    _ file: DataFile, block: UInt64 = 4096, access: BlockOrder.Access = .random, share: WorkerShare
  ) throws -> FileReadKernel {
    let read = FileRead(
      sizeBytes: file.sizeBytes, blockSizeBytes: block, access: access, cache: .warm)
    return try FileReadKernel(read, of: file.path, seed: 9, share: share)
  }

  private func run(
    _ file: DataFile, block: UInt64 = 4096, access: BlockOrder.Access = .random, workers: Int
  ) throws -> KernelResult {
    var total = KernelResult(workDone: 0, check: 0)
    for worker in 0..<workers {
      let share = WorkerShare(worker: worker, of: workers)
      let result = try kernel(file, block: block, access: access, share: share).run()
      total.workDone += result.workDone
      total.check += result.check
    }
    return total
  }

  @Test(arguments: [512, 4096, 65_536, 1 << 20] as [UInt64])
  func `all blocks are read once and found right`(block: UInt64) throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 1 << 20)
    #expect(try file.layOut(isCancelled: { false }))
    for workers in [1, 3, 7] {
      for access in [BlockOrder.Access.random, .sequential] {
        let result = try run(file, block: block, access: access, workers: workers)
        #expect(result.workDone == 1 << 20)
        #expect(result.check == SectorStamp.sum(sectors: 2048))
      }
    }
    #expect(SectorStamp.sum(sectors: 2048) == 2048 * 2049 / 2)
  }

  @Test func `a sector that carries another's number is missed in the check`() throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 1 << 20)
    #expect(try file.layOut(isCancelled: { false }))
    var data = try Data(contentsOf: URL(filePath: file.path))
    // Two sectors change places: a plain sum of all numbers would not see it.
    let (first, second) = (data[512..<1024], data[51_200..<51_712])
    data.replaceSubrange(512..<1024, with: second)
    data.replaceSubrange(51_200..<51_712, with: first)
    try data.write(to: URL(filePath: file.path))
    let result = try run(file, workers: 2)
    #expect(result.check == SectorStamp.sum(sectors: 2048) - 2 - 101)
    #expect(result.workDone == 1 << 20)
  }

  @Test(arguments: [0, 1, 100, 511, 516, 4097, 500_000])
  func `a file that became shorter is missed in the work done`(size: Int) throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 1 << 20)
    #expect(try file.layOut(isCancelled: { false }))
    try #require(truncate(file.path, size) == 0)
    let result = try run(file, workers: 2)
    #expect(result.workDone == UInt64(size))
    #expect(result.check != SectorStamp.sum(sectors: 2048))
  }

  /// Reads are counted by the thousand: less, just as many, and more with a rest.
  @Test(arguments: [(512, 4, 512), (512, 2, 1024), (512, 1, 2048), (4096, 1, 256), (65_536, 3, 5)])
  func `every read is in the histogram`(block: UInt64, workers: Int, reads: Int) throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 1 << 20)
    #expect(try file.layOut(isCancelled: { false }))
    let kernel = try kernel(file, block: block, share: WorkerShare(worker: 0, of: workers))
    _ = try kernel.run()
    let counts = kernel.latencies()
    #expect(counts.reduce(0) { $0 + Int($1.reads) } == reads)
    #expect(kernel.latencies().count == counts.count)
    #expect(counts.allSatisfy { $0.nanoseconds > 0 && $0.reads > 0 })
  }
}
