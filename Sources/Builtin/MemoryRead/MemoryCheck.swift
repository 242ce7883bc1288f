/// The known answer of ``MemoryRead``: word i of the buffer holds i + 1, pass p (from 1) adds up word XOR p.
public enum MemoryCheck {
  /// Summed bit by bit, so that its time does not grow with the buffer.
  public static func sum(words: UInt64, passes: UInt64) -> Int128 {
    let ones = (0..<48).map { Int128(numbers(upTo: words, withBit: $0)) }
    var total: Int128 = 0
    for pass in 0..<passes {
      let key = pass + 1
      for bit in 0..<48 {
        let set = key >> UInt64(bit) & 1 == 0 ? ones[bit] : Int128(words) - ones[bit]
        total += set << Int128(bit)
      }
    }
    return total
  }

  /// How many of 1…n have this bit.
  private static func numbers(upTo n: UInt64, withBit bit: Int) -> UInt64 {
    let half = UInt64(1) << UInt64(bit)
    let period = half << 1
    // Of 0…n the first n + 1 numbers: whole periods have `half` each, the rest what is beyond its first half.
    let (periods, rest) = (n + 1).quotientAndRemainder(dividingBy: period)
    return periods * half + (rest > half ? rest - half : 0)
  }
}
