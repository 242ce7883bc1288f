import HostProtocol
import ProfileModel

/// What the samples saw of the workers while they worked.
struct WaitEvidence {
  private(set) var tally = WaitTally()
  private(set) var places = LockPlaces()
  private(set) var states: [StateCounts]
  private(set) var cpus: [Set<Int>]

  /// - Parameter group: its processes must still be held, so that their maps can be read.
  init(_ group: HostGroup, _ sampler: Sampler) {
    states = Array(repeating: StateCounts(), count: group.ready.count)
    cpus = Array(repeating: [], count: group.ready.count)
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
      tally.add(sample, pid: group.pid(ofWorker: index))
    }
    places.look(at: tally)
  }
}
