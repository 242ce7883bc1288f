package import ProfileModel

/// What one thread did since the reading before.
package struct Movement: Equatable {
  /// ns on a CPU since then; no more than have passed.
  package var onCPU: UInt64 = 0
  /// ns between the two readings of the thread; 0 when it is seen for the first time.
  package var passed: UInt64 = 0
  /// ns on a CPU that belong to the intervals before, and to how many: the account told them late.
  package var late: UInt64 = 0
  var lateIntervals = 0
  /// How often it got a CPU.
  package var timeslices: UInt64 = 0
  /// ns on a CPU, of which older ones count less: those of a second ago a third.
  package var recent = 0.0

  package init() {}
}

/// Tells what a thread did between two readings from what it has done in all (`schedstat`).
///
/// The kernel brings a running thread's account up to date at its ticks (`kernel/sched/core.c`, `sched_tick`), so that a
/// reading may lack the time since the last one: what then comes on top belongs to the intervals before.
package struct MovementAccount {
  private var last: (instant: UInt64, onCPU: UInt64, timeslices: UInt64)?
  /// Intervals in a row at whose end it was ready and that are not full, and the ns that they lack.
  private var open: (intervals: Int, nanoseconds: UInt64) = (0, 0)
  /// Whether all that the first reading tells was done since the reading before.
  private let isNew: Bool
  private var recent = 0.0
  /// ns.
  private static let memory = 1e9

  package init(isNew: Bool) {
    self.isNew = isNew
  }

  /// - Parameter instant: of the thread's own reading.
  package mutating func add(_ sample: Sample, at instant: UInt64) -> Movement {
    var moved = Movement()
    guard sample.onCPU != Sample.absent else { return moved }
    let slices = sample.timeslices == Sample.absent ? 0 : sample.timeslices
    defer { last = (instant, sample.onCPU, slices) }
    guard let last else {
      if isNew { (moved.onCPU, moved.timeslices) = (sample.onCPU, slices) }
      return remembered(moved)
    }
    moved.timeslices = slices - min(slices, last.timeslices)
    moved.passed = instant - min(instant, last.instant)
    let gained = sample.onCPU - min(sample.onCPU, last.onCPU)
    moved.onCPU = min(gained, moved.passed)
    moved.late = min(gained - moved.onCPU, open.nanoseconds)
    moved.lateIntervals = moved.late > 0 ? open.intervals : 0
    let lacks = moved.passed - moved.onCPU
    if sample.state != UInt8(ascii: "R") || moved.late > 0 || lacks == 0 { open = (0, 0) }
    if sample.state == UInt8(ascii: "R"), lacks > 0 {
      open = (open.intervals + 1, open.nanoseconds + lacks)
    }
    return remembered(moved)
  }

  /// What it did lately is forgotten.
  package mutating func forget() { recent = 0 }

  private mutating func remembered(_ movement: Movement) -> Movement {
    var moved = movement
    recent /= 1 + Double(moved.passed) / Self.memory
    recent += Double(moved.onCPU + moved.late)
    moved.recent = recent
    return moved
  }
}
