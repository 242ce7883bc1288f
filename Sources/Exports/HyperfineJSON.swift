import Analysis
public import FoundationEssentials
public import ProfileModel
import Text

/// The wall times in the form of `hyperfine --export-json` (1.15), so that scripts written for it work.
///
/// A configuration with measured trials is one result; `command` is the command line that runs it, `parameters` are those
/// that differ within the study. A configuration of which hyperfine would have a number and we have none is left out, and
/// ``omissions(of:)`` says so; a single trial has no deviation there either.
public enum HyperfineJSON {
  /// UTF-8, keys in hyperfine's names, with a final line break.
  public static func data(of study: Study) throws -> Data {
    let measured = MeasuredTrials(study)
    let varying = Parameters.varying(in: study)
    let results = study.configurations.compactMap {
      Result($0, measured.trials(of: $0.id), in: study, varying: varying)
    }
    return try ["results": results].jsonData()
  }

  /// Why configurations that were measured are left out, a sentence each.
  public static func omissions(of study: Study) -> [String] {
    let measured = MeasuredTrials(study)
    return study.configurations.compactMap { configuration in
      let trials = measured.trials(of: configuration.id).filter { $0.wallSeconds != nil }
      let isKnown = trials.allSatisfy {
        $0.counters.userSeconds != nil && $0.counters.systemSeconds != nil
      }
      guard !trials.isEmpty, !isKnown else { return nil }
      return
        "hyperfine.json has no \(configuration.id): its CPU time is not known, which hyperfine's readers need"
    }
  }

  private struct Result: Encodable {
    var command: String
    var mean: Double
    @ExplicitNull var stddev: Double?
    var median: Double
    var user: Double
    var system: Double
    var min: Double
    var max: Double
    var times: [Double]
    var exitCodes: [Int?]
    var parameters: [String: String]

    private enum CodingKeys: String, CodingKey {
      case command, mean, stddev, median, user, system, min, max, times, parameters
      case exitCodes = "exit_codes"
    }

    init?(
      _ configuration: Configuration, _ measured: [Trial], in study: Study, varying: Set<String>
    ) {
      let trials = measured.filter { $0.wallSeconds != nil }
      let times = trials.compactMap(\.wallSeconds)
      guard let sample = Analysis.Sample(times),
        let user = Self.mean(trials.map(\.counters.userSeconds)),
        let system = Self.mean(trials.map(\.counters.systemSeconds))
      else { return nil }
      command = Self.command(configuration, in: study)
      mean = times.mean
      median = sample.median
      min = sample.minimum
      max = sample.maximum
      self.times = times
      // The built-in workloads have no exit status of their own; these trials were completed and right.
      exitCodes = trials.map { $0.exitStatus ?? (configuration.command == nil ? 0 : nil) }
      parameters = Parameters.all(of: configuration).filter { varying.contains($0.key) }
      self.user = user
      self.system = system
      // Of a sample (n − 1), as hyperfine has it.
      stddev =
        times.count > 1
        ? (times.squaredDeviations / Double(times.count - 1)).squareRoot() : nil
    }

    /// A command itself; of a built-in workload the study's command line, for this configuration alone.
    private static func command(_ configuration: Configuration, in study: Study) -> String {
      if let command = configuration.command?.commands.first { return ShellText.command(command) }
      let layout =
        configuration.strategy == .hybrid
        ? "hybrid:\(configuration.processes)x\(configuration.threadsPerProcess)"
        : configuration.strategy.rawValue
      let options: [(name: String, value: String?)] = [
        ("--output", nil), ("-o", nil), ("--workload", configuration.workload),
        ("--strategy", layout), ("--workers", "\(configuration.workers)"),
        ("--pin", configuration.pin),
      ]
      return ShellText.command(
        ShellText.replacing(options + configuration.limits.options, in: study.commandLine))
    }

    private static func mean(_ values: [Double?]) -> Double? {
      let known = values.compactMap { $0 }
      guard !known.isEmpty, known.count == values.count else { return nil }
      return known.mean
    }
  }
}

/// What configurations are told apart by, as texts.
private enum Parameters {
  static func all(of configuration: Configuration) -> [String: String] {
    var all = configuration.parameters.mapValues(\.description)
    all["strategy"] = configuration.strategy.rawValue
    all["workers"] = String(configuration.workers)
    all["workload"] = configuration.workload
    all["pin"] = configuration.pin
    return all
  }

  /// Those that not all configurations of the study have with the same value.
  static func varying(in study: Study) -> Set<String> {
    let all = study.configurations.map(all)
    return Set(all.flatMap(\.keys).filter { key in Set(all.map { $0[key] }).count > 1 })
  }
}
