import ProfileModel
import Text

/// Why it is said to be bound by something: sentences with figures.
extension BoundCase {
  var lockEvidence: [String] {
    guard let lock = foremost else { return parked }
    if lock.lock.record.primitive == .addressSpace {
      return ["the threads wait for the kernel's lock of their address space (mmap_lock)"]
    }
    if lock.lock.record.primitive == .file {
      return [
        "on average \(ListText.counted(amount: program.lockWaiters, "thread")) waited for a lock on a file (flock, fcntl)"
      ]
    }
    let all = split.mean { Double($0.workers.counted.count) } ?? 0
    let count = lock.lock.workers.count
    let isAll = count > 1 && Double(count) >= all.rounded()
    // A command's threads are not the workers that it was asked for.
    let noun = split.isCommand ? "thread" : "worker"
    let who = isAll ? "all \(count) \(noun)s" : ListText.counted(count, noun)
    let wait = count == 1 ? "waits" : "wait"
    var words = [
      lock.share >= BoundThreshold.tie
        ? "\(who) \(wait) on one lock"
        : "\(who) \(wait) on the foremost lock, which has \(NumberText.percent(lock.share)) of the waiting"
    ]
    if let cores = lock.coresBusy {
      words.append("together they kept \(NumberText.number(cores)) cores busy")
    }
    return words
  }

  var addressSpaceEvidence: [String] {
    [
      "\(ListText.counted(Int(clamping: program.movers.rounded()), "thread")) wait for the kernel's lock of their address space (mmap_lock); part of the system time is spun at it"
    ] + coresEvidence
  }

  /// Where no place is known at which several waited.
  private var parked: [String] {
    guard program.isOneAtATime, program.isParked else {
      return ["the waiters' lock has no address: a file lock or a semaphore"]
    }
    let threads = Int(clamping: program.alike.rounded())
    return [
      "\(ListText.counted(threads, "thread")), one at a time: each slept for \(NumberText.percent(program.futexShare)) of its time on a futex, "
        + "and together they kept \(NumberText.number(program.coresBusy)) cores busy"
    ]
  }

  /// What was waited for while all slept.
  var idleEvidence: [String] {
    let kinds = program.idle.filter { $0.value >= BoundThreshold.mention }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    guard !kinds.isEmpty, program.asleep >= BoundThreshold.mention else { return [] }
    let words = kinds.map { "\(LedgerPart.wait($0.key).words) \(NumberText.percent($0.value))" }
    return [
      "all slept for \(NumberText.percent(program.asleep)) of the time, of which \(ListText.and(words))"
    ]
  }

  var throttlingEvidence: [String] {
    let throttled = split.mean { $0.trial.perSecond($0.trial.throttledSeconds) }
    return [
      throttled.map {
        "the kernel stopped the group for \(NumberText.number($0)) CPU seconds in each second"
      }
    ].compactMap(\.self)
  }

  var storageEvidence: [String] {
    let rates = split.mean { $0.trial.perSecond($0.trial.counters.storageReadBytes) }
    guard let rates else { return idleEvidence + pressure + flushes }
    return idleEvidence + pressure + flushes
      + (rates > 0
        ? ["\(NumberText.bytes(rates)) a second came from the device"]
        : [
          "no bytes came from a block device of this kernel: the storage is elsewhere, or it was written to"
        ])
  }

  /// Where few samples tell of the waiting.
  private var pressure: [String] {
    guard split.sleepers < BoundThreshold.samples, split.isPressedByStorage,
      let share = split.storagePressure
    else { return [] }
    return [
      "the kernel counted \(NumberText.percent(share)) of the time in which something waited for storage (/proc/pressure/io)"
    ]
  }

  private var flushes: [String] {
    guard let share = split.flushShare, share >= BoundThreshold.mention else { return [] }
    return ["\(NumberText.percent(share)) of the waits for storage were for a flush (fsync)"]
  }

  var coresEvidence: [String] {
    let busy =
      "\(NumberText.number(program.coresBusy)) of \(ListText.counted(shortage.cpus, "CPU")) \(shortage.cpus == 1 ? "was" : "were") kept busy"
    let isSerial = split.isCommand && program.isOneAtATime
    let output =
      program.writesInBulk
      ? [
        "it wrote \(NumberText.bytes(program.output)) of output a second, which the profiler took away: the pipe between them bounds it"
      ] : []
    return [busy] + output
      + (isSerial ? ["one thread at a time: the serial part binds"] + besideIt : [])
  }

