import Foundation
import Testing

/// The executables under test.
enum Binary {
  /// `PROFILE_BINARY`, else what was built last in this package; nil when there is none.
  static let profile: String? = {
    let environment = ProcessInfo.processInfo.environment["PROFILE_BINARY"]
    let candidates = environment.map { [$0] } ?? [built("release"), built("debug")]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// `profile-host` beside it.
  static let host: String? = profile.map { path in
    URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "profile-host").path(percentEncoded: false)
  }

  private static func built(_ configuration: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: ".build/\(configuration)/profile")
      .path(percentEncoded: false)
  }
}

/// Tests that drive the real program, one after the other: each has the machine to itself.
@Suite(
  .serialized,
  .enabled(
    if: Binary.profile != nil,
    "there is no program to drive: swift build, or name one in PROFILE_BINARY"))
struct EndToEnd {}
