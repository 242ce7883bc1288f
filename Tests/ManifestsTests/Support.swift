import Foundation
import Manifests
import ProfileModel

/// The smallest manifest, to which tests add lines.
let minimal = """
  name: sample
  summary: A sample.
  commands: {thread: [work]}

  """

func parse(_ text: String) throws(ManifestError) -> WorkloadManifest {
  try WorkloadManifest(parsing: Array(text.utf8), file: "sample.yaml", folder: "/manifests")
}

/// What is said about this text; "accepted" when nothing is.
func refusal(_ text: String) -> String {
  do {
    _ = try parse(text)
    return "accepted"
  } catch {
    return error.description
  }
}

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A folder that is removed after the body.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "manifests-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
