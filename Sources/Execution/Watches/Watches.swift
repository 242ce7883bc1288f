import LinuxSystem

/// What is watched beside the work: the machine, a quota, the CPUs that are online, and this thread's own CPU time.
struct Watches {
  private(set) var machine = MachineWatch()
  private(set) var throttle: ThrottleWatch
  private(set) var cpus = CPUWatch()
  var cpusets = CpusetWatch()
  private var ownStart: UInt64?
  private var ownEnd: UInt64?

  /// - Parameter countsOwn: whether what holds this program's own cgroups holds the work too.
  init(countsOwn: Bool = true) {
    throttle = ThrottleWatch(countsOwn: countsOwn)
  }

  /// Takes in cgroups that were made for the trial, before anything runs in them.
  mutating func follow(_ groups: TrialGroups) { throttle.follow(groups.folders) }

  /// Those groups are about to be removed.
  mutating func readKills() { throttle.readKills() }

  /// Begins just before the work.
  mutating func begin() {
    machine.begin()
    throttle.begin()
    ownStart = CPUClock.thread()
  }

  /// Looks in mid-trial.
  ///
  /// - Parameter processes: those that may have moved to another cgroup.
  mutating func look(at processes: some Collection<Int32>) {
    let now = MonotonicClock.now()
    cpus.look(at: now)
    for memberships in throttle.look(at: processes) { cpusets.add(memberships) }
    cpusets.look(at: now)
  }

  /// Ends just after the work.
  mutating func end() {
    ownEnd = CPUClock.thread()
    machine.end()
    throttle.end()
    cpus.end()
    cpusets.readAll()
  }

  /// The trial came to nothing: only what became of the CPUs is still worth a look.
  mutating func endEarly() {
    cpus.end()
    cpusets.readAll()
  }

  /// CPU time of this thread meanwhile, s; nil when it did not come to the end.
  var ownCPUSeconds: Double? {
    guard let ownStart, let ownEnd else { return nil }
    return Double(ownEnd - ownStart) / 1e9
  }
}
