import Foundation
import LinuxSystem
import ProfileModel
import SystemPackage
import TestSupport
import Testing

/// A program that runs while it is looked at.
final class RunningTarget {
  let pid: Int32
  private let output: FileDescriptor

  /// - Parameter launcher: what the program is started by, in its own place.
  init(_ command: [String], launcher: [String] = []) throws {
    output = try MemoryFile.make(named: "target")
    pid = try Spawn(
      path: "/usr/bin/env", arguments: ["env"] + launcher + command,
      descriptors: [(1, output), (2, output)]
    ).start()
  }

  deinit {
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    _ = try? ChildExit.reap(pid, blocking: true)
    try? output.close()
  }

  /// Its state as far as a look must not change it: masks, tracer, signals, and what is open.
  func facts() -> [String: String] {
    var facts: [String: String] = [:]
    let status = Kernel.text("/proc/\(pid)/status") ?? ""
    let names = ["TracerPid", "SigBlk", "SigIgn", "SigCgt", "SigPnd", "ShdPnd", "Cpus_allowed"]
    for line in status.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, names.contains(String(parts[0])) {
        facts[String(parts[0])] = String(parts[1])
      }
    }
    let folder = "/proc/\(pid)/fd"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      facts["fd \(name)"] = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "\(folder)/\(name)")
    }
    return facts
  }
}

/// One `profile attach`, and what it made of the program.
struct AttachRun {
  let folder: TemporaryFolder
  let ending: Program.Ending

  init(_ arguments: [String], duration: String = "1500ms", windows: Int = 1) throws {
    folder = try TemporaryFolder()
    ending = try Program.run(
      ["attach"] + arguments
        + ["--duration", duration, "--windows", String(windows), "--output", "out"],
      in: folder.path)
  }

  init(_ target: RunningTarget, duration: String = "1500ms", windows: Int = 1) throws {
    try self.init([String(target.pid)], duration: duration, windows: windows)
  }

  var study: Study { get throws { try folder.study(in: "out") } }

  var findings: Findings { get throws { try folder.findings(in: "out") } }

  var trial: Trial { get throws { try #require(study.trials.first, "\(ending)") } }
  var finding: AttachFinding {
    get throws { try #require(findings.attachments.first, "\(ending)") }
  }
  var bound: BoundKind? { get throws { try findings.bounds.first?.kind } }

  /// What binds it, where other programs left the CPUs alone.
  func expectBound(_ kinds: BoundKind..., sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let found = try bound
    let allowed = try trial.isQuiet ? kinds : kinds + [.starved, .mixed]
    #expect(found.map(allowed.contains) == true, "\(ending)", sourceLocation: sourceLocation)
  }
}
