import Foundation
import ProfileModel
import TestSupport
import Testing

/// The program of the package whose behaviour is known beforehand; built beside the tests.
enum KnownTruth {
  static let path: String? = {
    guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    let beside = URL(filePath: own).deletingLastPathComponent().appending(path: "known-truth")
    let path = beside.path(percentEncoded: false)
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  /// The command line of one of its actions.
  static func command(_ action: String) throws -> [String] {
    [try #require(path, "known-truth is not built beside the tests")]
      + action.split(separator: " ").map(String.init)
  }
}

/// One `profile exec`, and what it made of the command.
struct CommandRun {
  let folder: TemporaryFolder
  let program: Program
  let ending: Program.Ending
  /// The options of a single measured trial.
  static let once = ["--trials", "1", "--warmup", "0", "--output", "out"]

  /// - Parameters:
  ///   - options: before the `--`.
  ///   - launcher: what the profiler itself is started by.
  init(
    _ command: [String], options: [String] = once, launcher: [String] = [],
    folder: TemporaryFolder? = nil
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    program = try Program(
      ["exec"] + options + ["--"] + command, in: self.folder.path, launcher: launcher)
    ending = try program.wait()
  }

  /// Runs it until a trial has the machine to itself, a few times at most: others' load is no fault of the program's.
  static func quiet(
    _ command: [String], options: [String] = once, launcher: [String] = [], attempts: Int = 4
  ) throws -> CommandRun {
    for _ in 1..<attempts {
      let run = try CommandRun(command, options: options, launcher: launcher)
      if try run.isQuiet { return run }
    }
    return try CommandRun(command, options: options, launcher: launcher)
  }

  /// Whether other programs left the CPUs alone.
  var isQuiet: Bool { get throws { try trial.isQuiet } }

  var study: Study { get throws { try folder.study(in: "out") } }

  var trial: Trial {
    get throws { try #require(study.trials.first { !$0.warmup }, "\(ending)") }
  }

  var findings: Findings { get throws { try folder.findings(in: "out") } }

  var ledger: Ledger { get throws { try #require(findings.ledgers.first, "\(ending)") } }

  var bound: Bound { get throws { try #require(findings.bounds.first, "\(ending)") } }

  /// What the command wrote to standard output in its first trial.
  var output: String { get throws { try folder.text("out/outputs/001/stdout") } }

  /// Seconds that known-truth itself counted just before its end: "cpu", or "slept".
  func told(_ name: String) throws -> Double {
    let line = try output.split(separator: "\n").first { $0.hasPrefix("\(name): ") }
    return try #require(line.flatMap { Double($0.dropFirst(name.count + 2)) }, "\(ending)")
  }

  /// What binds it, where the machine was quiet; on a busy one the finding says so itself.
  func expectBound(
    _ kinds: BoundKind..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bound = try bound
    guard try isQuiet else {
      #expect(
        (kinds + [.starved, .mixed]).contains(bound.kind), "\(bound)",
        sourceLocation: sourceLocation)
      return
    }
    #expect(kinds.contains(bound.kind), "\(bound)", sourceLocation: sourceLocation)
  }

  /// What binds it, however busy the machine is.
  func expectKind(
    _ kind: BoundKind, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bound = try bound
    #expect(bound.kind == kind, "\(bound)", sourceLocation: sourceLocation)
  }

  /// The parts of the ledger make up the wall time, nothing having been clamped away.
  func expectWholeLedger(
    within share: Double = 0.02, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ledger = try ledger
    let residual = try #require(ledger[.residual], sourceLocation: sourceLocation)
    #expect(
      abs(residual) <= share * ledger.wallSeconds, "\(ledger)", sourceLocation: sourceLocation)
  }
}

extension Trial {
  /// Whether other programs, and other guests of the hypervisor, left the CPUs alone.
  var isQuiet: Bool {
    let limit = 0.1 * (wallSeconds ?? 0)
    return environment.otherCPUSeconds ?? 0 < limit && environment.stealSeconds ?? 0 < limit / 4
  }
}

extension Double {
  /// Whether it is within a share of another value.
  func isWithin(_ share: Double, of other: Double) -> Bool { abs(self - other) <= share * other }
}
