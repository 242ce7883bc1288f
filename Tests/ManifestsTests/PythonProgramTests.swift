import Foundation
import Manifests
import ProfileModel
import Testing

/// The article's programs, run as their manifests say, at small sizes.
@Suite(.enabled(if: Python.interpreter != nil, "no python3 in PATH"))
struct PythonProgramTests {
  private static let layouts: [Layout] =
    [.sequential] + [1, 3, 7].flatMap { [.threads($0), .processes($0)] }

  /// Runs one trial in a scratch folder of its own, from set-up to clean-up.
  private func trial(_ name: String, _ layout: Layout, _ overrides: [String: String]) throws
    -> (run: Python.Run, check: Check?)
  {
    let manifest = try ManifestCatalog(folders: [repository.appending(path: "workloads").path])
      .manifest(name)
    let python = try #require(Python.interpreter)
    let parameters = try manifest.resolveParameters(overrides.merging(["python": python]) { $1 })
    return try withTemporaryFolder { scratch in
      let expanded = try manifest.command(
        for: layout, cpus: [], parameters: parameters, scratch: scratch.path)
      for command in expanded.studySetUp + expanded.setUp {
        #expect(try Python.run(command).status == 0)
      }
      let run = try Python.run(expanded.commands[0])
      for command in expanded.studyCleanUp { #expect(try Python.run(command).status == 0) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
      return (run, expanded.output?.check([Array(run.output)]))
    }
  }

  @Test(arguments: layouts)
  func everyIntegerIsAddedExactlyOnce(layout: Layout) throws {
    let (run, check) = try trial("python-sum", layout, ["limit": "100003"])
    #expect(run.status == 0)
    #expect(check == Check(expected: "5000350006", actual: "5000350006"))
  }

  @Test(arguments: layouts, ["random", "sequential"])
  func everyBlockIsReadExactlyOnce(layout: Layout, access: String) throws {
    let (run, check) = try trial(
      "python-file-read", layout,
      ["size": "151552", "block-size": "4096", "cache": "cold", "access": access])
    #expect(run.status == 0)
    #expect(check == Check(expected: "703", actual: "703"))
    #expect(run.text.contains("bytes: 151552\n"))
  }

  @Test func moreWorkersThanWork() throws {
    let sum = try trial("python-sum", .threads(5), ["limit": "3"])
    #expect(sum.check?.actual == "6")
    let read = try trial(
      "python-file-read", .processes(3),
      ["size": "4096", "block-size": "4096", "cache": "warm"])
    #expect(read.check?.actual == "1")
  }

  @Test func theInterpreterAndItsLockAreReported() throws {
    let (run, _) = try trial("python-sum", .sequential, ["limit": "10"])
    #expect(run.text.contains(/^python: \w+ \d+\.\d+/))
    #expect(run.text.contains(/\ngil: (yes|no|unknown)\n/))
  }

  /// O_DIRECT is the file system's to grant: where it is refused, the program says what to do instead.
  @Test func directReadsOrTheReasonWhyNot() throws {
    let (run, check) = try trial(
      "python-file-read", .threads(2),
      ["size": "131072", "block-size": "4096", "cache": "direct"])
    #expect(
      check?.correct == true || run.text.contains("choose another directory, or cache=cold"))
  }

  @Test(arguments: ["thread", "process"])
  func aBlockThatChangedFailsTheTrial(strategy: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "data")
      let python = try #require(Python.interpreter)
      let program = repository.appending(path: "workloads/python/file_read.py").path
      let common = ["--file", file.path, "--size", "65536", "--block-size", "4096"]
      #expect(try Python.run([python, program, "lay-out"] + common).status == 0)
      let read =
        [python, program, "read"] + common
        + ["--cache", "warm", "--strategy", strategy, "--workers", "2"]
      #expect(try Python.run(read).status == 0)
      var bytes = try Data(contentsOf: file)
      bytes[5 * 4096 + 2000] ^= 1
      try bytes.write(to: file)
      let run = try Python.run(read)
      #expect(run.status != 0)
      #expect(run.text.contains("block 5 of \(file.path) is not what was written there"))
      try bytes.dropLast(4096).write(to: file)
      #expect(try Python.run(read).text.contains("holds 61440 bytes instead of 65536"))
    }
  }
}

/// Runs programs found in PATH; both streams together.
enum Python {
  struct Run {
    var status: Int32
    var output: Data
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The interpreter behind `python3`, which may be a slow wrapper; nil where there is none.
  static let interpreter: String? = {
    guard let run = try? run(["python3", "-c", "import sys; print(sys.executable)"]),
      run.status == 0
    else { return nil }
    return run.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }()

  static func run(_ command: [String]) throws -> Run {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PYTHONDONTWRITEBYTECODE": "1"
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Run(status: process.terminationStatus, output: output)
  }
}
