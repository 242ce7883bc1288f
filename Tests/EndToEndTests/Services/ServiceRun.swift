import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

/// A run of a server under load, and what it left.
struct ServiceRun {
  let folder: TemporaryFolder
  let program: Program
  let ending: Program.Ending

  static let isPossible = Tool.exists("python3")
  /// Options of one measured round without warm-up where a trial is enough.
  static let once = ["--strategy", "sequential", "--trials", "1"]

  init(
    _ manifest: String = ServiceScript.manifest(), options: [String] = once,
    parameters: [String] = [], launcher: [String] = [], during: (Program) -> Void = { _ in }
  ) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("workloads"), withIntermediateDirectories: true)
    try folder.write(Data(manifest.utf8), to: "workloads/web.yaml")
    try folder.write(Data(ServiceScript.text.utf8), to: "workloads/service.py")
    program = try Program(
      ["run", "--workload", "web", "--output", "out", "--directory", folder.path] + options
        + parameters.flatMap { ["--parameter", $0] }, in: folder.path, launcher: launcher)
    during(program)
    ending = try program.wait()
  }

  var study: Study { get throws { try folder.study(in: "out") } }
  var trial: Trial {
    get throws {
      let study = try study
      return try #require(study.trials.first { !$0.warmup } ?? study.trials.first, "\(ending)")
    }
  }
  var findings: Findings { get throws { try folder.findings(in: "out") } }

  /// No process, no scratch folder, no half-written file; and the port can be had again.
  func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      eventually(seconds: 5) { program.descendants().isEmpty }, "a process survives",
      sourceLocation: sourceLocation)
    #expect(
      folder.contents.allSatisfy { !$0.hasPrefix("profile-scratch") }, "\(folder.contents)",
      sourceLocation: sourceLocation)
    if let port = try? trial.service?.port, port > 0 {
      #expect(LocalPort.refusal(port: port) != nil, sourceLocation: sourceLocation)
    }
  }
}
