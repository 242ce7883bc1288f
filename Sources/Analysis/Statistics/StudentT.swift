import RealModule

/// Student's t distribution, for the intervals of fitted parameters and of ratios from few pairs.
///
/// "The probable error of a mean", Biometrika 6 (1908).
package enum StudentT {
  /// The value that is exceeded in size with probability `alpha`; `freedom` is at least 1.
  ///
  /// Newton's method on the logarithms, where the tail is concave: all steps but the first come from beyond.
  package static func critical(alpha: Double, freedom: Int) -> Double {
    var value = guess(alpha: alpha, freedom: freedom)
    for _ in 0..<100 {
      let tail = twoSided(value, freedom: freedom)
      let slope = -2 * value * density(value, freedom: freedom) / tail
      let factor = Double.exp(Double.log(alpha / tail) / slope)
      // Far out a tail may be too small for a number: no step goes further than that.
      let next = value * (factor.isFinite ? min(factor, 4) : 0.5)
      if abs(next - value) <= 1e-14 * value { return next }
      value = next
    }
    return value
  }

  /// Within a hundredth but for few degrees of freedom: Abramowitz and Stegun 26.2.23 and 26.7.5.
  private static func guess(alpha: Double, freedom: Int) -> Double {
    guard alpha > 0, alpha < 0.5 else { return 1 }
    let t = (-2 * Double.log(alpha / 2)).squareRoot()
    let z =
      t - (2.515517 + t * (0.802853 + t * 0.010328))
      / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    let nu = Double(freedom)
    let square = z * z
    return z * (1 + (square + 1) / (4 * nu) + ((5 * square + 16) * square + 3) / (96 * nu * nu))
  }

  private static func density(_ t: Double, freedom: Int) -> Double {
    let nu = Double(freedom)
    let logConstant = -logBeta(nu / 2, 0.5) - Double.log(nu) / 2
    return Double.exp(logConstant - (nu + 1) / 2 * Double.log(1 + t * t / nu))
  }

  /// P(|T| > t): the regularised incomplete beta function I(ν/(ν+t²); ν/2, 1/2).
  ///
  /// Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1 and 26.5.27.
  static func twoSided(_ t: Double, freedom: Int) -> Double {
    let nu = Double(freedom)
    return incompleteBeta(nu / (nu + t * t), nu / 2, 0.5)
  }

  /// By continued fraction (Abramowitz and Stegun 26.5.8), on the side where it converges fast.
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = Double.exp(a * Double.log(x) + b * Double.log(1 - x) - logBeta(a, b)) / a
    return front * continuedFraction(x, a, b)
  }

  /// Lentz's method.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / (1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / (1 + even * d)
      c = 1 + even / c
      result *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / (1 + odd * d)
      c = 1 + odd / c
      result *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return result
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double {
    Double.logGamma(a) + Double.logGamma(b) - Double.logGamma(a + b)
  }
}
