import HostProtocol
import LinuxSystem
import ProfileModel

extension CommandEvidence {
  /// What was recorded of the wake-ups up to the end of a trial that ended by itself, with all that a walk back needs.
  func wakes(of group: CommandGroup, since start: UInt64) -> WakeRecording? {
    let ended = group.leaders.compactMap { leader in leader.exit.map { ($0.instant, leader.pid) } }
      .sorted { $0.0 > $1.0 }
    guard var recording = recordedWakes, ended.count == group.leaders.count, let last = ended.first
    else { return nil }
    recording.start = start
    recording.end = last.0
    recording.leaders = ended.map(\.1)
    recording.sights = sights
    return recording
  }

  /// What the samples found sleepers to wait for.
  private var sights: [WakeRecording.Sight] {
    guard let sampler else { return [] }
    return sampler.samples.compactMap { sample in
      let thread = sampler.roster.threads[Int(sample.worker)]
      // An earlier one is that of a thread whose place another one took.
      guard let wait = sample.wait, sample.instant >= thread.times.started else { return nil }
      return .init(sample.isTimed ? .timer : wait, tid: thread.tid, at: sample.instant)
    }
  }
}
