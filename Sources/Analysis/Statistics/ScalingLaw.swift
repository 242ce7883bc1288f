/// Laws of how throughput grows with the number of workers N: γN / (1 + σ(N−1) + κN(N−1)).
///
/// γ is the throughput of one worker, σ the share of the work that waits its turn, κ the cost of keeping each pair of
/// workers coherent. With κ = 0 it is Amdahl's law (AFIPS Spring Joint Computer Conference, 1967), else Gunther's
/// Universal Scalability Law ("Guerrilla Capacity Planning", Springer 2007, chapters 4 to 6).
package enum ScalingLaw: String, Sendable {
  case amdahl
  case usl

  static func throughput(
    _ workers: Double, gamma: Double, sigma: Double, kappa: Double
  ) -> Double {
    gamma * workers / (1 + sigma * (workers - 1) + kappa * workers * (workers - 1))
  }

  /// Value and derivatives; the parameters are sigma, kappa for the USL, and gamma.
  ///
  /// Gamma is fitted with the rest, so that the noise of the 1-worker point is treated like any other.
  var model: LeastSquares.Model {
    { parameters, workers in
      let sigma = parameters[0]
      let kappa = self == .usl ? parameters[1] : 0
      let divisor = 1 + sigma * (workers - 1) + kappa * workers * (workers - 1)
      let gamma = parameters[parameters.count - 1]
      let unit = workers / divisor
      var gradient = [-gamma * unit * (workers - 1) / divisor]
      if self == .usl { gradient.append(-gamma * unit * workers * (workers - 1) / divisor) }
      return (gamma * unit, gradient + [unit])
    }
  }
}
