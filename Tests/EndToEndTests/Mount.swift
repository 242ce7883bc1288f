import Foundation
import TestSupport

/// A file system mounted for a test, and taken away after it.
final class Mount {
  let path: String
  private let folder: TemporaryFolder
  private var source: TemporaryFolder?

  struct Impossible: Error {
    let reason: String
  }

  static let isPossible = (try? Mount("tmpfs", options: "size=1m")) != nil

  init(_ type: String, options: String = "mode=755") throws {
    folder = try TemporaryFolder()
    path = folder.path
    try Self.mount(["-t", type, "-o", options, "profile-test", path])
  }

  /// The same folder a second time, for reading only.
  init(readOnlyViewOf source: TemporaryFolder) throws {
    self.source = source
    folder = try TemporaryFolder()
    path = folder.path
    try Self.mount(["--bind", source.path, path])
    try Self.mount(["-o", "remount,ro,bind", path])
  }

  deinit {
    _ = try? Tool.run("umount", ["-l", path])
  }

  var contents: [String] { folder.contents }

  private static func mount(_ arguments: [String]) throws {
    let (succeeded, text) = try Tool.run("mount", arguments)
    guard succeeded else { throw Impossible(reason: text) }
  }
}
