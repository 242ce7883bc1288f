/// The result of the work against the known answer; texts, because sums outgrow what JSON readers keep exact.
public struct Check: Codable, Sendable, Equatable {
  public var expected: String
  @ExplicitNull public var actual: String?
  public var correct: Bool

  public init(expected: String, actual: String?) {
    self.expected = expected
    self.actual = actual
    self.correct = expected == actual
  }
}
