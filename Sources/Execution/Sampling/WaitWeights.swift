import ProfileModel

/// A figure for each thing that a sleeper can wait for; fixed in size, so that adding up does not allocate.
struct WaitWeights {
  /// What is waited for, as far as a sample tells.
  enum Slot: Int, CaseIterable {
    case disk, timer, peer, peerInTree, child, lock, addressSpace, stopped, other, sleeping

    init(_ sample: Sample) {
      switch sample.wait {
      case .disk: self = .disk
      case .timer: self = .timer
      case .lock: self = sample.isTimed ? .timer : .lock
      case .addressSpace: self = .addressSpace
      case .peer: self = sample.isInner ? .peerInTree : .peer
      case .child: self = .child
      case .stopped: self = .stopped
      case .other: self = .other
      case nil: self = Self.placeless(sample.state)
      }
    }

    /// Whether another thread of the tree ends the wait.
    var isInner: Bool { self == .lock || self == .child || self == .peerInTree }

    /// Of a sleeper whose place was not read.
    private static func placeless(_ state: UInt8) -> Slot {
      switch state {
      case UInt8(ascii: "D"): .disk
      case UInt8(ascii: "T"), UInt8(ascii: "t"): .stopped
      default: .sleeping
      }
    }
  }

  private var weights = SIMD16<Double>(repeating: 0)

  subscript(slot: Slot) -> Double {
    get { weights[slot.rawValue] }
    set { weights[slot.rawValue] = newValue }
  }

  private var total: Double { weights.sum() }

  /// Adds the shares of another one's weights in so many seconds.
  mutating func add(_ other: WaitWeights, scaledTo seconds: Double) {
    let total = other.total
    guard seconds > 0, total > 0 else { return }
    weights += other.weights * (seconds / total)
  }

  /// Without the waits that the tree ends by itself, where others have at least this share.
  func outside(from share: Double) -> WaitWeights {
    let outside = self[.disk] + self[.timer]
    guard outside >= share * total else { return self }
    var rest = WaitWeights()
    rest[.disk] = self[.disk]
    rest[.timer] = self[.timer]
    return rest
  }

  /// Those that occurred, by name.
  var named: [String: Double] {
    var named: [String: Double] = [:]
    for slot in Slot.allCases where self[slot] > 0 { named["\(slot)"] = self[slot] }
    return named
  }
}
