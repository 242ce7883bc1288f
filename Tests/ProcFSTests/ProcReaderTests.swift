import Foundation
import ProcFS
import SystemPackage
import Testing

@Suite struct ProcReaderTests {
  /// A folder that stands for `/proc`, removed with the test.
  private final class MadeUpRoot {
    let path: String

    init(_ files: [String: String]) throws {
      path = NSTemporaryDirectory() + "procfs-\(UUID().uuidString)"
      for (name, text) in files {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func `files are read below the root, whole and parsed`() throws {
    let long = String(repeating: "x", count: 200_000)
    let root = try MadeUpRoot(["12/task/13/schedstat": "1 2 3\n", "long": long, "empty": ""])
    let reader = ProcReader(root: root.path)
    let sched: SchedStat = try reader.process(12).read("task/13/schedstat")
    #expect(sched.runQueueNanoseconds == 2)
    #expect(try reader.bytes("long").count == 200_000)
    #expect(try reader.bytes("empty").isEmpty)
  }

  @Test func `a file that is too long is refused, not cut off`() throws {
    let root = try MadeUpRoot(["file": "1 2 3\n"])
    let reader = ProcReader(root: root.path)
    #expect(try reader.bytes("file", limit: 6).count == 6)
    #expect(throws: ProcReadError.tooLarge(path: root.path + "/file", limit: 5)) {
      try reader.bytes("file", limit: 5)
    }
  }

  @Test func `what is missing, malformed or a folder is told apart`() throws {
    let root = try MadeUpRoot(["folder/schedstat": "1 2\n"])
    let reader = ProcReader(root: root.path)
    #expect(throws: ProcReadError.failed(path: root.path + "/none", .noSuchFileOrDirectory)) {
      try reader.bytes("none")
    }
    #expect(throws: ProcReadError.failed(path: root.path + "/folder", .isDirectory)) {
      try reader.bytes("folder")
    }
    #expect(throws: ProcReadError.malformed(path: root.path + "/folder/schedstat")) {
      try reader.read("folder/schedstat", as: SchedStat.self)
    }
    #expect(throws: ProcReadError.failed(path: root.path + "/none", .noSuchFileOrDirectory)) {
      try reader.numbers(in: "none")
    }
  }

  @Test func `numbers are the entries that are wholly numbers`() throws {
    let names = ["10", "9", "100", "self", "1a", "a1", "99999999999", "-1", "1.5"]
    let root = try MadeUpRoot(
      Dictionary(uniqueKeysWithValues: names.map { ("task/\($0)/stat", "") }))
    #expect(try ProcReader(root: root.path).numbers(in: "task") == [9, 10, 100])
  }

  @Test(
    arguments: [
      (
        .failed(path: "/proc/1/io", .permissionDenied),
        "/proc/1/io may not be read by this user: run as its owner or as root"
      ),
      (
        .failed(path: "/proc/1/io", .noSuchProcess),
        "/proc/1/io is not there: the task has ended, or this kernel lacks the file"
      ),
      (.failed(path: "/proc/1/io", .ioError), "/proc/1/io could not be read: Input/output error"),
      (
        .malformed(path: "/proc/1/io"),
        "/proc/1/io is not in the form that Linux writes: please report it with the file's text"
      ),
      (.tooLarge(path: "/proc/1/io", limit: 9), "/proc/1/io is longer than 9 bytes: not read"),
    ] as [(ProcReadError, String)])
  func `errors say what, why and what to do`(error: ProcReadError, text: String) {
    #expect(error.description == text)
  }
}
