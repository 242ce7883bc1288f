import ProfileModel

/// A course as a row of little bars, in the room of a word.
package enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Longer courses are summarised, each bar the median of its part.
  package static let longest = 24

  /// Deviations between −`most` and +`most`, the lowest bar and the highest.
  package static func text(_ deviations: [Double], most: Double) -> String {
    guard most > 0 else {
      return String(repeating: bars[3], count: min(longest, deviations.count))
    }
    return String(
      parts(of: deviations).map { deviation in
        let place = (deviation / most + 1) / 2 * Double(bars.count - 1)
        return bars[min(bars.count - 1, max(0, Int(clamping: place.rounded())))]
      })
  }

  private static func parts(of values: [Double]) -> [Double] {
    guard values.count > longest else { return values }
    return (0..<longest).map { part in
      let first = part * values.count / longest
      let last = (part + 1) * values.count / longest
      let sorted = values[first..<max(first + 1, last)].sorted()
      return sorted[sorted.count / 2]
    }
  }
}
