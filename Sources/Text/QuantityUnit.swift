/// What a number counts, and so how it is written.
package enum QuantityUnit: Sendable {
  case seconds
  case bytes
  case perSecond
  case bytesPerSecond
  case factor
  case plain
  case share

  package func scale(for value: Double) -> Scale {
    switch self {
    case .seconds: Scale.choose(for: value, from: Scale.durations)
    case .bytes, .bytesPerSecond: Scale.choose(for: value, from: Scale.bytes)
    case .perSecond, .plain: Scale.choose(for: value, from: Scale.counts)
    case .factor: Scale(size: 1, unit: "×")
    case .share: .share
    }
  }

  package func suffix(_ scale: Scale) -> String {
    switch self {
    case .seconds, .bytes, .share: " \(scale.unit)"
    case .bytesPerSecond: " \(scale.unit)/s"
    case .perSecond: (scale.unit.isEmpty ? "" : " \(scale.unit)") + "/s"
    case .plain: scale.unit.isEmpty ? "" : " \(scale.unit)"
    case .factor: scale.unit
    }
  }
}
