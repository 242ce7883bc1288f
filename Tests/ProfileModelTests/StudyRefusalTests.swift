import Builtin
import Foundation
import ProfileModel
import TestSupport
import Testing

/// Files that are not a study that this version can use: each says what, why, and what to do.
@Suite struct StudyRefusalTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let path: String
    let value: @Sendable () -> Any?
    let message: String
    var testDescription: String { message }
  }

  private static func put(
    _ value: @autoclosure @escaping @Sendable () -> Any?, at path: String, _ message: String
  ) -> Damage {
    Damage(path: path, value: value, message: message)
  }

  private static let foreign =
    "not \"profile-study\"; give the study.json of a report folder"
  private static let damaged = "; the file was changed or damaged"

  static let damages = [
    put("profile-findings", at: "format", "its format is \"profile-findings\", \(foreign)"),
    put(nil, at: "format", "its format is missing, \(foreign)"),
    put(2, at: "version", "it is of version 2, this program reads up to 1; use a newer profile"),
    put(nil, at: "version", "version: missing\(damaged)"),
    put(0, at: "version", "version: 0 is not a version\(damaged)"),
    put(-7, at: "version", "version: -7 is not a version\(damaged)"),
    put(
      -0.001, at: "trials[0].wallSeconds",
      "trials[0].wallSeconds: -0.001 is not a duration\(damaged)"),
    put(
      0, at: "trials[0].wallSeconds", "trials[0].wallSeconds: 0 s for a completed trial\(damaged)"),
    put(
      1_000_000_000_000_000_000, at: "trials[2].userSeconds",
      "trials[2].userSeconds: 1000000000000000000 is more than a measurement can give\(damaged)"),
    put(
      5_000_000, at: "configurations[0].workers",
      "configurations[0].workers: there cannot be 5000000 of them\(damaged)"),
    put(
      -1, at: "trials[1].startupSeconds",
      "trials[1].startupSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[1].teardownSeconds",
      "trials[1].teardownSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[1].startSkewSeconds",
      "trials[1].startSkewSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[1].throttledSeconds",
      "trials[1].throttledSeconds: -1.0 is not a duration\(damaged)"),
    put(-1, at: "trials[2].userSeconds", "trials[2].userSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[2].runQueueSeconds",
      "trials[2].runQueueSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[2].workers[0].wallSeconds",
      "trials[2].workers[0].wallSeconds: -1.0 is not a duration\(damaged)"),
    put(
      -1, at: "trials[2].workers[0].sleepSeconds",
      "trials[2].workers[0].sleepSeconds: -1.0 is not a duration\(damaged)"),
    put(
      "cpu/thread-99/core", at: "trials[0].configuration",
      "trials[0].configuration: no configuration cpu/thread-99/core\(damaged)"),
    put(
      "cpu/sequential/core", at: "configurations[1].id",
      "configurations[1].id: cpu/sequential/core twice\(damaged)"),
    put(nil, at: "seed", "seed: missing\(damaged)"),
    put(nil, at: "machine.kernel", "machine.kernel: missing\(damaged)"),
    put(nil, at: "trials[0].outcome", "trials[0].outcome: missing\(damaged)"),
    put(nil, at: "trials[0].workers[0].tid", "trials[0].workers[0].tid: missing\(damaged)"),
    put(nil, at: "configurations[0].workers", "configurations[0].workers: missing\(damaged)"),
  ]

  @Test(arguments: damages)
  func `damage is named by its place`(damage: Damage) throws {
    let tree = try JSONTree(SampleStudy.study.encoded())
    let data = try tree.setting(damage.path, to: damage.value()).data()
    let error = #expect(throws: StudyFormatError.self) { try Study(decoding: data) }
    #expect(error?.description == damage.message)
  }

  /// The words in the middle are Foundation's and differ between its versions.
  static let mistyped: [(path: String, value: @Sendable () -> Any?)] = [
    ("version", { "one" }), ("seed", { "abc" }), ("trials", { [String: Any]() }),
    ("trials[0]", { 7 }), ("trials[0].wallSeconds", { "fast" }),
    ("trials[0].outcome", { "excellent" }), ("trials[0].workers[0].tid", { "one" }),
    ("machine", { [Any]() }), ("machine.cpus[0].id", { true }),
    ("configurations[0].strategy", { "fibre" }), ("commandLine", { "profile" }),
    ("configurations[0].parameters.limit", { [1] }),
  ]

  @Test(arguments: mistyped.indices)
  func `a value of another type is named by its place`(index: Int) throws {
    let (path, value) = Self.mistyped[index]
    let tree = try JSONTree(SampleStudy.study.encoded()).setting(path, to: value())
    let error = #expect(throws: StudyFormatError.self) { try Study(decoding: tree.data()) }
    let text = try #require(error?.description)
    #expect(text.hasPrefix("\(path): "), "\(text)")
    #expect(text.hasSuffix(Self.damaged), "\(text)")
  }

  static let unfitting: [(path: String, value: @Sendable () -> Any?)] = [
    ("version", { 1.5 }), ("seed", { -1 }), ("trials[0].workers[0].tid", { 3.5 }),
    ("trials[0].workDone", { -1 }), ("trials[0].round", { 1e300 }),
    ("configurations[0].processes", { 1e19 }),
  ]

  @Test(arguments: unfitting.indices)
  func `a number that does not fit is not called a file cut off`(index: Int) throws {
    let (path, value) = Self.unfitting[index]
    let tree = try JSONTree(SampleStudy.study.encoded()).setting(path, to: value())
    let error = #expect(throws: StudyFormatError.self) { try Study(decoding: tree.data()) }
    let text = try #require(error?.description)
    #expect(text.hasPrefix("the file: it holds a number that does not fit its place"), "\(text)")
    #expect(text.hasSuffix(Self.damaged), "\(text)")
  }

  static let notJSON = [
    "", " ", "\u{0}", "hello", "{", "[", "{\"format\": \"profile-study\"", "{} {}", "NaN",
    "\u{FEFF}", "<html>", String(repeating: "[", count: 100_000),
    "{\"format\": \"profile-study\", \"version\": 1, \"seed\": NaN}",
  ]

  @Test func `a report in Markdown is no study that was cut off`() {
    #expect(throws: StudyFormatError.notAStudy(format: nil)) {
      try Study(decoding: Data("# CPU\n".utf8))
    }
  }

  @Test(arguments: notJSON)
  func `what is no JSON is said to be cut off`(text: String) throws {
    let error = #expect(throws: StudyFormatError.self) { try Study(decoding: Data(text.utf8)) }
    let message = try #require(error?.description)
    #expect(message.hasPrefix("it is not complete JSON ("), "\(message)")
    #expect(message.hasSuffix("was it cut off? The journal or an earlier copy may be whole"))
  }

  @Test(arguments: ["[]", "{}", "1", "\"profile-study\"", "null", "true", "[{}]"])
  func `JSON that is no study is refused`(text: String) {
    #expect(throws: StudyFormatError.self) { try Study(decoding: Data(text.utf8)) }
  }

  @Test(arguments: ["1e999", "-1e999", "1e400"])
  func `a duration beyond all numbers is refused`(number: String) throws {
    let tree = try JSONTree(Self.small()).setting("trials[0].wallSeconds", to: 123_456_789)
    let text = String(decoding: try tree.data(), as: UTF8.self)
      .replacing("123456789", with: number)
    #expect(text.contains(number))
    #expect(throws: StudyFormatError.self) { try Study(decoding: Data(text.utf8)) }
  }
}

extension StudyRefusalTests {
  /// One configuration, one trial.
  static func small() throws -> Data {
    var study = SampleStudy.study
    study.configurations = Array(study.configurations.prefix(1))
    study.trials = [
      try #require(study.trials.first { $0.configuration == study.configurations[0].id })
    ]
    return try study.encoded()
  }

  @Test func `a file cut off anywhere is refused as incomplete`() throws {
    let whole = try Self.small()
    #expect(throws: Never.self) { try Study(decoding: whole) }
    for count in stride(from: 0, to: whole.count - 2, by: 7) {
      let error = #expect(throws: StudyFormatError.self) {
        try Study(decoding: whole.prefix(count))
      }
      guard case .notJSON = error else {
        Issue.record("\(count) bytes: \(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `damage in any byte is refused or read, never a crash`(seed: UInt64) throws {
    let whole = Array(try Self.small())
    var generator = SplitMix64(seed: seed)
    var refused = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      do {
        _ = try Study(decoding: Data(bytes))
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 100, "seed \(seed): the damage does not reach what is read")
  }
}
