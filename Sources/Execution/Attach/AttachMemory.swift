import ProfileModel

/// The memory of an attached program in a window.
struct AttachMemory {
  private static let mostProcesses = 256
  private let evidence: AttachEvidence

  init(_ evidence: AttachEvidence) {
    self.evidence = evidence
  }

  func put(into trial: inout Trial) {
    guard let sampler = evidence.sampler else { return }
    trial.peakRSSBytes = sampler.memory.peakRSS
    trial.peakPSSBytes = evidence.readsMemory ? sampler.memory.peakPSS : nil
    for key in ["peakRSSBytes", "peakPSSBytes"] { trial.totalsSources[key] = "sampled" }
    if trial.peakRSSBytes == nil {
      trial.unavailable[.peakRSSBytes] =
        sampler.roster.isShort ? TrialBuilder.shortage : "its statm could not be read"
    }
    if let closed = sampler.memory.closed {
      trial.peakPSSBytes = nil
      trial.unavailable[.peakPSSBytes] =
        "smaps_rollup of \(closed.name ?? "a process") (pid \(closed.pid)) may not be read: it is another user's, or is not dumpable; run as root (sudo) to see it"
    } else if trial.peakPSSBytes == nil {
      trial.unavailable[.peakPSSBytes] =
        evidence.readsMemory
        ? "it ended before smaps_rollup could be read, or this kernel lacks the file"
        : "not applicable: smaps_rollup is read once, at the end of the last window (--pss)"
    }
    let all = sampler.roster.processes
    let largest = all.sorted { $0.peakRSS ?? 0 > $1.peakRSS ?? 0 }.prefix(Self.mostProcesses)
    trial.processes = largest.map { record($0, hasPSS: evidence.readsMemory) }
    trial.notes += TrialBuilder.unlisted(all.count, listed: largest.count)
  }

  private func record(_ process: TreeProcess, hasPSS: Bool) -> ProcessRecord {
    var record = process.record(
      withoutPSS: process.isClosed
        ? "it is another user's, or is not dumpable: run as root"
        : hasPSS
          ? "it ended before smaps_rollup could be read"
          : "not applicable: smaps_rollup is read once, at the end of the last window (--pss)")
    record.unavailable[.segments] = "not applicable: it is not held"
    record.unavailable[.startupSeconds] = "not applicable: it was running already"
    return record
  }
}
