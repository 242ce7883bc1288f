import RealModule

/// Where the others of a group stand and how far they stray, to hold one value against.
///
/// The center is their median. The spread is the standard deviation of those within five times 1.4826 MAD (the median
/// absolute deviation) of it: ill ones among the others do not widen it, and it wastes less of the data than the MAD
/// alone, whose efficiency is 37 %. Rousseeuw and Leroy, "Robust Regression and Outlier Detection" (1987), section 4.3. Of fewer
/// than 8 values, which may lie together by chance, it is no less than 1.4826 MAD. The distance in spreads follows Student's t
/// with ``freedom`` and ``inflation``, which were fitted to simulations of normal values (`FleetNoiseTests` checks them).
package struct OthersNoise {
  /// With fewer nothing is known of how they stray.
  package static let fewest = 3

  package let center: Double
  package let spread: Double
  private let count: Int

  /// Nil below ``fewest`` values.
  package init?(_ values: [Double]) {
    guard values.count >= Self.fewest, let sample = Sample(values) else { return nil }
    count = sample.count
    let center = sample.median
    self.center = center
    let deviation = 1.4826 * (Sample(sample.sorted.map { abs($0 - center) })?.median ?? 0)
    let near = sample.sorted.filter { abs($0 - center) <= 5 * deviation }
    let standard = (near.squaredDeviations / Double(max(1, near.count - 1))).squareRoot()
    spread = count < Self.fewestAlone ? max(deviation, standard) : standard
  }

  private static let fewestAlone = 8

  private var freedom: Int { max(count / 2, (4 * count - 9) / 5) }

  private var inflation: Double { 1 + 9 / Double(count * count) }

  /// The two-sided p-value of one more value of the same group.
  package func pValue(of value: Double) -> Double {
    let distance = abs(value - center)
    guard distance > 0 else { return 1 }
    guard spread > 0 else { return 0 }
    return StudentT.twoSided(distance / (spread * inflation), freedom: freedom)
  }

  /// Half the center's 95 % interval; the standard error of a median is 1.2533 times that of a mean.
  package var centerHalfWidth: Double {
    StudentT.critical(alpha: Confidence.alpha, freedom: freedom) * 1.2533 * spread
      / Double(count).squareRoot()
  }
}
