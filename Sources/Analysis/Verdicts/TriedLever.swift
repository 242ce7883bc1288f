import ProfileModel
import Text

/// A lever held against the study itself: it is no advice to change the number of workers in a way that was tried and did
/// not help.
struct TriedLever {
  private let configuration: Configuration
  private let alike: [Configuration]
  private let trials: MeasuredTrials
  private let threshold: Double
  private let deciding: Quantity

  init(
    _ configuration: Configuration, in study: Study, _ trials: MeasuredTrials,
    _ noiseFloor: [NoiseFloor]
  ) {
    self.configuration = configuration
    self.trials = trials
    let workload = configuration.comparisonName
    threshold = Threshold(in: study, workload: workload, noiseFloor).value
    deciding = study.deciding(for: workload)
    alike = study.configurations(of: workload).filter { $0.isAlike(configuration) }
  }

  /// The lever without what was tried in vain, and what the trials say of that.
  func words(of lever: Lever) -> String {
    var kept: Lever? = lever
    var notes: [String] = []
    for change in Lever.Change.allCases where lever.has(change) {
      guard let note = futile(change) else { continue }
      kept = kept?.without(change)
      notes.append(note)
    }
    return ([kept?.words].compactMap(\.self) + notes).joined(separator: "; ")
  }

  /// What was tried in this direction, where none of it can be better; nil where nothing was, or something may be.
  private func futile(_ change: Lever.Change) -> String? {
    let tried = alike.filter {
      change == .more
        ? $0.workers > configuration.workers : $0.workers < configuration.workers
    }
    let gains = tried.compactMap(gain)
    guard gains.count == tried.count, gains.allSatisfy({ $0.high <= 1 + threshold }),
      let best = gains.max(by: { $0.point < $1.point })
    else { return nil }
    let words = change == .more ? "more" : "fewer"
    let count = best.workers == 1 ? "1 is" : "\(best.workers) are"
    let factor = NumberText.factor(best.point, low: best.low, high: best.high)
    return
      "\(words) workers were tried, and \(count) \(factor) as \(deciding == .wallSeconds ? "fast" : "good")"
  }

  /// How many times as good another configuration is, with the 95 % interval; nil where the trials do not tell.
  private func gain(
    of other: Configuration
  ) -> (workers: Int, point: Double, low: Double, high: Double)? {
    let ratio = PairedRatio(pairs: trials.pairs(other.id, configuration.id, deciding))
    guard let ratio, let interval = ratio.interval() else { return nil }
    return deciding.isMoreBetter
      ? (other.workers, ratio.point, interval.low, interval.high)
      : (other.workers, 1 / ratio.point, 1 / interval.high, 1 / interval.low)
  }
}

extension Configuration {
  /// Whether it differs in the number of workers alone; one worker is one of any strategy.
  fileprivate func isAlike(_ other: Configuration) -> Bool {
    (strategy == other.strategy || strategy == .sequential || other.strategy == .sequential)
      && workers != other.workers && pin == other.pin && memoryPolicy == other.memoryPolicy
      && parameters == other.parameters && limits == other.limits
  }
}
