package import ProfileModel

/// Words for how values of what decides compare: times are fast, anything else is good.
package struct Degrees: Sendable {
  package let good: String
  package let better: String
  package let worse: String
  /// What a better value is a number of times.
  package let gain: String

  package static let ofTimes = Degrees(
    good: "fast", better: "faster", worse: "slower", gain: "speed-up")
  package static let ofOthers = Degrees(
    good: "good", better: "better", worse: "worse", gain: "gain")
}

extension Quantity {
  package var degrees: Degrees { self == .wallSeconds ? .ofTimes : .ofOthers }
}
