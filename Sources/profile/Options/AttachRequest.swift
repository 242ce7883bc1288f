import Execution
import Planning
import ProfileModel
import Text

/// What `attach` was asked for, checked before anything is read for long.
struct AttachRequest {
  let target: AttachTarget
  /// What the program is called in the report.
  let name: String
  let windows: Int
  let windowSeconds: Double
  let intervalSeconds: Double
  let memory: AttachRunner.MemoryReading
  let output: OutputRequest
  /// What this user may not read of it, and what would help.
  let warnings: [String]

  private static let mostWindows = 1000
  /// With fewer readings a window tells nothing.
  private static let leastReadings = 2.0

  init(_ options: Attach) throws {
    let duration = try TimeSpan.parse(options.duration, option: "--duration").seconds
    windows = try TrialCount.parse(options.windows, option: "--windows")
    guard windows <= Self.mostWindows else {
      throw ProfileError(
        .usage,
        "--windows \(options.windows): that is more than \(Self.mostWindows). Give a smaller number."
      )
    }
    windowSeconds = duration / Double(windows)
    intervalSeconds = try Self.interval(options.sampleInterval)
    guard windowSeconds >= Self.leastReadings * intervalSeconds else {
      throw ProfileError(
        .usage,
        "--duration \(options.duration) in \(windows) windows: each is shorter than two readings, which come every \(options.sampleInterval). Look for longer, in fewer --windows, or at a shorter --sample-interval."
      )
    }
    memory = try WordList.choice(options.pss, option: "--pss", noun: "word", standard: .once)
    let finder = AttachFinder(options)
    let found = try finder.find()
    target = found.target
    name = found.name
    warnings = finder.warnings(about: found.target)
    output = options.place.request(isDryRun: false, try ReportFiles(options.form), options.color)
  }

  private static func interval(_ text: String) throws -> Double {
    guard let span = try TimeSpan.parseInterval(text, option: "--sample-interval") else {
      throw ProfileError(
        .usage,
        "--sample-interval off: without readings there is nothing to see. Give an interval, such as 20ms."
      )
    }
    return span.seconds
  }

  /// The one configuration of the study.
  var configuration: Configuration {
    var configuration = Configuration(
      id: "\(name)/attached", workload: name, layout: .sequential, pin: "none",
      workerCPUs: [], parameters: [:])
    configuration.attached = target
    return configuration
  }

  var design: StudyDesign {
    StudyDesign(trials: windows, warmupRounds: 0, sampleIntervalSeconds: intervalSeconds)
  }
}
