/// One trial that is to run: which configuration, and its place in the experiment.
public struct PlannedTrial: Sendable, Equatable {
  public var configuration: Configuration
  /// From 1; warm-up rounds count from 1 too.
  public var round: Int
  /// Place in the round's order, from 1.
  public var position: Int
  public var warmup: Bool
  /// The reference's second trial of the round.
  public var twin: Bool

  public init(
    configuration: Configuration, round: Int, position: Int, warmup: Bool = false,
    twin: Bool = false
  ) {
    self.configuration = configuration
    self.round = round
    self.position = position
    self.warmup = warmup
    self.twin = twin
  }
}
