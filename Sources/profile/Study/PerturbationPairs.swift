import Execution
import LinuxSystem
import Planning
import ProfileModel
import Text

/// Measures what the sampler does to the work: pairs of trials with its readings and without, after the study.
struct PerturbationPairs {
  let runner: TrialRunner
  let progress: Progress
  /// Rounds of the study that were asked for, nil where none were: more of them than the standard are so many pairs.
  let rounds: Int?
  /// Asked between trials.
  let isInterrupted: () -> Bool

  private static let standard = 15
  /// No pair of the standard begins later, seconds.
  private static let longest = 60.0

  private var most: Int { max(Self.standard, rounds ?? 0) }
  private var longest: Double { most > Self.standard ? .infinity : Self.longest }

  /// Of each workload the configuration with the most workers: the fuller the machine is, the more its readings cost.
  func run(_ plan: Plan) -> [PerturbationRecord] {
    plan.configurations.map(\.workload).unique.compactMap { name in
      plan.configurations.filter { $0.workload == name }
        .max { $0.workers < $1.workers }.map(record)
    }
  }

  private func record(_ configuration: Configuration) -> PerturbationRecord {
    var record = PerturbationRecord(configuration: configuration.id)
    guard configuration.command?.service == nil, configuration.command?.measuredSeconds == nil
    else {
      record.problem = "it is measured for a time that does not depend on its work"
      return record
    }
    let started = MonotonicClock.now()
    for number in 0..<most {
      guard !isInterrupted() else {
        record.problem = "interrupted"
        break
      }
      guard Double(MonotonicClock.now() - started) / 1e9 < longest || number < 3 else {
        record.problem = "more pairs take longer than \(Int(Self.longest)) s"
        break
      }
      progress.pair(number + 1, of: most, configuration.id)
      guard let pair = pair(configuration, number) else {
        record.problem = "a trial failed"
        break
      }
      record.pairs.append(pair)
    }
    return record
  }

  private func pair(_ configuration: Configuration, _ number: Int) -> PerturbationRecord.Pair? {
    let planned = PlannedTrial(
      configuration: configuration, round: number + 1, position: 1)
    // What failed took a time too, which says nothing of the work's.
    func seconds(sampled: Bool) -> Double? {
      let trial = (sampled ? runner.run(planned) : runner.run(planned, .outside)).trial
      return trial.outcome == .completed ? trial.wallSeconds : nil
    }
    let isFirst = number.isMultiple(of: 2)
    guard let first = seconds(sampled: isFirst), let second = seconds(sampled: !isFirst) else {
      return nil
    }
    return isFirst
      ? .init(sampledSeconds: first, unsampledSeconds: second)
      : .init(sampledSeconds: second, unsampledSeconds: first)
  }
}
