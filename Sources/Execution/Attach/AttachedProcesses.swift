import LinuxSystem
import ProfileModel

/// Who was there in a window, and who came and went.
struct AttachedProcesses {
  private static let mostRecords = 256
  private let evidence: AttachEvidence
  private let unseenOfChildren: [Int32: Double]

  init(_ evidence: AttachEvidence) {
    self.evidence = evidence
    unseenOfChildren = evidence.use.unseenOfChildren
  }

  var record: AttachRecord? {
    guard let sampler = evidence.sampler, let opened = sampler.openedAt else { return nil }
    var record = AttachRecord(
      openedUnixSeconds: evidence.openedUnixSeconds, requestedSeconds: evidence.requestedSeconds)
    let roster = sampler.roster
    let (before, after) = (evidence.atOpening, evidence.atClosing)
    record.processesAtOpening = before.processes.count
    record.processesAtClosing = after.processes.count
    record.threadsAtOpening = before.threads.count
    record.threadsAtClosing = after.threads.count
    let read = Set(roster.threads.indices.filter { roster.threads[$0].wasRead })
    record.threadsBorn = read.subtracting(before.threads).count
    record.threadsEnded = read.union(before.threads).subtracting(after.threads).count
    let byProcess = Dictionary(grouping: read, by: { roster.threads[$0].process })
    record.processesBorn = Set(byProcess.keys).subtracting(before.processes).count
    record.processesEnded =
      Set(byProcess.keys).union(before.processes).subtracting(after.processes).count
    record.isOver = evidence.isOver
    record.processes = byProcess.compactMap { index, members in
      process(index, members.sorted().map { roster.threads[$0] }, roster, opened: opened)
    }
    .sorted { ($1.cpuSeconds, $0.pid) < ($0.cpuSeconds, $1.pid) }
    record.processes = Array(record.processes.prefix(Self.mostRecords))
    return record
  }

  private func process(
    _ index: Int, _ threads: [TreeThread], _ roster: TreeRoster, opened: UInt64
  ) -> AttachRecord.Process? {
    let process = roster.processes[index]
    guard let first = threads.first(where: { $0.tid == process.pid }) ?? threads.first else {
      return nil
    }
    let name = process.name ?? first.name ?? ""
    var record = AttachRecord.Process(
      pid: Int(process.pid), startTicks: first.startTicks, parentPID: Int(first.parentPID),
      role: ProcessRole.text(process.commandLine, name: name), isRoot: isRoot(process),
      threads: threads.count, cpuSeconds: threads.reduce(0) { $0 + $1.cpuSeconds })
    record.name = process.name
    if evidence.atClosing.processes.contains(index) {
      record.endedChildrenSeconds = unseenOfChildren[process.pid]
    }
    if !evidence.atOpening.processes.contains(index) {
      record.bornAfterSeconds = seconds(from: opened, to: first.times.started)
    }
    if !evidence.atClosing.processes.contains(index) {
      record.endedAfterSeconds = threads.map { seconds(from: opened, to: $0.times.lastSeen) }.max()
    }
    return record
  }

  private func isRoot(_ process: TreeProcess) -> Bool {
    evidence.target.roots.contains { $0.pid == Int(process.pid) }
  }
}
