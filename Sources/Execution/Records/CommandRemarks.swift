import HostProtocol
import LinuxSystem
import ProfileModel
import Text

/// What is worth saying about a command's trial: what it did that a measurement must not keep quiet about.
struct CommandRemarks {
  private let evidence: CommandEvidence
  private let group: CommandGroup
  private let configuration: Configuration
  /// What comes before the program is not worth a word below this.
  private static let leastWrapper = (seconds: 0.02, share: 0.01)

  init(_ evidence: CommandEvidence, _ group: CommandGroup, _ configuration: Configuration) {
    self.evidence = evidence
    self.group = group
    self.configuration = configuration
  }

  func add(to builder: inout TrialBuilder) {
    addEnd(to: &builder.trial)
    addAffinity(to: &builder.trial)
    if evidence.isOutputDropped {
      builder.trial.notes.append(
        "its output was not kept: the trials before it filled the room for outputs")
    }
    guard let sampler = evidence.sampler else { return }
    addWrapper(sampler, to: &builder.trial)
    builder.addUnfollowed(sampler.roster)
    if sampler.tally.overflow > 0 {
      builder.trial.notes.append(
        "\(NumberText.count(sampler.tally.overflow)) samples of sleepers are not listed: they waited at too many places"
      )
    }
  }

  /// A script that comes before the program, such as the shims of pyenv and asdf, is part of what was measured.
  private func addWrapper(_ sampler: TreeSampler, to trial: inout Trial) {
    guard let wall = trial.wallSeconds, wall > 0 else { return }
    for leader in group.leaders {
      let thread = sampler.roster.threads.last { $0.tid == leader.pid && $0.pid == leader.pid }
      guard let program = thread?.program, let changed = program.changed, let first = program.first,
        let last = program.last
      else { continue }
      let lead = seconds(from: leader.spawned, to: changed)
      guard lead >= Self.leastWrapper.seconds, lead >= Self.leastWrapper.share * wall else {
        continue
      }
      trial.notes.append(
        "\(first) ran for \(NumberText.percent(lead / wall)) of the time before \(last) took its place: a wrapper script; give the program itself to leave that out"
      )
      return
    }
  }

  private func addEnd(to trial: inout Trial) {
    if let service = evidence.service, service.wasKilled {
      trial.notes.append(
        "the server did not end within \(evidence.spec.service?.stop.withinSeconds ?? 0) s of SIG\(evidence.spec.service?.stop.signal ?? "TERM"), and was killed"
      )
    }
    if let seconds = evidence.spec.measuredSeconds, evidence.asked != nil {
      trial.notes.append(
        evidence.wasKilled
          ? "it was asked to end (SIGTERM) after \(NumberText.amount(seconds)) s (--for), did not heed that, and was killed"
          : "it was asked to end (SIGTERM) after \(NumberText.amount(seconds)) s (--for)")
    }
    if evidence.spec.service == nil, evidence.spec.exitStatus == nil, evidence.asked == nil,
      let status = trial.exitStatus,
      status != 0
    {
      trial.notes.append("it ended with status \(status), which was accepted")
    }
    if let signal = group.stops.first {
      trial.notes.append(
        "it was stopped by \(SignalName.text(signal)) for part of its time\(group.stops.count > 1 ? ", \(group.stops.count) times" : "")"
      )
    }
    if !evidence.stopped.isEmpty {
      let verb = evidence.stopped.count == 1 ? "was" : "were"
      trial.notes.append(
        "\(ListText.and(evidence.stopped)), which it started, \(verb) stopped for part of the time")
    }
    if let end = group.end { addRest(end, to: &trial) }
  }

  /// What was left of it: output beyond the limit, and processes.
  private func addRest(_ end: TreeEnd, to trial: inout Trial) {
    trial.discardedOutputBytes = end.discardedBytes
    trial.unavailable[.discardedOutputBytes] = nil
    if end.leftovers > 0 {
      let named = group.leftovers.joined(separator: ", ")
      let more = end.leftovers > group.leftovers.count ? ", …" : ""
      trial.notes.append(
        "\(Self.processes(end.leftovers)) \(Trial.outlived) and \(end.leftovers == 1 ? "was" : "were") ended: \(named)\(more)"
      )
    }
    if end.survivors > 0 {
      trial.notes.append(
        "\(Self.processes(end.survivors)) could not be ended: perhaps another user's")
    }
    if end.discardedBytes > 0 {
      trial.notes.append(
        "\(NumberText.bytes(Double(end.discardedBytes))) of output between its first \(LaunchOrder.standardOutputLimit >> 20) MiB and its end were thrown away"
      )
    }
  }

  private static func processes(_ count: some BinaryInteger) -> String {
    ListText.counted(Int(clamping: count), "process", plural: "processes")
  }

  /// Whether all threads kept to the CPUs they were given; a command may well choose its own.
  private func addAffinity(to trial: inout Trial) {
    let expected = { (worker: WorkerRecord) in
      configuration.isPinned ? worker.requestedCPUs.sorted() : evidence.ownCPUs
    }
    let threads = evidence.sampler?.roster.threads ?? []
    let changers = trial.workers.filter { worker in
      let thread = threads.first { $0.tid == Int32(worker.tid) && $0.pid == Int32(worker.pid) }
      return [thread?.firstMask, thread?.lastMask].contains { mask in
        mask.map { $0 != expected(worker) } ?? false
      }
    }
    if let first = changers.first {
      let thread = threads.first { $0.tid == Int32(first.tid) && $0.pid == Int32(first.pid) }
      let mask = thread?.lastMask ?? []
      let what =
        if !Set(trial.offlinedCPUs).isDisjoint(with: first.requestedCPUs) {
          "threads lost the CPU affinity that they were given when their CPU went offline"
        } else if let group = evidence.watches.cpusets.cause(of: mask) {
          "threads lost CPUs when the cpuset \(group.folder) was changed"
        } else {
          "the command changed its own CPU affinity"
        }
      trial.notes.append(
        "\(what): \(changers.count) of \(trial.workers.count) threads, such as \(first.tid), which may use \(mask.map { String($0) }.joined(separator: ","))"
      )
    }
    guard configuration.isPinned, !trial.workers.isEmpty else { return }
    trial.held =
      changers.isEmpty
      && trial.workers.allSatisfy { Set($0.observedCPUs).isSubset(of: $0.requestedCPUs) }
  }
}
