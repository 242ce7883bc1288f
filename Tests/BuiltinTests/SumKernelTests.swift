import Builtin
import Glibc
import Testing

@Suite struct SumKernelTests {
  private func run(limit: UInt64, repeats: UInt64 = 1, workers: Int) -> KernelResult {
    var total = KernelResult(workDone: 0, check: 0)
    for worker in 0..<workers {
      let share = WorkerShare(worker: worker, of: workers)
      let result = SumKernel(limit: limit, repeats: repeats, share: share).run()
      total.workDone += result.workDone
      total.check += result.check
    }
    return total
  }

  @Test(arguments: [1, 2, 3, 7, 64, 70])
  func `the sum is exact for every number of workers`(workers: Int) {
    let result = run(limit: 1_000_003, workers: workers)
    #expect(result.check == 500_003_500_006)
    #expect(result.workDone == 1_000_003)
  }

  @Test(arguments: [(1, 1), (2, 3), (3, 6), (100, 5050)] as [(UInt64, Int128)])
  func `small sums, also with more workers than numbers`(limit: UInt64, sum: Int128) {
    #expect(run(limit: limit, workers: 1).check == sum)
    #expect(run(limit: limit, workers: 7).check == sum)
  }

  @Test func `repeats do the same work again`() {
    let result = run(limit: 1000, repeats: 12, workers: 3)
    #expect(result.check == 12 * 500_500)
    #expect(result.workDone == 12_000)
  }

  @Test func `the largest limit does not overflow`() {
    // Its last part alone: the sum of all would take a second.
    let limit = Sum.largestLimit
    let share = WorkerShare(worker: 4_095, of: 4_096)
    let numbers = share.range(of: limit)
    let (first, last) = (Int128(numbers.lowerBound) + 1, Int128(numbers.upperBound))
    let result = SumKernel(limit: limit, repeats: 1, share: share).run()
    #expect(result.check == (first + last) * (last - first + 1) / 2)
    #expect(limit * (limit + 1) / 2 <= UInt64(Int64.max))
  }

  /// A closed formula would take no time at all; ten times the additions must take several times as long.
  @Test func `every addition is executed`() throws {
    func cpuSeconds(limit: UInt64) -> Double {
      var best = Double.infinity
      for _ in 0..<3 {
        let start = clock()
        _ = run(limit: limit, workers: 1)
        best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
      }
      return best
    }
    let ratio = cpuSeconds(limit: 60_000_000) / cpuSeconds(limit: 6_000_000)
    #expect(ratio > 4, "60 million additions take \(ratio) times as long as 6 million")
  }
}
