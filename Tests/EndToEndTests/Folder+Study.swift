import Foundation
import Help
import ProfileModel
import TestSupport
import Testing

extension TemporaryFolder {
  /// The study that a run left in a folder below this one.
  func study(in name: String = "reports/latest") throws -> Study {
    try Study(decoding: described(.study, in: name))
  }

  /// What was concluded from it.
  func findings(in name: String = "reports/latest") throws -> Findings {
    try JSONDecoder().decode(Findings.self, from: described(.findings, in: name))
  }

  /// One of a report's files, held against what `profile schema` says of it.
  private func described(_ schema: FileSchema, in name: String) throws -> Data {
    let file = "\(name)/\(schema.rawValue).json"
    let data = try Data(contentsOf: URL(filePath: self.file(file)))
    let rules = try JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any]
    let faults = try SchemaChecker(schema: try #require(rules))
      .faults(JSONSerialization.jsonObject(with: data))
    #expect(faults.isEmpty, "\(file): \(Set(faults).sorted().joined(separator: "; "))")
    return data
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
