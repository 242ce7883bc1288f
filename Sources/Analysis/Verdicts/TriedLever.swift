import ProfileModel
import Text

/// A lever held against the study itself: it is no advice to change the number of workers in a way that was tried and did
/// not help.
struct TriedLever {
  private enum Direction: CaseIterable {
    case more
    case fewer

    func isAdvised(in part: String) -> Bool {
      let words =
        switch self {
        case .more: ["more workers", "more of it side by side", "more in flight"]
        case .fewer: ["fewer workers"]
        }
      return words.contains { part.contains($0) }
    }

    func isTried(by other: Configuration, beside own: Configuration) -> Bool {
      self == .more ? other.workers > own.workers : other.workers < own.workers
    }
  }

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
  func kept(of lever: String) -> String {
    var parts = Self.parts(of: lever)
    var notes: [String] = []
    for direction in Direction.allCases {
      let isMeant = { (part: Part) in direction.isAdvised(in: part.text) }
      guard parts.contains(where: isMeant), let note = futile(direction) else { continue }
      parts.removeAll(where: isMeant)
      notes.append(note)
    }
    guard !notes.isEmpty else { return lever }
    let kept = parts.enumerated().map {
      ($0.offset > 0 ? $0.element.separator : "") + $0.element.text
    }
    return ([kept.joined()].filter { !$0.isEmpty } + notes).joined(separator: "; ")
  }

  /// One of the things that would help, and what stands before it.
  private typealias Part = (separator: String, text: String)

  private static func parts(of lever: String) -> [Part] {
    var parts: [Part] = [("", "")]
    var rest = lever[...]
    while let match = rest.firstMatch(of: #/; or |; else |, or /#) {
      parts[parts.count - 1].text += rest[..<match.range.lowerBound]
      parts.append((String(match.output), ""))
      rest = rest[match.range.upperBound...]
    }
    parts[parts.count - 1].text += rest
    return parts
  }

  /// What was tried in this direction, where none of it was better; nil where nothing was, or something was.
  private func futile(_ direction: Direction) -> String? {
    let tried = alike.filter { direction.isTried(by: $0, beside: configuration) }
    let gains = tried.compactMap { other -> (workers: Int, gain: Double)? in
      PairedRatio(pairs: trials.pairs(other.id, configuration.id, deciding)).map {
        (other.workers, deciding.isMoreBetter ? $0.point : 1 / $0.point)
      }
    }
    guard let best = gains.max(by: { $0.gain < $1.gain }), best.gain <= 1 + threshold else {
      return nil
    }
    let words = direction == .more ? "more" : "fewer"
    let count = best.workers == 1 ? "1 is" : "\(best.workers) are"
    return
      "\(words) workers were tried, and \(count) \(NumberText.factor(best.gain, digits: 2)) as \(deciding == .wallSeconds ? "fast" : "good")"
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
