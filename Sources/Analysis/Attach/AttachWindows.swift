import ProfileModel
import Text

/// The windows on a running program one by one, and what became different from one to the next.
struct AttachWindows {
  let split: ConfigurationLedger
  let study: Study

  var windows: [AttachFinding.Window] {
    split.trials.compactMap { ledger in
      let trial = ledger.trial
      // Of a window that was not closed, or whose CPU time is not known, there is nothing to tell.
      guard let record = trial.attached, let seconds = trial.wallSeconds,
        let busy = trial.perSecond(trial.counters.cpuSeconds)
      else { return nil }
      var window = AttachFinding.Window(
        round: trial.round, openedUnixSeconds: record.openedUnixSeconds, seconds: seconds,
        coresBusy: busy)
      window.bound = bound(of: trial)
      return window
    }
  }

  /// As if the study had been this window alone.
  private func bound(of trial: Trial) -> BoundKind? {
    var alone = study
    alone.trials = [trial]
    let trials = MeasuredTrials(alone)
    guard let split = ConfigurationLedger(split.configuration, trials) else { return nil }
    return Bound(split, in: alone, trials, [])?.kind
  }

  /// What binds it is something else from a window on; of a program that hardly runs that is no news.
  static func changes(_ windows: [AttachFinding.Window], isIdle: Bool) -> [String] {
    guard !isIdle else { return [] }
    var changes: [String] = []
    for (before, after) in zip(windows, windows.dropFirst()) {
      guard let was = before.bound, let now = after.bound, was != now else { continue }
      changes.append(
        "since \(UTCClock.text(after.openedUnixSeconds)) bound by \(now.words), before by \(was.words)"
      )
    }
    return changes
  }
}

/// A time of day in UTC.
package enum UTCClock {
  private static let day = 86_400

  /// `12:01:07 UTC`.
  package static func text(_ unixSeconds: Double) -> String {
    let second = Int(clamping: unixSeconds) % day
    let parts = [second / 3600, second / 60 % 60, second % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    return "\(parts.joined(separator: ":")) UTC"
  }
}
