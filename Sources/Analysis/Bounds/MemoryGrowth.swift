import Builtin
import ProfileModel
import Text

/// How much dearer a unit of work becomes with more workers, against the `cpu` kernel's own growth.
///
/// CPU time per unit of work grows with contention for memory bandwidth, for a core's siblings and for the clock. The
/// `cpu` kernel, which touches no memory, pays for the last two only: what exceeds its growth is the memory's. Said
/// only when the two intervals do not touch.
struct MemoryGrowth {
  let workers: Int
  let growth: PairedRatio
  let interval: Interval
  let kernelGrowth: PairedRatio
  let kernelInterval: Interval

  /// Nil when the study lacks the trials to say it, or they do not say it.
  init?(_ configuration: Configuration, in study: Study, _ trials: MeasuredTrials) {
    guard !Self.isYardstick(configuration.workload),
      let own = Self.growth(configuration, study, trials),
      let kernel = Self.counterpart(of: configuration, study),
      let other = Self.growth(kernel, study, trials)
    else { return nil }
    workers = configuration.workers
    growth = own.ratio
    interval = own.interval
    kernelGrowth = other.ratio
    kernelInterval = other.interval
    guard interval.low > kernelInterval.high,
      growth.point >= BoundThreshold.memoryGrowth * kernelGrowth.point
    else { return nil }
  }

  /// The `cpu` kernel with as many workers, placed alike; of the same strategy if there is one.
  private static func counterpart(of configuration: Configuration, _ study: Study) -> Configuration?
  {
    let alike = study.configurations.filter {
      isYardstick($0.workload) && $0.workers == configuration.workers
        && $0.workerCPUs == configuration.workerCPUs && $0.limits == configuration.limits
    }
    return alike.first { $0.strategy == configuration.strategy } ?? alike.first
  }

  private static func isYardstick(_ workload: String) -> Bool {
    Builtin(rawValue: workload)?.workload.needsOnlyCPU == true
  }

  /// CPU time per unit of work over that of one worker with the same parameters, in the rounds that have both.
  private static func growth(
    _ configuration: Configuration, _ study: Study, _ trials: MeasuredTrials
  ) -> (ratio: PairedRatio, interval: Interval)? {
    let single = study.configurations.first {
      $0.workload == configuration.workload && $0.workers == 1
        && $0.parameters == configuration.parameters
        && $0.memoryPolicy == configuration.memoryPolicy
    }
    guard let single, configuration.workers > 1 else { return nil }
    var base: [Int: Double] = [:]
    for trial in trials.trials(of: single.id) { base[trial.round] = cost(trial) }
    let pairs = trials.trials(of: configuration.id).compactMap { trial in
      cost(trial).flatMap { cost in base[trial.round].map { (numerator: cost, denominator: $0) } }
    }
    guard let ratio = PairedRatio(pairs: pairs), let interval = ratio.interval() else { return nil }
    return (ratio, interval)
  }

  /// CPU seconds per unit of work.
  private static func cost(_ trial: Trial) -> Double? {
    guard let seconds = trial.counters.cpuSeconds, seconds > 0, let work = trial.workDone, work > 0
    else { return nil }
    return seconds / Double(work)
  }

  var words: String {
    "a unit of work costs \(Self.figure(growth, interval)) the CPU time with \(workers) workers that it "
      + "costs with 1; the cpu kernel's grew \(Self.figure(kernelGrowth, kernelInterval))"
  }

  private static func figure(_ ratio: PairedRatio, _ interval: Interval) -> String {
    NumberText.factor(ratio.point, low: interval.low, high: interval.high)
  }
}
