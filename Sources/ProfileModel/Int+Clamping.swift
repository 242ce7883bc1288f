extension Int {
  /// The whole part of a number, as near as this type comes to it; 0 for what is no number.
  package init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(Swift.max(-9e18, Swift.min(9e18, value)))
  }
}
