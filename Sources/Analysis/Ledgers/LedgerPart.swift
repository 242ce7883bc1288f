import ProfileModel

/// What a worker's wall time is split into; the raw value is the key in `findings.json`.
enum LedgerPart: String, CaseIterable {
  case user = "userSeconds"
  case system = "systemSeconds"
  case runQueue = "runQueueSeconds"
  case throttled = "throttledSeconds"
  case disk = "diskSeconds"
  case lock = "lockSeconds"
  case peer = "peerSeconds"
  case timer = "timerSeconds"
  case other = "otherSeconds"
  case residual = "residualSeconds"

  /// Off the CPU, and not waiting for one: what samples tell apart.
  static let waits: [LedgerPart] = [.disk, .lock, .peer, .timer, .other]

  /// Where it stands in a ledger.
  var property: WritableKeyPath<Ledger, Double?> {
    switch self {
    case .user: \.userSeconds
    case .system: \.systemSeconds
    case .runQueue: \.runQueueSeconds
    case .throttled: \.throttledSeconds
    case .disk: \.diskSeconds
    case .lock: \.lockSeconds
    case .peer: \.peerSeconds
    case .timer: \.timerSeconds
    case .other: \.otherSeconds
    case .residual: \.residualSeconds
    }
  }

  /// The part that a sampled state of a worker belongs to; nil for one that ran or was ready to.
  init?(state: String) {
    switch state {
    case "running", "runnable": return nil
    case "disk": self = .disk
    case "lock": self = .lock
    case "peer": self = .peer
    case "timer": self = .timer
    // Stopped, and whatever a later version tells apart.
    default: self = .other
    }
  }
}

extension Ledger {
  /// Seconds of a part; nil when it could not be measured.
  subscript(part: LedgerPart) -> Double? { self[keyPath: part.property] }
}
