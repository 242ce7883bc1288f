/// Which scaling law the measured speed-ups support, if any.
///
/// The USL is taken when the interval of its coherency cost κ lies above 0; otherwise the simpler law of Amdahl. Either
/// is refused when its parameters make no sense or when it misses a point by more than ``largestMisfit``.
package enum ScalingChoice {
  case fitted(ScalingFit)
  case refused(String)

  /// A curve that leaves a measured point by more than this share is no description of the points.
  package static let largestMisfit = 0.1
  /// Amdahl's law has two parameters, and one point more is needed to see whether it fits.
  package static let fewestPoints = 3

  package init(_ points: [(workers: Double, throughput: Double)]) {
    guard points.count >= Self.fewestPoints else {
      self = .refused(
        "a fit needs at least \(Self.fewestPoints) numbers of workers, "
          + "there \(points.count == 1 ? "is" : "are") \(points.count)")
      return
    }
    if let usl = ScalingFit(.usl, points: points), usl.kappa.interval.low > 0 {
      self = Self.judge(usl)
    } else if let amdahl = ScalingFit(.amdahl, points: points) {
      self = Self.judge(amdahl)
    } else {
      self = .refused("the fit does not converge on these speed-ups")
    }
  }

  private static func judge(_ fit: ScalingFit) -> ScalingChoice {
    let misfit = fit.largestMisfit
    if misfit.share > largestMisfit {
      return .refused(
        "the measured speed-ups leave the fitted curve by up to \(Wording.percent(misfit.share)) "
          + "(at \(Wording.count(Int(misfit.workers), "worker"))), more than "
          + "\(Wording.percent(largestMisfit)): they do not follow "
          + "\(fit.law == .usl ? "the USL" : "Amdahl's law"), "
          + "as where workers outnumber CPUs")
    }
    if fit.sigma.interval.high < 0 {
      return .refused(
        "the speed-ups grow faster than the number of workers (sigma \(Wording.short(fit.sigma.value)), "
          + "below 0 for sure): no contention can do that; look for a slow base or for caches")
    }
    return .fitted(fit)
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
    let below = max(1, Int(exact))
    let isAboveBetter =
      throughput(workers: Double(below + 1)) > throughput(workers: Double(below))
    return isAboveBetter ? below + 1 : below
  }

  /// What one more worker adds to the throughput of `workers`, as a share of it.
  package func gain(after workers: Int) -> Double {
    throughput(workers: Double(workers + 1)) / throughput(workers: Double(workers)) - 1
  }
}
