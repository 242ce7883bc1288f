import ProfileModel
import Text

/// What a configuration costs beyond the reference: memory, start-up, context switches.
struct Price {
  let findings: Findings
  let configuration: String
  let reference: String

  /// Nil when nothing is known, or nothing is worth saying.
  func words(_ names: Names) -> String? {
    let parts = [memory, startup, switches].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    let words = parts.map { "\($0.words) \($0.amount > 0 ? "more" : $0.less) \($0.noun)" }
    return "price over \(names[reference]): \(words.joined(separator: ", "))"
  }

  /// The differences themselves, however small.
  var cost: Verdict.Cost {
    Verdict.Cost(
      peakPSSBytes: difference([.peakPSSBytes], atLeast: 0),
      startupSeconds: difference([.startupSeconds], atLeast: 0),
      contextSwitchesPerSecond: difference(Self.switchRates, atLeast: 0))
  }

  private static let switchRates: [Quantity] =
    [.voluntaryContextSwitchesPerSecond, .involuntaryContextSwitchesPerSecond]

  private typealias Part = (amount: Double, words: String, less: String, noun: String)

  private var memory: Part? {
    difference([.peakPSSBytes], atLeast: 65_536).map {
      ($0, NumberText.bytes(abs($0)), "less", "PSS")
    }
  }

  private var startup: Part? {
    difference([.startupSeconds], atLeast: 0.0001).map {
      ($0, NumberText.duration(abs($0)), "less", "start-up")
    }
  }

  private var switches: Part? {
    difference(Self.switchRates, atLeast: 50).map {
      ($0, NumberText.number(abs($0)), "fewer", "context switches a second")
    }
  }

  /// The difference of the medians' sums; nil when one is not known, or it is smaller than is worth a word.
  private func difference(_ quantities: [Quantity], atLeast least: Double) -> Double? {
    var total = 0.0
    for quantity in quantities {
      guard let own = findings.estimate(quantity, of: configuration),
        let other = findings.estimate(quantity, of: reference)
      else { return nil }
      total += own.median - other.median
    }
    return abs(total) >= least ? total : nil
  }
}
