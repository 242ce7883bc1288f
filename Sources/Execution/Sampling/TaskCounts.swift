import ProcFS
import ProfileModel

/// Faults, context switches and migrations of one thread since its account began.
struct TaskCounts {
  private var first: (minor: UInt64, major: UInt64) = (0, 0)
  private var firstSwitches: (voluntary: UInt64, involuntary: UInt64) = (0, 0)
  private(set) var minorFaults: UInt64 = 0
  private(set) var majorFaults: UInt64 = 0
  /// Nil until they were read.
  private(set) var voluntarySwitches: UInt64?
  private(set) var involuntarySwitches: UInt64?
  private var firstMigrations: UInt64 = 0
  /// Nil until they were read.
  private(set) var migrations: UInt64?

  /// - Parameter isBeginning: what it had by now was before the window.
  mutating func add(_ stat: TaskStat, isBeginning: Bool) {
    if isBeginning { first = (stat.minorFaults, stat.majorFaults) }
    minorFaults = stat.minorFaults - min(first.minor, stat.minorFaults)
    majorFaults = stat.majorFaults - min(first.major, stat.majorFaults)
  }

  mutating func add(_ sample: Sample, isBeginning: Bool) {
    guard sample.voluntarySwitches != Sample.absent else { return }
    if isBeginning { firstSwitches = (sample.voluntarySwitches, sample.involuntarySwitches) }
    voluntarySwitches =
      sample.voluntarySwitches - min(firstSwitches.voluntary, sample.voluntarySwitches)
    involuntarySwitches =
      sample.involuntarySwitches - min(firstSwitches.involuntary, sample.involuntarySwitches)
  }

  mutating func add(migrations found: UInt64?, isBeginning: Bool) {
    guard let found else { return }
    if isBeginning { firstMigrations = found }
    migrations = found - min(firstMigrations, found)
  }
}
