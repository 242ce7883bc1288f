public import ProfileModel

extension MachineDescription {
  /// How many workers can use up what there is: the smaller of allowed CPUs and CPU quota, rounded up, at least 1.
  ///
  /// It takes 2 workers to use a quota of 1.4 cores, though they are stopped for part of every period.
  public var defaultWorkerCount: Int {
    let cpus = max(1, allowedCPUs.count)
    guard let quota = cpuQuotaCores, quota.isFinite, quota < Double(cpus) else { return cpus }
    return max(1, Int(clamping: quota.rounded(.up)))
  }

  /// The numbers of workers to try when nobody says: under a quota of 1.4 cores one that is never stopped, and the two
  /// that can use it up.
  var defaultWorkerCounts: [Int] {
    let most = defaultWorkerCount
    guard let quota = cpuQuotaCores, quota > 1, quota < Double(most) else { return [most] }
    return [most - 1, most]
  }

  /// 1, 2, 4, …: the numbers of workers that a search may come to, each twice the last.
  ///
  /// It ends where only a slip of the workload could still gain, and below every limit.
  func doublings(atMost limit: Int?) -> [Int] {
    let most =
      [max(64, 16 * defaultWorkerCount), limit, tightestTaskLimit?.tasks]
      .compactMap(\.self).min() ?? 64
    return Array(sequence(first: 1) { $0 * 2 <= most ? $0 * 2 : nil })
  }

  /// The tightest limit on tasks (threads and processes) that this process can create, by name; nil when none is known.
  ///
  /// It counts only limits that make so many workers impossible; that something smaller succeeds is not promised.
  var tightestTaskLimit: (name: String, tasks: Int, remedy: String)? {
    let limits: [(name: String, tasks: Int?, remedy: String)] = [
      ("kernel.pid_max", settings.pidMax, "raise it with sysctl kernel.pid_max as root"),
      (
        "kernel.threads-max", settings.threadsMax, "raise it with sysctl kernel.threads-max as root"
      ),
      (
        "the cgroup's pids.max (tasks left)", settings.cgroupTasksLeft,
        "raise the cgroup's pids.max"
      ),
      ("this user's RLIMIT_NPROC", settings.userTasksMax, "raise it with ulimit -u"),
    ]
    return limits.compactMap { limit in
      limit.tasks.map { (limit.name, $0, limit.remedy) }
    }.min { $0.1 < $1.1 }
  }
}

extension MachineDescription {
  /// Why it is unknown which node some CPUs belong to: a node does not tell its CPUs, or none names them.
  var reasonOfUnknownNode: String {
    nodes.compactMap { unavailable["nodes.\($0.id).cpus"] }.first
      ?? unavailable["cpus.node"] ?? "no node names them"
  }
}
