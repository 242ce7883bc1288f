import ProfileModel
import Text

/// Why a configuration is said to be bound by something: sentences with figures, the ledger's first.
struct BoundEvidence {
  let split: ConfigurationLedger
  let shares: LedgerShares
  let cpus: CPUShortage
  let foremost: LockEvidence?
  let growth: MemoryGrowth?
  let hasTooFewSamples: Bool

  var lock: [String] {
    guard let lock = foremost else {
      return ["the waiters' lock has no address: a file lock or a semaphore"]
    }
    let all = split.mean { Double($0.workers.counted.count) } ?? 0
    let count = lock.lock.workers.count
    let who = Double(count) >= all.rounded() ? "all \(count) workers" : "\(count) workers"
    var words = [
      lock.share >= BoundThreshold.tie
        ? "\(who) wait on one lock"
        : "\(who) wait on the foremost lock, which has \(NumberText.percent(lock.share)) of the waiting"
    ]
    if let cores = lock.coresBusy {
      words.append("together they kept \(NumberText.number(cores)) cores busy")
    }
    return words
  }

  var shortage: [String] { [cpus.words] }

  var memory: [String] { [growth?.words].compactMap(\.self) }

  var throttling: [String] {
    let throttled = split.mean { ledger in
      guard let seconds = ledger.trial.throttledSeconds, let wall = ledger.trial.wallSeconds,
        wall > 0
      else { return nil }
      return seconds / wall
    }
    return [
      throttled.map {
        "the kernel stopped the group for \(NumberText.number($0)) CPU seconds in each second"
      }
    ].compactMap(\.self)
  }

  var storage: [String] {
    let rates = split.mean { ledger in
      guard let bytes = ledger.trial.counters.storageReadBytes, let wall = ledger.trial.wallSeconds,
        wall > 0
      else { return nil }
      return Double(bytes) / wall
    }
    guard let rates else { return [] }
    return rates > 0
      ? ["\(NumberText.bytes(rates)) a second came from the device"]
      : [
        "no bytes came from a block device of this kernel: the storage is elsewhere, or it was written to"
      ]
  }

  var cores: [String] {
    let cores = split.mean { ledger in
      guard let cpu = ledger.trial.counters.cpuSeconds, let wall = ledger.trial.wallSeconds,
        wall > 0
      else { return nil }
      return cpu / wall
    }
    return [
      cores.map {
        "\(NumberText.number($0)) of \(ListText.counted(cpus.cpus, "CPU")) were kept busy"
      }
    ].compactMap(\.self)
  }

  var mixture: [String] {
    if hasTooFewSamples {
      return [
        "\(ListText.counted(split.samples.asleep, "sample")) of sleepers \(split.samples.asleep == 1 ? "is" : "are") too few to name what they waited for"
      ]
    }
    if shares[.other] >= BoundThreshold.contention {
      return ["what the other waits are for, the samples do not tell"]
    }
    if cpus.isHandOver, shares[.runQueue] >= BoundThreshold.contention,
      let rate = cpus.switchesPerSecond
    {
      return [
        "the workers hand the CPUs to each other: \(NumberText.number(rate)) context switches a second each"
      ]
    }
    return []
  }

  /// What limits the evidence itself.
  var doubts: [String] {
    let idle = split.trials.map(\.workers.leftOut).reduce(0, +)
    let coverage = split.mean { $0.trial.sampleCoverage }
    var doubts: [String] = []
    if split.ledger.wallSeconds < BoundThreshold.shortTrial {
      doubts.append(
        "so short a trial is little more than the start of a program, and ticks of 10 ms tell user from system code"
      )
    }
    if idle > 0 {
      doubts.append(
        "threads that only waited for the others or lived briefly are left out (\(idle) in all trials)"
      )
    }
    if let coverage, coverage < BoundThreshold.coverage {
      doubts.append("the samples saw only \(NumberText.percent(coverage)) of the CPU time")
    }
    return doubts
  }
}
