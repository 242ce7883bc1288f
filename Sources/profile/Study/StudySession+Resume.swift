import Planning
package import ProfileModel
import Text

extension StudySession {
  /// Goes on with a study that was begun: what it has is not measured again.
  ///
  /// The machine is warmed up anew, as often as at the beginning.
  package func resume(_ study: inout Study) throws(ProfileError) {
    try folder.saveWhole(study)
    guard let last = study.trials.filter(\.isOfMeasuredRound).map(\.round).max() else {
      progress.note("no round has been measured yet: the study begins")
      return try run(&study)
    }
    settleRepeats(&study)
    var pace = RoundPace(started: started)
    let open = missing(plan.trials(inRound: last, warmup: false), again: false, in: study)
    if open.isEmpty, let reason = standing(study, pace).stopReason {
      study.design.stoppedBy = reason
      progress.note("all rounds that were asked for have been measured; --trials adds more")
      return try measure(&study, &pace, from: last)
    }
    let next = open.isEmpty ? last + 1 : last
    tell(&study, next: next, isBegun: !open.isEmpty)
    let warmed = study.trials.filter { !$0.isOfMeasuredRound }.map(\.round).max() ?? 0
    for round in warmed..<(warmed + study.design.warmupRounds) {
      guard try run(round: round + 1, warmup: true, &study, &pace) else { return }
    }
    try measure(&study, &pace, from: next)
  }

  private func tell(_ study: inout Study, next: Int, isBegun: Bool) {
    let measured = ListText.counted(study.trials.count, "trial")
    progress.note("\(measured) have been measured; going on with round \(next)")
    let both = isBegun ? ", so that round \(next) is of both times" : ""
    study.warnings.append(
      "The study was resumed at \(UTCTime.now()), after \(measured)\(both). The machine may not have been as it was before: "
        + "look at the rounds in trials.csv, or measure all of it at a time.")
  }

  /// Those of a round that the study does not have yet.
  func missing(_ planned: [PlannedTrial], again: Bool, in study: Study) -> [PlannedTrial] {
    planned.filter { planned in
      !study.trials.contains { $0.stands(for: planned, again: again) }
    }
  }

  /// Lets one of two measurements of a round count, where the end came before that was decided.
  private func settleRepeats(_ study: inout Study) {
    let repeated = Set(study.trials.filter(\.repeatsRound).map(\.round)).sorted()
    for round in repeated {
      let trials = study.trials.filter { $0.round == round && $0.isOfMeasuredRound }
      let isOpen = [true, false].allSatisfy { again in
        trials.contains { $0.repeatsRound == again && !$0.replaced }
      }
      guard isOpen,
        let start = study.trials.firstIndex(where: { $0.round == round && $0.repeatsRound })
      else { continue }
      let planned = plan.trials(inRound: round, warmup: false)
      DisturbedRounds(study).settle(
        &study, repeatedFrom: start,
        isComplete: missing(planned, again: true, in: study).isEmpty)
    }
  }

  /// What the search has tried before the end came.
  func probed(_ configuration: Configuration, count: Int, in study: Study) -> Trial? {
    guard isResumed else { return nil }
    return study.trials.last {
      $0.configuration == configuration.id && $0.round == count && $0.warmup && !$0.trendDropped
        && !$0.replaced && $0.outcome != .interrupted
    }
  }
}
