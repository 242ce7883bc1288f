public import Foundation

/// A new folder below the system's temporary one, removed with everything in it when the value goes away.
public final class TemporaryFolder: Sendable {
  public let path: String

  /// - Parameter parent: where to make it; nil is `TMPDIR` or `/var/tmp`, which is seldom a memory file system.
  public init(in parent: String? = nil) throws {
    let parent = parent ?? ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
    let url = URL(filePath: parent).appending(path: "profile-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of something in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Names in it, hidden ones too, sorted.
  public var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Writes a file into it.
  public func write(_ data: Data, to name: String) throws {
    try data.write(to: URL(filePath: file(name)))
  }
}
