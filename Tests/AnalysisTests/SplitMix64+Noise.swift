import Builtin
import Foundation

extension SplitMix64 {
  /// From 0 to below 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal, by Box and Muller.
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// Student's t with 3 degrees of freedom.
  mutating func student3() -> Double {
    let squares = (0..<3).reduce(0.0) { sum, _ in
      let value = normal()
      return sum + value * value
    }
    return normal() / (squares / 3).squareRoot()
  }
}
