import ProfileModel

/// Turns what was read of a tree's memory into its record.
struct TreeMemoryAssembly {
  /// Else it was running already.
  let isCommand: Bool
  /// Whether PSS was read: of what was running already at the end of the last window alone.
  var readsPSS = true

  private static let mostProcesses = 256
  private static let notRead =
    "not applicable: smaps_rollup is read once, at the end of the last window (--pss)"

  func put(_ sampler: TreeSampler, into trial: inout Trial) {
    let isShort = sampler.roster.isShort
    trial.peakRSSBytes = sampler.memory.peakRSS
    trial.peakPSSBytes = sampler.memory.peakPSS
    for key in ["peakRSSBytes", "peakPSSBytes"] { trial.totalsSources[key] = "sampled" }
    if trial.peakRSSBytes == nil {
      let reason =
        isCommand ? "the command ended before it could be read" : "its statm could not be read"
      trial.unavailable[.peakRSSBytes] = isShort ? TrialBuilder.shortage : reason
    }
    if let reason = whyWithoutPSS(sampler.memory, isShort: isShort) {
      trial.peakPSSBytes = nil
      trial.unavailable[.peakPSSBytes] = reason
    }
    let all = sampler.roster.processes
    let largest = all.sorted { $0.peakRSS ?? 0 > $1.peakRSS ?? 0 }.prefix(Self.mostProcesses)
    trial.processes = largest.map(record)
    if largest.count < all.count {
      trial.notes.append(
        "\(all.count - largest.count) of \(all.count) processes are not listed, only the largest")
    }
  }

  private func whyWithoutPSS(_ memory: TreeMemory, isShort: Bool) -> String? {
    guard readsPSS else { return Self.notRead }
    if memory.peakPSS == nil, isShort { return TrialBuilder.shortage }
    if let closed = memory.closed {
      let process = "\(closed.name ?? "a process") (pid \(closed.pid))"
      return isCommand
        ? "\(process) changed its user or is not dumpable, so its smaps_rollup may not be read: run as root"
        : "smaps_rollup of \(process) may not be read: it is another user's, or is not dumpable; run as root (sudo) to see it"
    }
    if memory.peakPSS == nil {
      return
        "\(isCommand ? "the command" : "it") ended before smaps_rollup could be read, or this kernel lacks the file"
    }
    return isCommand && memory.missedPeak
      ? "smaps_rollup was not read when its memory was at its peak: it was gone too soon, or is so large that a reading is dear"
      : nil
  }

  private func record(_ process: TreeProcess) -> ProcessRecord {
    let closed =
      "\(isCommand ? "it changed its user" : "it is another user's,") or is not dumpable: run as root"
    var record = process.record(
      withoutPSS: process.isClosed
        ? closed : readsPSS ? "it ended before smaps_rollup could be read" : Self.notRead)
    record.unavailable[.segments] =
      "not applicable: \(isCommand ? "a command is not held at its end" : "it is not held")"
    record.unavailable[.startupSeconds] =
      "not applicable: \(isCommand ? "a command has no first statement of ours" : "it was running already")"
    return record
  }
}
