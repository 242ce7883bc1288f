import ProfileModel
import RealModule

extension MeasuredTrials {
  typealias Pair = (numerator: Double, denominator: Double)

  /// The quantity's values of a configuration in the order of rounds.
  func values(of configuration: String, _ quantity: Quantity) -> [Double] {
    trials(of: configuration).compactMap { quantity.value(in: $0) }
  }

  /// The quantity of two configurations in the rounds that have both.
  func pairs(_ configuration: String, _ reference: String, _ quantity: Quantity) -> [Pair] {
    numberedPairs(configuration, reference, quantity).map(\.values)
  }

  func numberedPairs(
    _ configuration: String, _ reference: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    pairs(trials(of: configuration), reference, quantity)
  }

  /// The quantity of a configuration's twin and of itself in the rounds that have both.
  func numberedTwinPairs(
    _ configuration: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    pairs(twins(of: configuration), configuration, quantity)
  }

  /// In the order of rounds; of copies of a command the time for one work.
  ///
  /// Where the two sides visit different CPUs, without what the CPUs themselves differ by.
  private func pairs(
    _ numerators: [Trial], _ denominator: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    var places: [[[Int]]] = []
    var found: [(round: Int, values: Pair, place: Int)] = []
    for trial in numerators {
      guard let other = self.trial(of: denominator, round: trial.round),
        let numerator = quantity.value(in: trial), let denominator = quantity.value(in: other),
        numerator > 0, denominator > 0
      else { continue }
      let values: Pair =
        quantity == .wallSeconds
        ? (
          numerator / Double(copies(of: trial.configuration)),
          denominator / Double(copies(of: other.configuration))
        ) : (numerator, denominator)
      // On the same CPUs these differ by nothing.
      let place =
        trial.workerCPUs == other.workerCPUs ? [] : trial.workerCPUs + [[]] + other.workerCPUs
      if !places.contains(place) { places.append(place) }
      found.append((trial.round, values, places.firstIndex(of: place) ?? 0))
    }
    guard places.count > 1 else { return found.map { ($0.round, $0.values) } }
    let balanced = PlaceBalance.balanced(
      found.map { Double.log($0.values.numerator / $0.values.denominator) },
      places: found.map(\.place))
    return zip(found, balanced).map { pair, log in
      (pair.round, (pair.values.denominator * Double.exp(log), pair.values.denominator))
    }
  }
}
