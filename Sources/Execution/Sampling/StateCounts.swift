import ProfileModel

/// Samples of one worker by what it did; fixed in size, so that counting does not allocate.
struct StateCounts {
  private var runnable = 0
  private var stopped = 0
  private var dead = 0
  private var lock = 0
  private var disk = 0
  private var peer = 0
  private var timer = 0
  private var other = 0
  /// Asleep, and the kernel did not tell for what.
  private var sleeping = 0

  mutating func add(_ sample: Sample) {
    switch sample.wait {
    case .lock: lock += 1
    case .disk: disk += 1
    case .peer: peer += 1
    case .timer: timer += 1
    case .other: other += 1
    case nil: add(state: sample.state)
    }
  }

  /// A state of `/proc/PID/stat` (fs/proc/array.c); D is a wait for storage until the kernel says otherwise.
  private mutating func add(state letter: UInt8) {
    switch letter {
    case 0: break
    case UInt8(ascii: "R"): runnable += 1
    case UInt8(ascii: "S"), UInt8(ascii: "I"): sleeping += 1
    case UInt8(ascii: "D"): disk += 1
    case UInt8(ascii: "T"), UInt8(ascii: "t"): stopped += 1
    default: dead += 1
    }
  }

  /// Those that occurred, by name; what is left of a thread that has ended is no state of it.
  var named: [String: Int] {
    let all = [
      "runnable": runnable, "stopped": stopped, "lock": lock, "disk": disk, "peer": peer,
      "timer": timer, "other": other, "sleeping": sleeping,
    ]
    return all.filter { $0.value > 0 }
  }
}
