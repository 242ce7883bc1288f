import ProfileModel

/// Threads by what they do: those of one name, digits aside, in processes of one role.
struct AttachGroups {
  let split: ConfigurationLedger
  private static let mostGroups = 64

  /// One group in one window.
  private struct Part {
    let window: TrialLedger
    let threads: [SplitWorker]
  }

  /// What children are called that ended before any reading told all that they used.
  private static let endedChildrenName = "children that ended"

  var groups: [AttachFinding.Group] {
    var parts: [ThreadKind: [Part]] = [:]
    for window in split.trials {
      for (key, threads) in Self.threads(of: window, split.samples) {
        parts[key, default: []].append(Part(window: window, threads: threads))
      }
    }
    let groups = parts.compactMap { key, parts in group(key, parts) } + endedChildren
    let sorted = groups.sorted {
      ($1.coresBusy.mean, $0.role, $0.name) < ($0.coresBusy.mean, $1.role, $1.name)
    }
    return Array(sorted.prefix(Self.mostGroups))
  }

  /// Of each role what the children used that its processes reaped, and that no reading saw.
  private var endedChildren: [AttachFinding.Group] {
    let windows = split.trials.map { window in
      Dictionary(grouping: window.trial.attached?.processes ?? [], by: \.role)
        .mapValues { $0.compactMap(\.endedChildrenSeconds) }
    }
    return Set(windows.flatMap(\.keys)).compactMap { role in
      let busy = zip(split.trials, windows).compactMap { window, seconds -> Double? in
        // Of a window in which no account of theirs could be read nothing is told.
        let known = seconds[role] ?? []
        return known.isEmpty ? nil : window.trial.perSecond(known.reduce(0, +))
      }
      guard let figure = AttachFinding.Figure(busy), figure.high >= ThreadKind.idleShare else {
        return nil
      }
      return AttachFinding.Group(
        role: role, name: Self.endedChildrenName, processes: 0, threads: 0, coresBusy: figure,
        parts: [:])
    }
  }

  private static func threads(
    of window: TrialLedger, _ pool: WaitCounts
  ) -> [ThreadKind: [SplitWorker]] {
    let roles = Dictionary(
      (window.trial.attached?.processes ?? []).map { ($0.pid, $0) },
      uniquingKeysWith: { first, _ in first })
    return Dictionary(grouping: window.everyone(pool: pool)) { thread in
      let process = roles[thread.record.pid]
      return ThreadKind(
        role: process?.role ?? "", name: thread.record.name ?? process?.name ?? "")
    }
  }

  private func group(_ key: ThreadKind, _ parts: [Part]) -> AttachFinding.Group? {
    let busy = split.trials.compactMap { window -> Double? in
      let own = parts.first { $0.window.trial.round == window.trial.round }
      return window.trial.perSecond(own?.threads.map(\.cpu).reduce(0, +) ?? 0)
    }
    guard let busy = AttachFinding.Figure(busy) else { return nil }
    let threads = parts.flatMap(\.threads)
    let wall = threads.map(\.wall).reduce(0, +)
    var shares: [LedgerPart: Double] = [:]
    for part in LedgerPart.allCases where wall > 0 {
      let seconds = threads.compactMap { $0.ledger.parts[part] }
      if seconds.count == threads.count { shares[part] = seconds.reduce(0, +) / wall }
    }
    let seconds = split.trials.compactMap(\.trial.wallSeconds).reduce(0, +)
    var group = AttachFinding.Group(
      role: key.role, name: key.name,
      processes: seconds > 0 ? Self.processSeconds(parts) / seconds : 0,
      threads: seconds > 0 ? wall / seconds : 0, coresBusy: busy, parts: shares)
    group.switchesPerSecond = Self.sum(threads) { $0.record.counters.switches }.map { $0 / seconds }
    group.faultsPerSecond = Self.sum(threads) { $0.record.counters.faults }.map { $0 / seconds }
    let active: [LedgerPart] = [.user, .system, .runQueue, .throttled]
    group.isIdle = active.compactMap { shares[$0] }.reduce(0, +) < ThreadKind.idleShare
    group.waitsFor =
      LedgerPart.waits.compactMap { part -> (WaitKind, Double)? in
        guard case .wait(let kind) = part, let share = shares[part], share > 0 else { return nil }
        return (kind, share)
      }.max { $0.1 < $1.1 }?.0
    return group
  }

  /// How long each process was there, as its longest-lived thread tells, all together.
  private static func processSeconds(_ parts: [Part]) -> Double {
    var sum = 0.0
    for part in parts {
      var longest: [Int: Double] = [:]
      for thread in part.threads {
        longest[thread.record.pid] = max(longest[thread.record.pid] ?? 0, thread.wall)
      }
      // In a fixed order, so that equal studies give equal digits.
      for pid in longest.keys.sorted() { sum += longest[pid] ?? 0 }
    }
    return sum
  }

  /// Of those that are known; nil when none is.
  private static func sum(
    _ threads: [SplitWorker], _ value: (SplitWorker) -> UInt64?
  ) -> Double? {
    let known = threads.compactMap(value)
    return known.isEmpty ? nil : Double(known.reduce(0, +))
  }
}

extension Counters {
  fileprivate var switches: UInt64? {
    guard let voluntaryContextSwitches, let involuntaryContextSwitches else { return nil }
    return voluntaryContextSwitches + involuntaryContextSwitches
  }

  fileprivate var faults: UInt64? {
    guard let minorFaults, let majorFaults else { return nil }
    return minorFaults + majorFaults
  }
}
