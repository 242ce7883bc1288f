import ProfileModel

/// What a worker's share of a trial's wall time is split into: its ledger, and the time before and after its own work.
enum LedgerSegment: Hashable, CaseIterable {
  case notStarted
  case part(LedgerPart)
  case ended

  static let allCases: [LedgerSegment] = [.notStarted] + LedgerPart.allCases.map(part) + [.ended]

  var heading: String {
    switch self {
    case .notStarted: "not started"
    case .part(let part): part.heading
    case .ended: "ended"
    }
  }

  /// `#RRGGBB`.
  var color: String {
    switch self {
    case .notStarted, .ended: "#eeeeee"
    case .part(let part): part.color
    }
  }

  /// Whether text on the colour is white.
  var isDark: Bool {
    switch self {
    case .notStarted, .ended: false
    case .part(let part): part.isDark
    }
  }
}

extension Ledger {
  /// Seconds; nil when it could not be measured.
  subscript(segment: LedgerSegment) -> Double? {
    switch segment {
    case .notStarted: notStartedSeconds ?? 0
    case .part(let part): self[part]
    case .ended: endedSeconds ?? 0
    }
  }

  /// Wall time of the trial, which the segments add up to; where it is not known, that of the worker.
  var wholeSeconds: Double { trialSeconds ?? wallSeconds }
}
