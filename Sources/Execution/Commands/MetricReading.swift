import HostProtocol
import LinuxSystem
import ProfileModel

/// Reads what a trial's commands told of their own run.
enum MetricReading {
  /// A file that is larger is not read.
  private static let mostBytes: UInt64 = 256 << 20

  private static let newline = UInt8(ascii: "\n")

  /// Removes what an earlier trial left in the study's own folder, which must not be taken for this one's.
  static func clear(_ metrics: [MetricSpec]) {
    for metric in metrics where metric.isScratch { Files.remove(metric.source) }
  }

  /// The values by the metrics' names; of several copies the sum of a rate or count, the mean of anything else.
  ///
  /// - Parameters:
  ///   - seconds: what rates of samples are told over.
  ///   - age: seconds; a file that was changed longer ago than this (`FileFacts.ageSeconds`) is an earlier run's.
  static func values(
    _ metrics: [MetricSpec], _ outputs: CommandOutputs, seconds: Double?, within age: Double,
    _ inbox: SignalInbox
  ) throws(TrialFault) -> [String: Double] {
    var values: [String: Double] = [:]
    for metric in metrics {
      let sources = try told { () throws(MetricFault) in
        try contents(metric, outputs, within: age)
      }
      var found: [Double] = []
      for bytes in sources { found.append(try value(of: metric, in: bytes, seconds, inbox)) }
      let sum = found.reduce(0, +)
      values[metric.name] = metric.better == .higher ? sum : sum / Double(max(1, found.count))
    }
    return values
  }

  private static func value(
    of metric: MetricSpec, in bytes: [UInt8], _ seconds: Double?, _ inbox: SignalInbox
  ) throws(TrialFault) -> Double {
    if metric.reading == .regex {
      return try MetricMatching(inbox: inbox).number(of: metric, in: bytes, seconds: seconds)
    }
    return try told { () throws(MetricFault) in try metric.value(in: bytes, seconds: seconds) }
  }

  private static func told<Value>(
    _ body: () throws(MetricFault) -> Value
  ) throws(TrialFault) -> Value {
    do {
      return try body()
    } catch {
      throw .commandFailed(error.description)
    }
  }

  private static func contents(
    _ metric: MetricSpec, _ outputs: CommandOutputs, within age: Double
  ) throws(MetricFault) -> [[UInt8]] {
    switch metric.source {
    case "stdout": return try whole(outputs.contents(.stdout), metric)
    case "stderr": return try whole(outputs.contents(.stderr), metric)
    case MetricSpec.anyStream:
      // The last match counts: what was written to standard output goes before.
      return zip(outputs.contents(.stderr), outputs.contents(.stdout)).map { $0 + [newline] + $1 }
    default: return [try contents(of: metric.source, metric, within: age)]
    }
  }

  /// Samples are told by all lines, anything else may stand in those that were kept.
  private static func whole(
    _ contents: [[UInt8]], _ metric: MetricSpec
  ) throws(MetricFault) -> [[UInt8]] {
    if [.regex, .json, .csv].contains(metric.reading) { return contents }
    let isCut = contents.contains { bytes in
      bytes.count > LaunchOrder.standardOutputLimit
        && bytes.firstRange(of: Array(OutputPipe.gap.utf8)) != nil
    }
    guard !isCut else {
      throw metric.fault(
        "\(metric.place) is longer than \(LaunchOrder.standardOutputLimit >> 20) MiB, and its middle was thrown away",
        "let the program write its samples to a file")
    }
    return contents
  }

  private static func contents(
    of path: String, _ metric: MetricSpec, within age: Double
  ) throws(MetricFault) -> [UInt8] {
    guard let facts = try? FileFacts(of: path) else { throw metric.missing("is not there") }
    guard facts.isRegular else { throw metric.missing("is no regular file") }
    // Clocks of file systems count whole ticks.
    guard facts.ageSeconds <= age + 1 else { throw metric.missing("is older than the trial") }
    guard facts.sizeBytes <= mostBytes else {
      throw metric.missing("is larger than \(mostBytes >> 20) MiB")
    }
    guard let bytes = try? Files.contents(of: path) else {
      throw metric.missing("cannot be read")
    }
    return bytes
  }
}
