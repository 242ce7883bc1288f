import LinuxSystem
import ProfileModel

/// What a server's trial left behind beside the server's own evidence.
struct ServiceEvidence {
  var port = 0
  /// Instants of `MonotonicClock`; nil for what did not come to pass.
  var ready: UInt64?
  var opened: UInt64?
  var closed: UInt64?
  var stopping: UInt64?
  /// CPU time of the server's cgroup in the window, ns; nil without a cgroup.
  var cgroupNanoseconds: (total: UInt64, user: UInt64, system: UInt64)?
  var load: CommandGroup?
  var loadSampler: TreeSampler?
  var wasKilled = false

  /// The window's length, s; nil where it was not opened and closed.
  var windowSeconds: Double? {
    guard let opened, let closed else { return nil }
    return seconds(from: opened, to: closed)
  }

  /// CPU time of the load in the window, s.
  var loadCPUSeconds: Double {
    loadSampler?.roster.threads.filter(\.wasRead).reduce(0) { $0 + $1.cpuSeconds } ?? 0
  }

  /// What the study keeps of it.
  func record(server threads: [TreeThread]) -> ServiceRecord {
    var record = ServiceRecord(port: port)
    record.serverCPUs = Self.masks(threads)
    record.wasKilled = wasKilled
    guard let loadSampler else { return record }
    let load = loadSampler.roster.threads.filter(\.wasRead)
    record.loadCPUs = Self.masks(load)
    if let opened, let spawned = self.load?.leaders.first?.spawned, spawned > 0 {
      record.warmUpSeconds = seconds(from: spawned, to: opened)
    }
    // Of threads that were never read nothing is known: no time is not 0 s.
    guard !load.isEmpty else { return record }
    let waits = load.filter { $0.times.runQueue != nil }
    record.load = .init(
      cpuSeconds: loadCPUSeconds,
      runQueueSeconds: waits.isEmpty ? nil : waits.reduce(0) { $0 + $1.runQueueSeconds },
      threads: load.count,
      busiestThreadSeconds: load.map { $0.cpuSeconds + $0.runQueueSeconds }.max() ?? 0,
      busiestThreadCPUSeconds: load.map(\.cpuSeconds).max() ?? 0,
      exitStatus: self.load.flatMap(CommandVerdict.exitStatus))
    return record
  }

  /// All CPUs that one of the threads was allowed at its last look.
  private static func masks(_ threads: [TreeThread]) -> [Int] {
    Set(threads.compactMap(\.lastMask).joined()).sorted()
  }
}
