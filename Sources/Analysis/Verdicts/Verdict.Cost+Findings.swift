package import ProfileModel
import Text

extension Verdict.Cost {
  /// What a configuration takes beyond the reference, however little.
  init(of configuration: String, over reference: String, _ findings: Findings) {
    func difference(_ quantities: Quantity...) -> Double? {
      var total = 0.0
      for quantity in quantities {
        guard let own = findings.estimate(quantity, of: configuration),
          let other = findings.estimate(quantity, of: reference)
        else { return nil }
        total += own.median - other.median
      }
      return total
    }
    self.init(
      peakPSSBytes: difference(.peakPSSBytes), startupSeconds: difference(.startupSeconds),
      contextSwitchesPerSecond: difference(
        .voluntaryContextSwitchesPerSecond, .involuntaryContextSwitchesPerSecond))
  }

  /// What of it is worth a word; nil when nothing is.
  ///
  /// - Parameter wall: the configuration's wall time, in seconds, of which a small share is no matter.
  package func words(wall: Double) -> String? {
    func part(_ amount: Double?, _ least: Double, _ words: (Double, Bool) -> String) -> String? {
      amount.flatMap { abs($0) >= least ? words(abs($0), $0 > 0) : nil }
    }
    let parts = [
      part(peakPSSBytes, 65_536) { amount, isMore in
        let bytes = NumberText.bytes(amount, digits: 2)
        return isMore ? "+\(bytes) of memory" : "\(bytes) less memory"
      },
      part(startupSeconds, max(0.0001, 0.01 * wall)) { amount, isMore in
        let time = NumberText.duration(amount, digits: 2)
        return isMore ? "+\(time) start-up" : "\(time) less start-up"
      },
      part(contextSwitchesPerSecond, 50) { amount, isMore in
        let count = NumberText.number(amount, digits: 2)
        return (isMore ? "+\(count)" : "\(count) fewer") + " context switches a second"
      },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
