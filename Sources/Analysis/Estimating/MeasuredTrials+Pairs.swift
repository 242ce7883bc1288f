import ProfileModel

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

  private func pairs(
    _ numerators: [Trial], _ denominator: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    numerators.compactMap { trial in
      guard let other = self.trial(of: denominator, round: trial.round),
        let numerator = quantity.value(in: trial), let denominator = quantity.value(in: other),
        numerator > 0, denominator > 0
      else { return nil }
      return (trial.round, (numerator, denominator))
    }
  }
}
