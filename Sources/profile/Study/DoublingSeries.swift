package import ProfileModel

/// Configurations that differ in their number of workers only, each with twice as many as the last; and how far the
/// search for a number that does not pay any more has come.
package struct DoublingSeries {
  /// In the order of workers.
  package let configurations: [Configuration]
  private let margin: Double
  /// Cores that the workers may keep busy; nil when that is not known.
  private let cores: Double?
  /// Of each that was tried, work a second at its best.
  private var best: [Double] = []
  /// Whether the last step was looked at twice.
  private var isSure = false
  /// Whether what was tried last kept the cores busy: one step more shows what that leaves to gain.
  private var isFull = false
  package private(set) var isOver = false
  /// What was tried with success.
  package var tried: [Configuration] { Array(configurations.prefix(best.count)) }

  /// A step that gains less than this is looked at twice: a single trial may be off by as much.
  private static let clearGain = 0.1
  /// Where so much of the cores is busy, more workers find none; what they gain is the noise's.
  private static let busyShare = 0.9

  package init(_ configurations: [Configuration], margin: Double, cores: Double? = nil) {
    self.configurations = configurations.sorted { $0.workers < $1.workers }
    self.margin = margin
    self.cores = cores
  }

  /// A plan's series, in its order.
  ///
  /// - Parameter machine: what tells how many cores a configuration may keep busy, within its own limits.
  package static func all(
    of configurations: [Configuration], margin: Double, on machine: MachineDescription
  ) -> [DoublingSeries] {
    var groups: [[Configuration]] = []
    for configuration in configurations where configuration.isCounted {
      if let index = groups.firstIndex(where: { $0[0].isAlike(configuration) }) {
        groups[index].append(configuration)
      } else {
        groups.append([configuration])
      }
    }
    return groups.map { group in
      DoublingSeries(
        group, margin: margin, cores: machine.limited(to: group[0].limits).coresToUse)
    }
  }

  /// The ones to try now; none when the search is over.
  package var next: [Configuration] {
    guard !isOver else { return [] }
    guard !isSure, let gain, gain < 1 + Self.clearGain else {
      return best.count < configurations.count ? [configurations[best.count]] : []
    }
    return [configurations[best.count - 2], configurations[best.count - 1]]
  }

  /// Whether the most workers of all are still gaining.
  package var isOpen: Bool { !isOver || !isFull && (gain.map { $0 >= 1 + margin } ?? true) }

  /// Takes in what ``next`` asked for.
  package mutating func add(_ trials: [Trial]) {
    let speeds = trials.map(Self.speed)
    guard !speeds.isEmpty, !speeds.contains(nil) else {
      isOver = true
      return
    }
    if speeds.count == 1 {
      best.append(speeds[0] ?? 0)
      isSure = false
    } else {
      for (offset, speed) in speeds.enumerated() {
        let index = best.count - speeds.count + offset
        best[index] = max(best[index], speed ?? 0)
      }
      isSure = true
    }
    if isFull {
      isOver = true
      return
    }
    isFull = trials.contains(where: keepsBusy)
    let isUnclear = gain.map { $0 < 1 + Self.clearGain } ?? false
    if isUnclear && !isSure { return }
    isOver = best.count == configurations.count || gain.map { $0 < 1 + margin } ?? false
  }

  /// Nothing more is tried.
  package mutating func end() { isOver = true }

  /// What the last doubling made of the speed.
  private var gain: Double? {
    best.count > 1 ? best[best.count - 1] / best[best.count - 2] : nil
  }

  private func keepsBusy(_ trial: Trial) -> Bool {
    guard let cores, let cpu = trial.counters.cpuSeconds, let wall = trial.wallSeconds else {
      return false
    }
    return cpu >= Self.busyShare * cores * wall
  }

  /// Work a second; the inverse of the wall time where a trial does not tell its work.
  private static func speed(_ trial: Trial) -> Double? {
    trial.isSound ? trial.perSecond(trial.workDone.flatMap { $0 > 0 ? $0 : nil } ?? 1) : nil
  }
}

extension Configuration {
  /// Whether its strategy takes a number of workers.
  fileprivate var isCounted: Bool { strategy == .thread || strategy == .process }

  fileprivate func isAlike(_ other: Configuration) -> Bool {
    workload == other.workload && strategy == other.strategy && pin == other.pin
      && memoryPolicy == other.memoryPolicy && parameters == other.parameters
  }
}
