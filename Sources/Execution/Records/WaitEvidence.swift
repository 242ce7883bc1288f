import HostProtocol
import ProfileModel

/// What the samples saw of the workers while they worked.
struct WaitEvidence {
  private(set) var tally = WaitTally()
  private(set) var activity: ActivityTally
  private(set) var places = LockPlaces()
  private(set) var states: [StateCounts]
  private(set) var cpus: [Set<Int>]

  /// - Parameter group: its processes must still be held, so that their maps can be read.
  init(_ group: HostGroup, _ sampler: Sampler) {
    states = Array(repeating: StateCounts(), count: group.ready.count)
    cpus = Array(repeating: [], count: group.ready.count)
    activity = Self.activity(group, sampler.samples)
    for sample in sampler.samples {
      let index = Int(sample.worker)
      if sample.cpu >= 0, sample.instant >= group.gateOpened, group.gateOpened > 0 {
        cpus[index].insert(Int(sample.cpu))
      }
      // Before and after its work it waits for us: that is not the work's.
      guard let finished = group.finished[index], sample.instant >= finished.start,
        sample.instant <= finished.end
      else { continue }
      states[index].add(sample)
      let pid = group.pid(ofWorker: index)
      if tally.add(sample, pid: pid) {
        let place = WaitTally.Place(of: sample, pid: pid)
        tally.join(place, at: places.look(at: sample.lockAddress, of: place))
      }
    }
  }

  /// What the workers did between the first one's start and the last one's end.
  static func activity(_ group: HostGroup, _ samples: [Sample]) -> ActivityTally {
    var tally = ActivityTally(cpus: Set(group.ready.compactMap(\.?.obtainedCPUs).joined()).count)
    let finished = group.finished.compactMap { $0 }
    guard let start = finished.map(\.start).min(), let end = finished.map(\.end).max() else {
      return tally
    }
    tally.begin(at: start)
    var movements = Array(
      repeating: MovementAccount(isNew: false), count: group.ready.count)
    var instant = samples.first?.instant ?? start
    for sample in samples {
      if sample.instant != instant { tally.close(at: min(instant, end)) }
      instant = sample.instant
      let worker = Int(sample.worker)
      let moved = movements[worker].add(sample, at: sample.instant)
      tally.add(Self.worked(sample, group.finished[worker]), moved)
    }
    tally.close(at: min(instant, end))
    return tally
  }

  /// The sample without a state where the worker waited for us, before its work or after it.
  private static func worked(_ sample: Sample, _ finished: WorkerFinished?) -> Sample {
    guard let finished, sample.instant < finished.start || sample.instant > finished.end else {
      return sample
    }
    var held = sample
    held.state = 0
    return held
  }
}
