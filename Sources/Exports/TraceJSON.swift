import Analysis
public import FoundationEssentials
public import ProfileModel
import Text

/// One trial as a trace for Perfetto (ui.perfetto.dev) or `chrome://tracing`: workers, CPUs and states on a time line.
///
/// In the Trace Event Format's JSON (Google, 2016), which Perfetto reads: complete events (`X`) for states and CPUs,
/// counters (`C`) for context switches and memory, metadata (`M`) for names. Times are µs since the first sample;
/// in each track they only grow.
public enum TraceJSON {
  /// The trace of a trial; nil when its samples show nothing.
  ///
  /// - Parameters:
  ///   - study: the study that it belongs to.
  ///   - trial: its place in the study's `trials`, from 0.
  ///   - samples: its samples.
  public static func data(
    of study: Study, trial: Int, samples: [TimelineSample]
  ) throws -> Data? {
    guard study.trials.indices.contains(trial), let series = TimelineSeries(samples, fewest: 2)
    else { return nil }
    let record = study.trials[trial]
    var builder = TraceBuilder(series: series, trial: record)
    builder.addAll()
    let file = TraceFile(
      traceEvents: builder.events, displayTimeUnit: "ms",
      otherData: [
        "configuration": OutsideText.line(record.configuration), "round": "\(record.round)",
        "host": OutsideText.line(study.machine.hostname), "tool": "profile \(study.toolVersion)",
      ])
    return try file.jsonData(isPretty: false)
  }
}

/// The file's one object.
private struct TraceFile: Encodable {
  var traceEvents: [TraceEvent]
  var displayTimeUnit: String
  var otherData: [String: String]
}

/// One event; keys are the format's.
struct TraceEvent: Encodable {
  /// `X` complete, `C` counter, `M` metadata, `i` instant.
  var ph: String
  var name: String
  var pid: Int
  var tid: Int
  var ts: Double
  var dur: Double?
  /// Scope of an instant: `g` is the whole trace.
  var s: String?
  var args: [String: TraceArgument]?
}

enum TraceArgument: Encodable {
  case text(String)
  case number(Double)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
