package import ProfileModel
import Text

/// The rounds that the machine disturbed, and what is done about them.
package struct DisturbedRounds {
  private let measured: Int
  private let disturbed: [Int]

  /// Where more of the rounds were disturbed, that is how the machine is, and repeating them would not help.
  private static let mostShare = 1.0 / 3

  package init(_ study: Study) {
    let counted = study.trials.filter { !$0.warmup && !$0.replaced && $0.outcome == .completed }
    measured = Set(counted.map(\.round)).count
    let repeated = Set(study.trials.filter(\.repeatsRound).map(\.round))
    disturbed = Set(counted.filter(\.disturbed).map(\.round)).subtracting(repeated).sorted()
  }

  private var isNormal: Bool { Double(disturbed.count) > Self.mostShare * Double(measured) }

  /// The numbers of the rounds to measure again; each at most once.
  package var toRepeat: [Int] { isNormal ? [] : disturbed }

  /// Why none is repeated, though some were disturbed.
  var note: String? {
    guard isNormal, measured > 1 else { return nil }
    return
      "\(disturbed.count) of \(ListText.counted(measured, "round")) were disturbed: that is how this machine is now, "
      + "and none is repeated"
  }

  /// Marks the measurement that does not count as replaced: the one with more disturbed trials, or the incomplete one.
  package func settle(_ study: inout Study, repeatedFrom start: Int, isComplete: Bool) {
    guard let round = study.trials[start...].first?.round else { return }
    let again = study.trials.indices.filter { $0 >= start }
    let first = study.trials.indices.filter { index in
      let trial = study.trials[index]
      return index < start && trial.round == round && !trial.warmup
    }
    func count(_ indices: [Int]) -> Int {
      indices.count { study.trials[$0].disturbed && !study.trials[$0].replaced }
    }
    let isBetter =
      isComplete && count(again) < count(first)
      && again.allSatisfy { study.trials[$0].outcome == .completed }
    for index in isBetter ? first : again { study.trials[index].replaced = true }
  }
}
