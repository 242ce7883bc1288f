import ProfileModel
import Text

/// Who keeps a configuration's workers from the CPUs that they may use.
struct CPUShortage {
  /// Workers at a time.
  ///
  /// A command's threads come and go, and many only wait: those that ran or wanted to, at a mean instant.
  let workers: Int
  /// What they are called: a command's threads are not the workers that it was asked for.
  private let noun: String
  /// CPUs that they may use.
  let cpus: Int
  /// CPUs of the machine that this program may use, or that a server has.
  let allowedCPUs: Int
  /// Cores that other programs used, anywhere on the machine; nil when it is not known.
  let otherCores: Double?
  /// Context switches a second and worker; nil when they are not known.
  let switchesPerSecond: Double?

  init(_ split: ConfigurationLedger, _ program: Program, on machine: MachineDescription) {
    workers = Int(clamping: (split.mean(Self.concurrency) ?? 0).rounded())
    noun = split.isCommand ? "thread" : "worker"
    let used = program.cpus
    // Another program may have taken CPUs meanwhile: what counts is what is left.
    let left = split.trials.last?.trial.environment.cpusetCPUs?.count
    // A server's load has CPUs of its own.
    let server = split.configuration.command?.service?.serverCPUs.count
    allowedCPUs = min(server ?? machine.summary.allowedCPUs, left ?? .max)
    cpus = used > 0 ? used : allowedCPUs
    otherCores = split.mean { $0.trial.perSecond($0.trial.environment.otherCPUSeconds) }
    switchesPerSecond = split.mean(Self.switches)
  }

  private static func concurrency(_ ledger: TrialLedger) -> Double? {
    guard ledger.trial.totalsTier != "workers" else { return Double(ledger.workers.counted.count) }
    let ready = ledger.workers.counted.map {
      ($0.counters.cpuSeconds ?? 0) + ($0.counters.runQueueSeconds ?? 0)
    }
    return ledger.trial.perSecond(ready.reduce(0, +))?.rounded(.toNearestOrAwayFromZero)
  }

  /// Of the trial's totals: a command's threads do not have them by themselves.
  private static func switches(_ ledger: TrialLedger) -> Double? {
    let seconds = ledger.workers.counted.compactMap(\.wallSeconds).reduce(0, +)
    guard let voluntary = ledger.trial.counters.voluntaryContextSwitches,
      let involuntary = ledger.trial.counters.involuntaryContextSwitches, seconds > 0
    else { return nil }
    return Double(voluntary + involuntary) / seconds
  }

  /// More workers than CPUs.
  var isOwn: Bool { cpus > 0 && workers > cpus }

  var isOthers: Bool {
    otherCores.map { $0 >= BoundThreshold.otherPrograms * Double(max(1, cpus)) } == true
  }

  /// Threads that pass the CPUs to each other faster than a scheduler would take them away.
  var isHandOver: Bool {
    !isOthers && switchesPerSecond.map { $0 >= BoundThreshold.handOver } == true
  }

  /// By whom, in words.
  var words: String {
    var causes: [String] = []
    if isOwn {
      causes.append("\(ListText.counted(workers, noun)) share \(count(cpus))")
    }
    if isOthers, let otherCores {
      causes.append("other programs kept \(NumberText.number(otherCores)) cores busy")
    }
    if !causes.isEmpty { return ListText.and(causes) }
    guard let otherCores else { return "by whom is not known: other programs were not measured" }
    return "by whom is not clear: \(ListText.counted(workers, noun)) on \(count(cpus)), "
      + "other programs kept \(NumberText.number(otherCores)) cores busy"
  }

  /// What would help.
  var lever: Lever {
    let quieter: Lever =
      "a placement on CPUs that other programs leave alone, or a quieter machine"
    guard isOwn else {
      return isOthers
        ? quieter : Lever("fewer workers", .fewer).or("more CPUs", joinedBy: ", or ")
    }
    let fewer = Lever("fewer workers: \(cpus), one for each CPU", .fewer)
    let own =
      cpus < allowedCPUs
      ? Lever("another placement: the workers may use \(cpus) of \(count(allowedCPUs))").or(fewer)
      : fewer
    return own.or(isOthers ? quieter : nil)
  }

  private func count(_ cpus: Int) -> String { ListText.counted(cpus, "CPU") }
}
