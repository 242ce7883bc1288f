import ProfileModel
import Text

/// Builds the record of a trial, whatever ran in it: pure arithmetic, no readings.
struct TrialBuilder {
  let planned: PlannedTrial
  let machine: MachineDescription
  let fault: TrialFault?
  var trial: Trial

  init(_ planned: PlannedTrial, _ machine: MachineDescription, fault: TrialFault?) {
    self.planned = planned
    self.machine = machine
    self.fault = fault
    trial = Trial(
      configuration: planned.configuration.id, round: planned.round, position: planned.position,
      warmup: planned.warmup, twin: planned.twin)
    if let fault {
      trial.outcome = interrupt == nil ? .failed : .interrupted
      trial.failure = "\(fault)"
    }
    trial.unavailable[.concurrency] = "no reading fell into the \(configuration.trialNoun)"
    trial.unavailable[.criticalPath] =
      "not applicable: only a command whose wake-ups are followed has one (--critical-path)"
    let isCommand = configuration.command != nil
    trial.unavailable[.peakGroupBytes] =
      isCommand
      ? "not applicable: the command has no cgroup of its own with a memory controller and memory.peak (cgroup v2, Linux 5.19)"
      : "not applicable: only a command has a cgroup of its own"
    trial.unavailable[.discardedOutputBytes] =
      isCommand ? "the command came to no end" : "not applicable: only commands have output"
    trial.unavailable[.attached] =
      "not applicable: profile attach alone looks at what is running already"
    trial.unavailable[.service] =
      configuration.command?.service == nil
      ? "not applicable: only servers are measured under a load" : "the server was not started"
    if configuration.isPinned {
      trial.workerCPUs = configuration.workerCPUs
    } else {
      trial.unavailable[.held] = "not applicable: nothing was pinned"
    }
  }

  var configuration: Configuration { planned.configuration }

  /// Whether block devices' waits are accounted, which must have been asked for before the threads began.
  var accountsDelays: Bool { machine.settings.taskDelayAccounting == true }

  /// The signal that ended it.
  var interrupt: Int32? {
    if case .interrupted(let signal) = fault { signal } else { nil }
  }

  func result(samples: [Sample] = [], origin: UInt64 = 0) -> TrialResult {
    TrialResult(trial: trial, samples: samples, origin: origin, interrupt: interrupt)
  }

  /// How the samples of a span were taken.
  mutating func add(
    _ schedule: ReadingSchedule?, _ policy: SamplingPolicy, pssSamples: Int,
    within span: ClosedRange<UInt64> = 0...UInt64.max
  ) {
    trial.sampling =
      schedule?.record(policy, within: span)
      ?? SamplingRecord(requestedIntervalSeconds: policy.intervalSeconds)
    trial.sampling?.pssSamples = pssSamples
    if policy.intervalSeconds != nil, let gap = SamplingGap(delay: schedule?.longestDelay ?? 0) {
      trial.notes.append(gap.words)
    }
  }

  /// What was watched beside the work; after the totals and the wall time, against which it is held.
  ///
  /// - Parameters:
  ///   - launcherCPUSeconds: what a launcher used for itself, which is no other program's.
  ///   - isOutlived: whether processes of a command were still there after its end, whose CPU time is not all in the trial's.
  mutating func add(
    _ watches: Watches, launcherCPUSeconds: Double = 0, isOutlived: Bool = false
  ) {
    let throttling = watches.throttle.result
    trial.throttledSeconds = throttling.seconds
    if let reason = throttling.reason { trial.unavailable[.throttledSeconds] = reason }
    trial.environment = watches.machine.record(
      hostCPUSeconds: trial.counters.cpuSeconds.map { $0 + launcherCPUSeconds })
    if isOutlived, Disturbance.isByOthers(trial, on: machine) {
      trial.environment.otherCPUSeconds = nil
      trial.environment.unavailable[.otherCPUSeconds] =
        "processes outlived the command, and what they used cannot be told from what other programs did"
    }
    trial.sampling?.samplerCPUSeconds = watches.ownCPUSeconds
    let disturbances = Disturbance.reasons(trial, on: machine, under: configuration.limits)
    trial.disturbed = !disturbances.isEmpty
    trial.notes += disturbances
    if let kills = watches.throttle.memory.words { trial.notes.append(kills) }
    trial.environment.cpusetCPUs = watches.cpusets.allowed
    trial.environment.unavailable[.cpusetCPUs] =
      watches.cpusets.allowed == nil
      ? "not applicable: no cpuset that holds this program can be read" : nil
    trial.notes += watches.cpusets.words
    CPUChanges(watches, configuration, machine).add(to: &trial)
  }

  /// What sleepers waited for.
  ///
  /// - Parameter worker: the index in the record of a sampled thread; nil for one that is not recorded.
  mutating func add(
    _ tally: WaitTally, _ places: LockPlaces, _ activity: ActivityTally, worker: (Int) -> Int?
  ) {
    trial.concurrency = activity.result
    if trial.concurrency != nil { trial.unavailable[.concurrency] = nil }
    var assembly = WaitAssembly(places: places)
    trial.waits = assembly.records(tally, worker: worker)
  }

  /// Says that files are missing because this process may open no more, which explains whatever else is missing.
  ///
  /// - Parameter followed: how many workers were followed all the same, where that is known.
  mutating func addShortage(_ isShort: Bool, followed: (count: Int, of: Int)? = nil) {
    guard isShort else { return }
    guard let followed, followed.count < followed.of else {
      return trial.notes.append("not all was read: \(Self.shortage)")
    }
    let (count, all) = (NumberText.count(followed.count), NumberText.count(followed.of))
    trial.notes.append(
      "\(count) of \(all) workers were read in mid-\(configuration.trialNoun): \(Self.shortage)")
  }

  /// Says how many threads of a tree were not followed, and why.
  mutating func addUnfollowed(_ roster: TreeRoster) {
    guard roster.unfollowed > 0 else { return }
    let reason = roster.isShort ? Self.shortage : "there were too many at one time"
    trial.notes.append("\(roster.unfollowed) threads were not followed: \(reason)")
  }

  static let shortage = "too many open files (EMFILE): raise ulimit -n"
}

/// Seconds between two instants of the monotonic clock.
func seconds(from start: UInt64, to end: UInt64) -> Double {
  end >= start ? Double(end - start) / 1e9 : 0
}