  /// Page faults for each second of the kernel's time; nil where they are no large part of it.
  var faultRate: Double? {
    let counters = split.trials.map(\.trial.counters)
      .filter { $0.systemSeconds != nil && $0.minorFaults != nil }
    let seconds = counters.compactMap(\.systemSeconds).reduce(0, +)
    let faults = counters.compactMap(\.minorFaults).map { Double($0) }.reduce(0, +)
    guard seconds > 0, faults >= BoundThreshold.faults * seconds else { return nil }
    return faults / seconds
  }

  var faultEvidence: [String] {
    faultRate.map { ["\(NumberText.number($0)) page faults in each second of kernel time"] } ?? []
  }

  /// Whether most of the CPU time is that of processes and threads that came and went between two readings.
  var isShortLived: Bool {
    guard split.isCommand, split.configuration.attached == nil,
      let wall = split.mean(\.trial.wallSeconds), wall >= Self.longEnough
    else { return false }
    return program.seen < BoundThreshold.seen
  }

  /// In a shorter trial the last readings miss much of what every thread does.
  private static let longEnough = 0.5

  /// A mutex names itself; whoever is parked by a runtime may wait for a lock or for work, which nothing tells apart.
  private var besideIt: [String] {
    let count = Int(clamping: program.woken.rounded())
    guard count > 0 else { return [] }
    return [
      "\(ListText.counted(count, "thread")) of the same name slept on futexes meanwhile, and woke about as often: perhaps for a lock that it keeps taking, perhaps for what it makes"
    ]
  }

  var mixtureEvidence: [String] {
    if hasTooFewSamples {
      return [
        "\(ListText.counted(split.sleepers, "sample")) of sleepers \(split.sleepers == 1 ? "is" : "are") too few to name what they waited for"
      ]
    }
    if program.shares[.other] >= BoundThreshold.contention {
      return ["what the other waits are for, the samples do not tell"]
    }
    if shortage.isHandOver, program.shares[.runQueue] >= BoundThreshold.contention,
      let rate = shortage.switchesPerSecond
    {
      return [
        "the workers hand the CPUs to each other: \(NumberText.number(rate)) context switches a second each"
      ]
    }
    return idleEvidence
  }

  /// What limits the evidence itself.
  var doubts: [String] {
    let idle = split.trials.map(\.workers.leftOut).reduce(0, +)
    let coverage = split.mean { $0.trial.sampleCoverage }
    var doubts: [String] = []
    if split.isCommand, split.trials.contains(where: { $0.trial.concurrency == nil }) {
      doubts.append(
        "the study does not tell how many threads ran at a time, so that it is estimated from their totals"
      )
    }
    if let wall = split.mean(\.trial.wallSeconds), wall < BoundThreshold.shortTrial {
      let start =
        split.configuration.attached == nil
        ? "so short a trial is little more than the start of a program, and"
        : "in so short a window"
      doubts.append("\(start) ticks of 10 ms tell user from system code")
    }
    if isUserShareOfLonger {
      doubts.append(
        "ticks of 10 ms are too long to tell these workers' user from their system time: the workload's longer trials tell it"
      )
    }
    if idle > 0 {
      doubts.append(
        "threads that only waited for the others or lived briefly are left out (\(idle) in all \(split.configuration.trialNoun)s)"
      )
    }
    let isSmall =
      coverage.map { abs(1 - $0) * program.coresBusy < BoundThreshold.unseenCores } ?? true
    if isSmall { return doubts }
    if let coverage, coverage < BoundThreshold.coverage {
      doubts.append(
        "the samples saw only \(NumberText.percent(coverage)) of the CPU time"
          + (isShortLived
            ? ": the rest was used by processes or threads that lived too briefly or were not followed"
            : ""))
      if split.trials.contains(where: { ["rusage", "perf"].contains($0.trial.totalsTier) }) {
        doubts.append(
          "processes that end within a tick of the kernel's clock count as user code: as root, the group's own account tells user from system"
        )
      }
    } else if let coverage, coverage > BoundThreshold.overCoverage {
      doubts.append(
        "the samples saw \(NumberText.percent(coverage)) of the CPU time that the exact source told: it lost some"
      )
    }
    return doubts
  }
}
