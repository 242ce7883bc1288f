import Builtin
import TestSupport
import Testing

@Suite struct WorkerShareTests {
  private func shares(of count: UInt64, workers: Int) -> [Range<UInt64>] {
    (0..<workers).map { WorkerShare(worker: $0, of: workers).range(of: count) }
  }

  /// Whether the parts follow each other from 0 to the count, without gap or overlap, and differ by one at most.
  private func expectPartition(_ count: UInt64, _ workers: Int) {
    let parts = shares(of: count, workers: workers)
    #expect(parts.first?.lowerBound == 0, "\(count) over \(workers)")
    #expect(parts.last?.upperBound == count, "\(count) over \(workers)")
    for (part, next) in zip(parts, parts.dropFirst()) where part.upperBound != next.lowerBound {
      Issue.record("\(count) over \(workers): \(part) then \(next)")
    }
    let sizes = parts.map { $0.upperBound - $0.lowerBound }
    let spread = (sizes.max() ?? 0) - (sizes.min() ?? 0)
    #expect(spread <= 1, "\(count) over \(workers): parts differ by \(spread)")
  }

  @Test(arguments: 1...70)
  func `everything is done exactly once, for every number of workers`(workers: Int) {
    for count: UInt64 in [0, 1, 2, 3, 63, 64, 65, 97, 100, 1_000_003] {
      expectPartition(count, workers)
    }
  }

  @Test func `every single integer belongs to one worker`() {
    for workers in 1...70 {
      var seen = [Int](repeating: 0, count: 211)
      for part in shares(of: 211, workers: workers) {
        for number in part { seen[Int(number)] += 1 }
      }
      #expect(seen.allSatisfy { $0 == 1 }, "\(workers) workers")
    }
  }

  @Test(arguments: [.max, .max - 1, 1 << 63, 4_294_967_295, 4_294_967_296] as [UInt64])
  func `huge counts do not overflow`(count: UInt64) {
    for workers in [1, 2, 3, 7, 64, 70] {
      expectPartition(count, workers)
    }
    let last = WorkerShare(worker: 4_194_303, of: 4_194_304).range(of: count)
    #expect(last.upperBound == count)
    #expect(!last.isEmpty)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `random counts and workers`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let bits = UInt64.random(in: 0...63, using: &generator)
      expectPartition(
        .random(in: 0...(UInt64.max >> bits), using: &generator),
        .random(in: 1...300, using: &generator))
    }
  }
}
