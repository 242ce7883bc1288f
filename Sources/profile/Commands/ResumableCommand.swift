import ArgumentParser
import ProfileModel

/// A command that measures, and whose study can be gone on with.
protocol ResumableCommand: ParsableCommand {
  var resuming: ResumeOptions { get }
  var results: OutputOptions { get }

  func request(on machine: MachineDescription) throws -> StudyRequest
}

extension ResumableCommand {
  /// Measures, or goes on: then with the options of the study, and those given now behind them.
  func measure() throws {
    try ProfileError.reporting {
      let resumption = try resuming.resumption(
        of: Self._commandName, arguments: Array(CommandLine.arguments.dropFirst()), output: results)
      guard let resumption else { return try Measurement.run { try request(on: $0) } }
      let whole = try Self.parse(resumption.arguments)
      return try Measurement.run(resuming: resumption) { try whole.request(on: $0) }
    }
  }
}
