// A build without tests has no Testing, and builds this target all the same.
#if canImport(Testing)
  public import Foundation
  public import Testing

  /// A text as it was agreed on, in `Golden/` beside the tests.
  ///
  /// `PROFILE_RECORD_GOLDEN=1` writes the files anew, and fails, so that a recording is never taken for a pass.
  public enum GoldenFile {
    public static func expect(
      _ text: String, equals name: String, beside test: String = #filePath,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let file = url(name, beside: test)
      if ProcessInfo.processInfo.environment["PROFILE_RECORD_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record(
          "recorded \(name); look at it, then run without PROFILE_RECORD_GOLDEN",
          sourceLocation: sourceLocation)
        return
      }
      let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
      guard text != expected else { return }
      let pairs = zip(lines(text), lines(expected))
      let line = pairs.enumerated().first { $0.element.0 != $0.element.1 }
      Issue.record(
        """
        \(name) differs, first in line \((line?.offset ?? min(lines(text).count, lines(expected).count)) + 1):
        is:     \(line?.element.0 ?? "(end)")
        golden: \(line?.element.1 ?? "(end)")
        """, sourceLocation: sourceLocation)
    }

    /// A file that was not made by this program.
    public static func data(_ name: String, beside test: String = #filePath) throws -> Data {
      try Data(contentsOf: url(name, beside: test))
    }

    private static func url(_ name: String, beside test: String) -> URL {
      URL(filePath: test).deletingLastPathComponent().appending(path: "Golden")
        .appending(path: name)
    }

    private static func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
  }
#endif
