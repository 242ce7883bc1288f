import Builtin
import LinuxSystem
import Testing

@Suite struct MemoryReadKernelTests {
  /// The sum by its definition: word i holds i + 1, pass p (from 1) adds word XOR p.
  private func expected(words: UInt64, passes: UInt64) -> Int128 {
    var sum: Int128 = 0
    for pass in 1...passes {
      for word in 0..<words { sum += Int128((word + 1) ^ pass) }
    }
    return sum
  }

  private func kernels(
    pages: UInt64, repeats: UInt64, workers: Int
  ) throws -> [(bytes: Int, result: KernelResult)] {
    try (0..<workers).map { worker in
      let kernel = try MemoryReadKernel(
        sizeBytes: pages * 4096, repeats: repeats, share: WorkerShare(worker: worker, of: workers))
      return (kernel.memory.count, kernel.run())
    }
  }

  @Test(arguments: [1, 2, 3, 7, 16, 40])
  func `all parts together are the whole buffer, each word read in each pass`(
    workers: Int
  ) throws {
    let parts = try kernels(pages: 37, repeats: 3, workers: workers)
    #expect(parts.map(\.bytes).reduce(0, +) == 37 * 4096)
    #expect(parts.reduce(0) { $0 + $1.result.workDone } == 37 * 4096 * 3)
    let sum = parts.reduce(Int128(0)) { $0 + $1.result.check }
    #expect(sum == expected(words: 37 * 512, passes: 3))
  }

  /// Blocks are 64 KiB: 16 pages; the last one is not full.
  @Test(arguments: [1, 15, 16, 17, 33] as [UInt64])
  func `blocks that are not full count too`(pages: UInt64) throws {
    let parts = try kernels(pages: pages, repeats: 2, workers: 1)
    #expect(parts[0].result.check == expected(words: pages * 512, passes: 2))
  }

  /// One bit more in any word shows as often as there are passes: every word is read in every pass.
  @Test(arguments: [0, 1, 8191, 8192, 8193, 16384, 17 * 512 + 8192 - 1])
  func `a word that is not what it should be shows in every pass`(word: Int) throws {
    let passes: UInt64 = 5
    let kernel = try MemoryReadKernel(
      sizeBytes: 40 * 4096, repeats: passes, share: WorkerShare(worker: 0, of: 1))
    let right = kernel.run().check
    let memory = UnsafeMutableRawBufferPointer(mutating: kernel.memory)
    let words = memory.bindMemory(to: UInt64.self)
    words[word] |= 1 << 40
    #expect(kernel.run().check - right == Int128(passes) << 40)
  }

  @Test func `no page belongs to two workers`() throws {
    for worker in 0..<3 {
      let kernel = try MemoryReadKernel(
        sizeBytes: 10 * 4096, repeats: 1, share: WorkerShare(worker: worker, of: 3))
      #expect(kernel.memory.count.isMultiple(of: 4096))
      let start = UInt(bitPattern: kernel.memory.baseAddress)
      #expect(start.isMultiple(of: 4096))
    }
  }
}
