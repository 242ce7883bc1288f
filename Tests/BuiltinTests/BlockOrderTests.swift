import Builtin
import Testing

@Suite struct BlockOrderTests {
  private func order(_ blocks: UInt64, seed: UInt64 = 42) -> [UInt64] {
    let order = BlockOrder(blocks: blocks, access: .random, seed: seed)
    return (0..<blocks).map { order[$0] }
  }

  @Test func `every block is read exactly once, for many sizes`() {
    let large: [UInt64] = [1000, 1023, 1024, 1025, 4095, 4096, 4097, 16_384, 16_385, 65_537]
    for blocks in Array(1...300) + large {
      let found = order(blocks)
      #expect(found.sorted() == Array(0..<blocks), "\(blocks) blocks")
    }
  }

  @Test(arguments: [UInt64(0), 1, 2, .max, .max - 1])
  func `every seed gives a permutation`(seed: UInt64) {
    #expect(order(1000, seed: seed).sorted() == Array(0..<1000))
  }

  @Test func `the same seed gives the same order, another one another`() {
    #expect(order(1000, seed: 1) == order(1000, seed: 1))
    let orders = (0..<20).map { order(1000, seed: $0) }
    #expect(Set(orders).count == 20)
  }

  @Test func `random is not nearly sequential`() {
    let found = order(10_000)
    let neighbours = zip(found, found.dropFirst()).count { $1 == $0 &+ 1 }
    #expect(neighbours < 20, "\(neighbours) of 9999 steps go to the next block")
    let inPlace = found.enumerated().count { UInt64($0.offset) == $0.element }
    #expect(inPlace < 20)
  }

  @Test func `no worker's share stays within a part of the file`() {
    let order = BlockOrder(blocks: 4096, access: .random, seed: 3)
    for worker in 0..<4 {
      let quarters = WorkerShare(worker: worker, of: 4).range(of: 4096).map { order[$0] / 1024 }
      let counts = (0..<4).map { quarter in quarters.count { $0 == quarter } }
      #expect(counts.allSatisfy { $0 > 150 }, "worker \(worker): \(counts)")
    }
  }

  @Test func `sequential is the identity`() {
    let order = BlockOrder(blocks: 1000, access: .sequential, seed: 42)
    #expect((0..<1000).map { order[$0] } == Array(0..<1000))
  }

  @Test func `sizes beyond memory stay in range and apart`() {
    let blocks = UInt64(1) << 40 | 12_345
    let order = BlockOrder(blocks: blocks, access: .random, seed: 1)
    let found = (0..<10_000).map { order[$0] }
    #expect(found.allSatisfy { $0 < blocks })
    #expect(Set(found).count == found.count)
  }
}
