/// A number that a program tells of its own run, such as its throughput: where it is found, its unit and its direction.
///
/// A trial's value lies in ``Trial/metrics`` under the metric's name, in the metric's unit.
public struct MetricSpec: Codable, Sendable, Equatable {
  public var name: String
  /// Where it is found: `stdout`, `stderr`, `output` (in either of them), or the path of a file.
  public var source: String
  /// The file lies in the study's own folder for data: what an earlier trial left there is removed before each one.
  public var isScratch = false
  /// How it is found there.
  public var reading: Reading
  /// A regular expression with one capture, a JSON pointer (RFC 6901), or the row's first cell.
  @ExplicitNull public var pattern: String?
  /// A column of a table: its heading, or its number from 1.
  @ExplicitNull public var column: String?
  /// Of `percentile`: above 0, below 100.
  @ExplicitNull public var percentile: Double?
  /// What a sample's column must hold, or must not hold, to be counted.
  @ExplicitNull public var equal: String?
  @ExplicitNull public var unequal: String?
  /// `requests/s`, `us`, `%`; empty for a plain number.
  public var unit: String
  public var better: Direction
  /// Whether it decides which configuration is best, in place of the wall time.
  public var isPrimary = false
  /// What a configuration's median must not exceed, in the metric's unit, to be recommended; null is any value.
  @ExplicitNull public var atMost: Double?

  /// How a metric's value is made of what its source holds.
  public enum Reading: String, Codable, Sendable, CaseIterable {
    /// The capture of the last match.
    case regex
    /// The value that a pointer leads to.
    case json
    /// A cell of the last row, or of the row that begins with ``MetricSpec/pattern``.
    case csv
    /// How many samples (lines) there are; a second's worth where the unit ends with `/s`.
    case count
    /// The share of the samples, in percent.
    case share
    /// A percentile of the samples' column: the smallest value that at least so many are no larger than.
    case percentile
    /// The mean of the samples' column.
    case mean
  }

  /// Which of two values is better.
  public enum Direction: String, Codable, Sendable, CaseIterable {
    case higher
    case lower
  }

  public init(name: String, source: String, reading: Reading, unit: String = "") {
    self.name = name
    self.source = source
    self.reading = reading
    self.unit = unit
    better = Self.direction(ofUnit: unit)
  }

  /// What a rate counts there should be many of; most other numbers are costs.
  public static func direction(ofUnit unit: String) -> Direction {
    unit.hasSuffix("/s") ? .higher : .lower
  }

  /// The sources that are not files.
  public static let streams = ["stdout", "stderr", anyStream]
  /// Standard output, and standard error where that has nothing.
  public static let anyStream = "output"

  /// As it is written, for messages: `the metric rate`.
  public var words: String { "the metric \(name)" }
}

extension CommandSpec {
  /// What decides between configurations, where that is not the wall time.
  public var primaryMetric: MetricSpec? { metrics?.first(where: \.isPrimary) }
}
