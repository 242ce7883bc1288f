extension Collection<Double> {
  /// NaN of nothing.
  package var mean: Double { reduce(0, +) / Double(count) }

  /// The sum of the squares of the distances from the mean; over n − 1 it is the variance of a sample.
  package var squaredDeviations: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
