import Foundation
import Testing

/// A text as it was agreed on, in `Golden/` beside the tests.
///
/// `PROFILE_RECORD_GOLDEN=1` writes the files anew, and fails, so that a recording is never taken for a pass.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden").appending(path: name)
  if ProcessInfo.processInfo.environment["PROFILE_RECORD_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name): look at it", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  let lines = text.split(separator: "\n")
  let golden = expected.split(separator: "\n")
  #expect(lines.count == golden.count, "\(name)", sourceLocation: sourceLocation)
  for (line, agreed) in zip(lines, golden) {
    #expect(line == agreed, "\(name)", sourceLocation: sourceLocation)
  }
}
