import ProfileModel
import Text

extension StudyComparison {
  /// Studies of which this share of the trials was disturbed are not taken at their word.
  private static let disturbedShare = 0.25

  /// What makes a study's times doubtful: other programs, the hypervisor or a quota took the CPUs while it was measured.
  static func doubts(
    _ ids: [String], base: MeasuredTrials, new: MeasuredTrials
  ) -> [String] {
    [
      doubt(base.trials(of: ids), of: "base", meaning: "a slowdown may hide behind them"),
      doubt(new.trials(of: ids), of: "new", meaning: "that it is slower may be their doing"),
    ].compactMap { $0 }
  }

  private static func doubt(_ trials: [Trial], of study: String, meaning: String) -> String? {
    let disturbed = trials.filter(\.disturbed)
    guard Double(disturbed.count) >= disturbedShare * Double(max(1, trials.count)),
      !disturbed.isEmpty
    else { return nil }
    return
      "\(disturbed.count) of the \(ListText.counted(trials.count, "trial")) of the \(study) study "
      + "\(disturbed.count == 1 ? "was" : "were") disturbed\(causes(of: disturbed)): its times are longer than the "
      + "program's own, \(meaning); measure it again on a quiet machine, or with --retry-noisy"
  }

  /// Cores that were taken at the median, as far as the trials tell.
  private static func causes(of trials: [Trial]) -> String {
    let takers: [(String, KeyPath<EnvironmentRecord, Double?>)] = [
      ("other programs", \.otherCPUSeconds), ("the hypervisor", \.stealSeconds),
    ]
    let causes = takers.compactMap { name, path -> String? in
      let cores = trials.compactMap { $0.perSecond($0.environment[keyPath: path]) }
      guard let median = Sample(cores)?.median, median >= 0.02 else { return nil }
      return "\(name) took \(ListText.counted(amount: median, "core"))"
    }
    return causes.isEmpty ? "" : " (\(ListText.and(causes)))"
  }
}

extension MeasuredTrials {
  fileprivate func trials(of ids: [String]) -> [Trial] { ids.flatMap { trials(of: $0) } }
}
