import ProfileModel

/// Samples of one worker by what it did; fixed in size, so that counting does not allocate.
struct StateCounts {
  private var runnable = 0
  private var dead = 0
  /// In state D, and its place was not read.
  private var uninterruptible = 0
  /// Asleep, and the kernel did not tell for what.
  private var sleeping = 0
  private var waits: [WaitKind: Int] = .init(
    uniqueKeysWithValues: WaitKind.allCases.map { ($0, 0) })

  mutating func add(_ sample: Sample) {
    guard let kind = sample.wait else { return add(state: sample.state) }
    waits[kind, default: 0] += 1
  }

  /// A state of `/proc/PID/stat` (fs/proc/array.c).
  private mutating func add(state letter: UInt8) {
    switch letter {
    case 0: break
    case UInt8(ascii: "R"): runnable += 1
    case UInt8(ascii: "S"), UInt8(ascii: "I"): sleeping += 1
    case UInt8(ascii: "D"): uninterruptible += 1
    case UInt8(ascii: "T"), UInt8(ascii: "t"): waits[.stopped, default: 0] += 1
    default: dead += 1
    }
  }

  /// Samples in state D without a place: a wait for storage, until others of the thread tell of its address space.
  private var placed: [WaitKind: Int] {
    let maps = waits[.addressSpace] ?? 0
    let disk = waits[.disk] ?? 0
    guard maps > 0 else { return [.disk: uninterruptible] }
    let ofMaps = uninterruptible * maps / (maps + disk)
    return [.addressSpace: ofMaps, .disk: uninterruptible - ofMaps]
  }

  /// Those that occurred, by name; what is left of a thread that has ended is no state of it.
  var named: [String: Int] {
    var all = ["runnable": runnable, "sleeping": sleeping]
    for (kind, samples) in waits { all[kind.rawValue] = samples }
    for (kind, samples) in placed { all[kind.rawValue, default: 0] += samples }
    return all.filter { $0.value > 0 }
  }
}
