import ProfileModel
import Text

/// Which scaling law the measured speed-ups support, if any.
///
/// The USL is taken when the interval of its coherency cost κ lies above 0; otherwise the simpler law of Amdahl. Either
/// is refused when its parameters make no sense or when it misses a point by more than ``largestMisfit``.
enum ScalingChoice {
  case fitted(ScalingFit)
  case refused(String)

  /// A curve that leaves a measured point by more than this share is no description of the points.
  static let largestMisfit = 0.1
  /// Amdahl's law has two parameters, and one point more is needed to see whether it fits.
  static let fewestPoints = 3

  /// A measured speed-up.
  struct Observation {
    let workers: Double
    let speedup: Double
    let interval: Interval?

    init(_ point: ScalingCurve.Point) {
      workers = Double(point.workers)
      speedup = point.speedup
      interval = point.low.flatMap { low in point.high.map { Interval(low: low, high: $0) } }
    }
  }

  init(_ observations: [Observation]) {
    guard observations.count >= Self.fewestPoints else {
      self = .refused(
        "a fit needs at least \(Self.fewestPoints) numbers of workers, "
          + "there \(observations.count == 1 ? "is" : "are") \(observations.count)")
      return
    }
    let points = observations.map { (workers: $0.workers, throughput: $0.speedup) }
    if let usl = ScalingFit(.usl, points: points), usl.kappa.interval.low > 0 {
      self = Self.judge(usl, observations)
    } else if let amdahl = ScalingFit(.amdahl, points: points) {
      self = Self.judge(amdahl, observations)
    } else {
      self = .refused("the fit does not converge on these speed-ups")
    }
  }

  private static func judge(_ fit: ScalingFit, _ observations: [Observation]) -> ScalingChoice {
    if fit.largestMisfit.share > largestMisfit {
      return .refused(misfit(fit, observations))
    }
    if fit.sigma.interval.low <= 0, fit.sigma.interval.high >= 1 {
      return .refused(
        "the speed-ups are too noisy for a fit: the share that cannot be done in parallel may be anything from none to all of it; "
          + "more rounds or a quieter machine would help")
    }
    if fit.sigma.interval.high < 0 {
      return .refused(
        "the speed-ups grow faster than the number of workers (sigma \(NumberText.number(fit.sigma.value)), "
          + "below 0 for sure): no contention can do that; look for a slow base or for caches")
    }
    return .fitted(fit)
  }

  /// Tells noise from a shape that is not the law's: noise leaves every point's interval on the curve.
  private static func misfit(_ fit: ScalingFit, _ observations: [Observation]) -> String {
    let off =
      "up to \(NumberText.percent(fit.largestMisfit.share)) "
      + "(at \(ListText.counted(Int(fit.largestMisfit.workers), "worker")))"
    let isNoise = observations.allSatisfy { point in
      point.workers == 1
        || point.interval?.contains(fit.throughput(workers: point.workers)) == true
    }
    if isNoise {
      return "the measured speed-ups are too noisy for a fit: they leave the curve by \(off), "
        + "and their own intervals are as wide; more rounds or a quieter machine would help"
    }
    return "the measured speed-ups leave the fitted curve by \(off), more than "
      + "\(NumberText.percent(largestMisfit)): they do not follow "
      + "\(fit.law == .usl ? "the USL" : "Amdahl's law"), as where workers outnumber CPUs"
  }
}

extension ScalingFit {
  /// Where the USL's throughput is largest: √((1−σ)/κ), or the whole number beside it with the larger throughput.
  ///
  /// Nil for Amdahl's law, which has no peak.
  package var peak: Int? {
    guard kappa.value > 0 else { return nil }
    let exact = ((1 - sigma.value) / kappa.value).squareRoot()
    guard exact.isFinite, exact < 1e9 else { return nil }
    let below = max(1, Int(clamping: exact))
    let isAboveBetter =
      throughput(workers: Double(below + 1)) > throughput(workers: Double(below))
    return isAboveBetter ? below + 1 : below
  }

  /// What one more worker adds to the throughput of `workers`, as a share of it.
  package func gain(after workers: Int) -> Double {
    throughput(workers: Double(workers + 1)) / throughput(workers: Double(workers)) - 1
  }
}
