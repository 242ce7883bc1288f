import ProfileModel
import Text

extension Quantity.Unit {
  /// How its numbers are written.
  var display: QuantityUnit {
    switch self {
    case .seconds: .seconds
    case .bytes: .bytes
    case .perSecond, .work: .perSecond
    case .cores, .count, .hertz: .plain
    }
  }
}
