import Analysis
public import FoundationEssentials
public import ProfileModel

/// The wall times in the form of `hyperfine --export-json` (1.15), so that scripts written for it work.
///
/// A configuration with measured trials is one result; its id stands for the command. What could not be
/// measured is null, where hyperfine would always have a number; a single trial has no deviation there either.
public enum HyperfineJSON {
  /// UTF-8, keys in hyperfine's names, with a final line break.
  public static func data(of study: Study) throws -> Data {
    let measured = MeasuredTrials(study)
    let results = study.configurations.compactMap { Result($0, measured.trials(of: $0.id)) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(["results": results]) + Data("\n".utf8)
  }

  private struct Result: Encodable {
    var command: String
    var mean: Double
    @ExplicitNull var stddev: Double?
    var median: Double
    @ExplicitNull var user: Double?
    @ExplicitNull var system: Double?
    var min: Double
    var max: Double
    var times: [Double]
    var exitCodes: [Int?]
    var parameters: [String: String]

    private enum CodingKeys: String, CodingKey {
      case command, mean, stddev, median, user, system, min, max, times, parameters
      case exitCodes = "exit_codes"
    }

    init?(_ configuration: Configuration, _ measured: [Trial]) {
      let trials = measured.filter { $0.wallSeconds != nil }
      let times = trials.compactMap(\.wallSeconds)
      guard let sample = Analysis.Sample(times), let mean = Self.mean(times) else { return nil }
      command = configuration.id
      self.mean = mean
      median = sample.median
      min = sample.minimum
      max = sample.maximum
      self.times = times
      // The built-in workloads have no exit status of their own; these trials were completed and right.
      exitCodes = trials.map { $0.exitStatus ?? (configuration.command == nil ? 0 : nil) }
      parameters = configuration.parameters.mapValues(\.description)
      parameters["strategy"] = configuration.strategy.rawValue
      parameters["workers"] = String(configuration.workers)
      parameters["workload"] = configuration.workload
      user = Self.mean(trials.map(\.counters.userSeconds))
      system = Self.mean(trials.map(\.counters.systemSeconds))
      stddev = Self.deviation(times, mean: mean)
    }

    private static func mean(_ values: [Double?]) -> Double? {
      let known = values.compactMap { $0 }
      guard !known.isEmpty, known.count == values.count else { return nil }
      return known.reduce(0, +) / Double(known.count)
    }

    /// Of a sample (n − 1), as hyperfine has it.
    private static func deviation(_ values: [Double], mean: Double) -> Double? {
      guard values.count > 1 else { return nil }
      let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
      return (squares / Double(values.count - 1)).squareRoot()
    }
  }
}
