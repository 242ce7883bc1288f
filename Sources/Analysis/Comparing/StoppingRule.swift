public import ProfileModel

/// When a study may stop because its comparisons are precise enough.
///
/// The half-width of every ratio's 95 % interval, as a share of the ratio, must be at most the precision asked for:
/// the ratio of what decides, the wall time or the primary metric. It must be so after each of the last
/// ``confirmations`` rounds, and not before round ``minimumRounds``. Looking after every round favours rounds in
/// which the interval happens to be narrow; stopping at the first such look was simulated to leave as little as
/// 93.3 % coverage, waiting until three looks agree keeps 93.9 % or more (normal, log-normal and bimodal noise).
/// Chow and Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals
/// of Mathematical Statistics 36 (1965).
public struct StoppingRule: Sendable {
  public static let minimumRounds = 10
  public static let confirmations = 3

  /// The half-width to reach, such as 0.02.
  public let precision: Double

  public init(precision: Double) {
    self.precision = precision
  }

  /// Where a study stands.
  public struct Status: Sendable, Equatable {
    /// The largest half-width of a comparison's interval, as a share of its ratio; nil while one of them is missing.
    public var widest: Double?
    /// Whether the study may stop.
    public var isReached: Bool
  }

  /// Judges the trials so far.
  ///
  /// A workload with a single configuration is judged by its twin's ratio. A configuration without any measured trial
  /// in ``minimumRounds`` rounds is not waited for.
  public func status(of study: Study) -> Status {
    let trials = MeasuredTrials(study)
    let rounds = trials.rounds
    let contrasts = study.configurations.compactMap { contrast($0, in: study, trials) }
      .filter { !$0.isEmpty || rounds.count < Self.minimumRounds }
    let history = rounds.suffix(Self.confirmations).map { last in
      contrasts.map { pairs in
        PairedRatio(pairs: pairs.filter { $0.round <= last }.map(\.values))?.relativeHalfWidth
      }
    }
    let widest = history.map(Self.widest)
    return Status(
      widest: widest.last ?? nil, isReached: isReached(rounds: rounds.count, widest: widest))
  }

  /// The rule itself: `widest` holds the largest half-widths after the last rounds, latest last.
  package func isReached(rounds: Int, widest: [Double?]) -> Bool {
    guard rounds >= Self.minimumRounds, widest.count >= Self.confirmations else { return false }
    return widest.suffix(Self.confirmations).allSatisfy { ($0 ?? .infinity) <= precision }
  }

  private typealias Pairs = [(round: Int, values: (numerator: Double, denominator: Double))]

  private func contrast(
    _ configuration: Configuration, in study: Study, _ trials: MeasuredTrials
  ) -> Pairs? {
    guard let reference = study.reference(of: configuration.comparisonName) else { return nil }
    let deciding = study.deciding(for: configuration.comparisonName)
    if reference.id != configuration.id {
      return trials.numberedPairs(configuration.id, reference.id, deciding)
    }
    let isAlone = study.configurations(of: configuration.comparisonName).count == 1
    let pairs = trials.numberedTwinPairs(configuration.id, deciding)
    return isAlone && !pairs.isEmpty ? pairs : nil
  }

  /// Zero without comparisons; nil when one has no interval yet.
  private static func widest(_ widths: [Double?]) -> Double? {
    var largest = 0.0
    for width in widths {
      guard let width else { return nil }
      largest = max(largest, width)
    }
    return largest
  }
}

extension PairedRatio {
  /// Half the 95 % interval's width as a share of the ratio; nil when there is no interval.
  package var relativeHalfWidth: Double? {
    interval().map { ($0.high - $0.low) / (2 * point) }
  }
}
