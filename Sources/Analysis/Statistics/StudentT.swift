import RealModule

/// Student's t distribution, for the intervals of fitted parameters.
package enum StudentT {
  /// The value that is exceeded in size with probability `alpha`; `freedom` is at least 1.
  package static func critical(alpha: Double, freedom: Int) -> Double {
    var low = 0.0
    var high = 1.0
    while twoSided(high, freedom: freedom) > alpha, high < 1e12 { high *= 2 }
    for _ in 0..<200 where high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if twoSided(middle, freedom: freedom) > alpha { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(|T| > t): the regularised incomplete beta function I(ν/(ν+t²); ν/2, 1/2).
  ///
  /// Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1 and 26.5.27.
  private static func twoSided(_ t: Double, freedom: Int) -> Double {
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
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / (1 + numerator * d)
        c = 1 + numerator / c
        result *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return result
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double {
    Double.logGamma(a) + Double.logGamma(b) - Double.logGamma(a + b)
  }
}
