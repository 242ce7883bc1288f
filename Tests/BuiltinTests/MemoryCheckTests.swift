import Builtin
import Testing

@Suite struct MemoryCheckTests {
  /// The sum by its definition: word i holds i + 1, pass p (from 1) adds word XOR p.
  private func slowly(_ words: UInt64, _ passes: UInt64) -> Int128 {
    var sum: Int128 = 0
    for pass in 1...passes {
      for word in 0..<words { sum += Int128((word + 1) ^ pass) }
    }
    return sum
  }

  @Test(
    arguments: [1, 2, 3, 511, 512, 513, 4096, 5000] as [UInt64], [1, 2, 3, 31, 1000] as [UInt64])
  func `the known answer is the sum by its definition`(words: UInt64, passes: UInt64) {
    #expect(MemoryCheck.sum(words: words, passes: passes) == slowly(words, passes))
  }

  @Test func `a buffer of a tebibyte does not overflow`() {
    let words: UInt64 = 1 << 37
    // Pass 1 swaps neighbours 2k and 2k + 1, so that 1…n add up to nearly themselves.
    let sum = Int128(words) * (Int128(words) + 1) / 2
    #expect(abs(MemoryCheck.sum(words: words, passes: 1) - sum) <= Int128(words))
  }
}
