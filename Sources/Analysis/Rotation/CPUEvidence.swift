import ProfileModel
import Text

/// What two CPUs did while a workload's single workers visited them.
struct CPUEvidence {
  let visits: CPUVisits
  let slowest: Int
  let fastest: Int

  /// What deserves a word: a fifth of a CPU, most of the interrupts if they are many, steal as where a trial counts as
  /// disturbed.
  private static let busyShare = 0.2
  private static let interruptShare = 0.6
  private static let interruptsPerSecond = 200.0
  private static let stealShare = 0.02

  var words: [String] {
    [neighbour, steal, interrupts].compactMap(\.self)
  }

  /// Work on the slow one while the worker was elsewhere.
  private var neighbour: String? {
    let shares = visits.trials.filter { $0.cpu != slowest }.compactMap { visit in
      share(of: slowest, in: visit.trial, \.busySeconds)
    }
    guard let median = Sample(shares)?.median, median >= Self.busyShare else { return nil }
    return
      "something else kept CPU \(slowest) busy for \(NumberText.percent(min(1, median))) of the time"
  }

  private var steal: String? {
    let shares = [slowest, fastest].map { cpu in
      Sample(
        visits.trials.filter { $0.cpu == cpu }.compactMap { visit in
          share(of: cpu, in: visit.trial, \.stealSeconds)
        })?.median ?? 0
    }
    guard shares[0] >= Self.stealShare, shares[0] > 2 * shares[1] else { return nil }
    return "the hypervisor took \(NumberText.percent(shares[0])) of CPU \(slowest)"
  }

  /// Who serves the devices: told of either, for it may help or hinder.
  private var interrupts: String? {
    for cpu in [slowest, fastest] {
      var own = 0.0
      var all = 0.0
      var seconds = 0.0
      var sources: [String: UInt64] = [:]
      for visit in visits.trials {
        guard let cpus = visit.trial.environment.cpus, let wall = visit.trial.wallSeconds else {
          continue
        }
        seconds += wall
        for activity in cpus {
          let count = Double(activity.interrupts ?? 0)
          all += count
          guard activity.cpu == cpu else { continue }
          own += count
          if let source = activity.busiestSource {
            sources[source, default: 0] += activity.interrupts ?? 0
          }
        }
      }
      guard seconds > 0, own / seconds >= Self.interruptsPerSecond,
        own >= Self.interruptShare * all
      else { continue }
      let source = sources.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      return "CPU \(cpu) served \(NumberText.percent(own / all)) of the devices' interrupts"
        + (source.map { ", most of them of \($0)" } ?? "")
    }
    return nil
  }

  private func share(
    of cpu: Int, in trial: Trial, _ seconds: KeyPath<CPUActivity, Double>
  ) -> Double? {
    trial.perSecond(trial.environment.cpus?.first { $0.cpu == cpu }?[keyPath: seconds])
  }
}
