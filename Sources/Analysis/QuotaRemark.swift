import ProfileModel
import Text

/// That work was over before its CPU quota held it back.
///
/// The kernel gives a quota anew in each period, as a rule of 100 ms (`cpu.max`; Documentation/scheduler/sched-bwc.rst),
/// and lets it be used up at once: what is shorter than some periods gets more than its quota on the average.
enum QuotaRemark {
  /// More cores busy than the quota times this are no chance.
  private static let excess = 1.1
  /// What begins and ends within a period each finds the whole quota of both, seconds.
  private static let freePeriods = 0.2

  /// One for each quota of a workload.
  static func all(in study: Study, _ trials: MeasuredTrials) -> [String] {
    study.workloads.flatMap { workload in
      let escaped = study.configurations(of: workload)
        .compactMap { Escape($0, trials.trials(of: $0.id), on: study.machine) }
      return escaped.max { $0.coresBusy < $1.coresBusy }.map { ["\(workload): \($0.words)"] } ?? []
    }
  }

  /// A configuration whose trials used more than their quota.
  private struct Escape {
    private let configuration: String
    private let quota: Double
    private let wall: Double
    let coresBusy: Double

    init?(_ configuration: Configuration, _ trials: [Trial], on machine: MachineDescription) {
      let cores = trials.compactMap { Quantity.coresBusy.value(in: $0) }
      let walls = trials.compactMap { Quantity.wallSeconds.value(in: $0) }
      // What was attached to is in a group of its own.
      guard configuration.attached == nil,
        let quota = machine.limited(to: configuration.limits).cpuQuotaCores,
        let coresBusy = Sample(cores)?.median, let wall = Sample(walls)?.median,
        coresBusy > quota * QuotaRemark.excess,
        // More than that is no matter of periods: the work may run in another group.
        coresBusy * wall <= quota * (wall + QuotaRemark.freePeriods) * QuotaRemark.excess
      else { return nil }
      self.configuration = configuration.id
      self.quota = quota
      self.wall = wall
      self.coresBusy = coresBusy
    }

    var words: String {
      "\(configuration) kept \(NumberText.number(coresBusy)) cores busy under a CPU quota of "
        + "\(NumberText.amount(quota)): a quota is given anew in each period, of 100 ms as a rule, and trials of "
        + "\(NumberText.duration(wall)) are over before it holds them back; give them more work to see what it does to longer runs."
    }
  }
}
