/// A scaling law fitted to throughputs by least squares.
package struct ScalingFit: Sendable {
  package struct Parameter: Sendable {
    package let value: Double
    package let standardError: Double
    /// 95 %: value ± Student's t times the standard error.
    package let interval: Interval
  }

  package let law: ScalingLaw
  package let gamma: Parameter
  package let sigma: Parameter
  /// Zero, and exactly so, for Amdahl's law.
  package let kappa: Parameter
  /// Share of the variance of the throughputs that the law explains; 1 when there is none to explain.
  package let goodnessOfFit: Double
  /// The largest distance of a point from the curve, as a share of the point, and the workers there.
  package let largestMisfit: (share: Double, workers: Double)

  /// Nil when there are not more points than parameters, or the fit does not converge.
  ///
  /// - Parameter points: throughputs, in any unit, one for each number of workers.
  package init?(_ law: ScalingLaw, points: [(workers: Double, throughput: Double)]) {
    let count = law == .usl ? 3 : 2
    guard points.count > count,
      let start = Self.start(law, points),
      let solution = LeastSquares(
        x: points.map(\.workers), y: points.map(\.throughput), model: law.model
      ).solve(from: start)
    else { return nil }
    let freedom = points.count - count
    let variance = solution.sumOfSquares / Double(freedom)
    let critical = StudentT.critical(alpha: Confidence.alpha, freedom: freedom)
    let parameters = solution.parameters.indices.map { index in
      Parameter(
        solution.parameters[index],
        standardError: (variance * solution.inverseCurvature[index][index]).squareRoot(),
        critical: critical)
    }
    self.law = law
    sigma = parameters[0]
    kappa = law == .usl ? parameters[1] : Parameter(0, standardError: 0, critical: 0)
    gamma = parameters[count - 1]
    goodnessOfFit = Self.explained(solution.sumOfSquares, points.map(\.throughput))
    largestMisfit =
      zip(points, solution.residuals).map { (abs($1) / $0.throughput, $0.workers) }
      .max { $0.0 < $1.0 } ?? (0, 0)
  }

  package func throughput(workers: Double) -> Double {
    ScalingLaw.throughput(
      workers, gamma: gamma.value, sigma: sigma.value, kappa: kappa.value)
  }

  /// Where to begin: the law is linear in its inverse, N/X = (1 + σ(N−1) + κN(N−1)) / γ.
  private static func start(
    _ law: ScalingLaw, _ points: [(workers: Double, throughput: Double)]
  ) -> [Double]? {
    let linear = LeastSquares(
      x: points.map(\.workers), y: points.map { $0.workers / $0.throughput }
    ) { parameters, n in
      let gradient = law == .usl ? [1, n - 1, n * (n - 1)] : [1, n - 1]
      return (zip(parameters, gradient).reduce(0) { $0 + $1.0 * $1.1 }, gradient)
    }
    let first = points.map { $0.throughput / $0.workers }.max() ?? 1
    let zero = [1 / first] + (law == .usl ? [0, 0] : [0])
    guard let solution = linear.solve(from: zero)?.parameters else { return nil }
    let gamma = solution[0] > 0 ? 1 / solution[0] : first
    return solution.dropFirst().map { max(0, $0 * gamma) } + [gamma]
  }

  private static func explained(_ sumOfSquares: Double, _ values: [Double]) -> Double {
    let total = values.squaredDeviations
    return total > 0 ? 1 - sumOfSquares / total : 1
  }
}

extension ScalingFit.Parameter {
  fileprivate init(_ value: Double, standardError: Double, critical: Double) {
    self.value = value
    self.standardError = standardError
    interval = Interval(
      low: value - critical * standardError, high: value + critical * standardError)
  }
}
