import LinuxSystem
import ProfileModel
import Reporting
import SystemPackage
import Text

/// What a user sees while a study runs, on stderr: a live line on a terminal, else a plain line per round.
package final class Progress {
  private let isQuiet: Bool
  private let isLive: Bool
  private let line = LiveLine()
  /// Current precision against target, and time left, as far as they are known.
  private var precision = ""
  private var left = ""

  package init(quiet: Bool) {
    isQuiet = quiet
    // A dumb terminal can't take a line back.
    isLive =
      !quiet && FileDescriptor.standardError.isTerminal && Environment.value("TERM") != "dumb"
  }

  /// One remark, on a line of its own.
  func note(_ text: String) {
    guard !isQuiet else { return }
    clear()
    Diagnostic.write(text)
  }

  /// A round begins.
  func round(_ round: Int, warmup: Bool, again: Bool, of total: Int?) {
    guard !isQuiet, !isLive else { return }
    let end = again ? " again, for it was disturbed" : total.map { " of \($0)" } ?? ""
    StandardError.write(
      warmup ? "profile: warm-up round\n" : "profile: round \(round)\(end)\(precision)\(left)\n")
  }

  /// A round has ended.
  func standing(_ standing: Standing) {
    guard !isQuiet, standing.stopReason == nil else { return }
    precision = standing.widest.map { " · ±\(NumberText.percent($0))" } ?? ""
    if let target = standing.design.precision, standing.widest != nil {
      precision += ", wanted ±\(NumberText.percent(target))"
    }
    if let seconds = standing.mostSecondsLeft { left = " · at most \(Int(seconds)) s left" }
  }

  /// A trial begins.
  func trial(_ planned: PlannedTrial, of total: Int?) {
    let end = total.map { "/\($0)" } ?? ""
    let noun = planned.configuration.roundNoun
    let round = planned.warmup ? "warm-up" : "\(noun) \(planned.round)\(end)"
    show("\(round) · \(planned.configuration.id)\(precision)\(left)")
  }

  /// A pair of trials with the sampler and without begins.
  func pair(_ number: Int, of total: Int, _ configuration: String) {
    if !isLive, number == 1 {
      note("\(configuration): pairs of trials with the sampler's readings and without")
    }
    show("with readings and without \(number)/\(total) · \(configuration)")
  }

  /// Takes the place of the live line.
  private func show(_ line: String) {
    guard isLive else { return }
    self.line.show(line)
  }

  /// A trial went wrong.
  func failure(_ trial: Trial, of configuration: Configuration) {
    guard trial.outcome == .failed, let failure = trial.failure else { return }
    note(
      "warning: \(configuration.id), \(configuration.roundNoun) \(trial.round): \(failure)")
  }

  /// Takes the live line away.
  func clear() { line.clear() }
}
