import LinuxSystem
import ProfileModel

extension WorkerRecord {
  /// What a thread did in its time, whoever read it.
  ///
  /// - Parameters:
  ///   - wall: seconds; `cpu` and `runQueue` likewise.
  ///   - ticks: they split the exact CPU time into user and system.
  ///   - runQueue: nil where `schedstat` could not be read.
  ///   - diskTicks: nil where the kernel accounts no delays.
  ///   - shortage: why files could not be read, where that is known.
  mutating func setTimes(
    wall: Double, cpu: Double, ticks: (user: UInt64, system: UInt64), runQueue: Double?,
    diskTicks: UInt64?, shortage: String? = nil
  ) {
    wallSeconds = wall
    let userShare = Counters.userShare(ticks.user, ticks.system)
    counters.userSeconds = cpu * userShare
    counters.systemSeconds = cpu * (1 - userShare)
    counters.runQueueSeconds = runQueue
    counters.sleepSeconds = runQueue.map { max(0, wall - cpu - $0) }
    if runQueue == nil {
      let reason = shortage ?? Counters.noSchedStat
      unavailable[.runQueueSeconds] = reason
      unavailable[.sleepSeconds] = reason
    }
    counters.diskWaitSeconds = diskTicks.map { Double($0) / ProcessControl.ticksPerSecond }
    if diskTicks == nil { unavailable[.diskWaitSeconds] = Counters.noDelays }
  }
}

extension Counters {
  static let noSchedStat =
    "/proc/PID/task/TID/schedstat could not be read: the thread ended too soon, or the kernel lacks CONFIG_SCHED_INFO"
  static let noDelays =
    "the kernel does not account it; before the run: sudo sysctl kernel.task_delayacct=1"

  /// The user's part of a CPU time of which only samples, or ticks, are split.
  static func userShare(_ user: UInt64, _ system: UInt64) -> Double {
    user + system > 0 ? Double(user) / Double(user + system) : 1
  }
}
