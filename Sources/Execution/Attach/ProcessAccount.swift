import LinuxSystem
import ProcFS

/// What a process has used in its life, and what the children had used that it reaped: the kernel's own accounts.
struct ProcessAccount {
  /// Amounts that add up.
  struct Usage {
    var cpuSeconds = 0.0
    var userTicks: UInt64 = 0
    var systemTicks: UInt64 = 0
    var minorFaults: UInt64 = 0
    var majorFaults: UInt64 = 0

    static func + (one: Usage, other: Usage) -> Usage { one.joined(other, +, +) }

    /// Nothing is less than 0: clocks and ticks are read one after the other.
    static func - (one: Usage, other: Usage) -> Usage {
      one.joined(other, { max(0, $0 - $1) }, { $0 - min($0, $1) })
    }

    /// Of two accounts of the same the larger one: each can only miss something.
    func atLeast(_ other: Usage) -> Usage { joined(other, max, max) }

    private func joined(
      _ other: Usage, _ seconds: (Double, Double) -> Double, _ counts: (UInt64, UInt64) -> UInt64
    ) -> Usage {
      Usage(
        cpuSeconds: seconds(cpuSeconds, other.cpuSeconds),
        userTicks: counts(userTicks, other.userTicks),
        systemTicks: counts(systemTicks, other.systemTicks),
        minorFaults: counts(minorFaults, other.minorFaults),
        majorFaults: counts(majorFaults, other.majorFaults))
    }
  }

  let startTicks: UInt64
  let parent: Int32
  /// Exited threads included.
  let own: Usage
  /// In ticks of 10 ms.
  let reaped: Usage
  /// Bytes read and written, those of reaped children included; nil where this user may not know.
  let bytes: TaskIO?

  /// Nil when it is gone.
  init?(_ pid: Int32, proc: ProcReader = ProcReader()) {
    let reader = proc.process(pid)
    guard let stat = try? reader.read("stat", as: TaskStat.self) else { return nil }
    startTicks = stat.startTicks
    parent = stat.parentPID
    let tick = ProcessControl.ticksPerSecond
    let ticks = Double(stat.userTicks + stat.systemTicks) / tick
    own = Usage(
      cpuSeconds: CPUClock.process(pid).map { Double($0) / 1e9 } ?? ticks,
      userTicks: stat.userTicks, systemTicks: stat.systemTicks, minorFaults: stat.minorFaults,
      majorFaults: stat.majorFaults)
    reaped = Usage(
      cpuSeconds: Double(stat.reapedUserTicks + stat.reapedSystemTicks) / tick,
      userTicks: stat.reapedUserTicks, systemTicks: stat.reapedSystemTicks,
      minorFaults: stat.reapedMinorFaults, majorFaults: stat.reapedMajorFaults)
    bytes = try? reader.read("io", as: TaskIO.self)
  }

  init(startTicks: UInt64, parent: Int32, own: Usage, reaped: Usage) {
    self.startTicks = startTicks
    self.parent = parent
    self.own = own
    self.reaped = reaped
    bytes = nil
  }
}
