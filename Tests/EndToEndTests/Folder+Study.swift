import Foundation
import ProfileModel
import TestSupport
import Testing

extension TemporaryFolder {
  /// The study that a run left in a folder below this one.
  func study(in name: String = "reports/latest") throws -> Study {
    let data = try Data(contentsOf: URL(filePath: file("\(name)/study.json")))
    return try Study(decoding: data)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }

  /// Everything below it, as paths relative to it.
  var everything: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
  }
}

extension Study {
  /// What every trial of a run that went well has.
  func expectAllRight(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!trials.isEmpty, sourceLocation: sourceLocation)
    for trial in trials {
      let name = "\(trial.configuration), round \(trial.round)"
      #expect(
        trial.outcome == .completed, "\(name): \(trial.failure ?? "")",
        sourceLocation: sourceLocation)
      #expect(trial.check?.correct == true, "\(name)", sourceLocation: sourceLocation)
      #expect(trial.wallSeconds.map { $0 > 0 } == true, "\(name)", sourceLocation: sourceLocation)
    }
  }
}

/// Where `io` reads from: real storage where the machine has it.
enum DataFolder {
  static let path = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
}
