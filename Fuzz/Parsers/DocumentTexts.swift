import FoundationEssentials
import Manifests
import ProfileModel

/// Files: manifests with their formulas, and studies.
enum DocumentTexts {
  static func parseExpression(_ bytes: UnsafeRawBufferPointer) {
    _ = try? IntegerExpression.evaluate(bytes.text)
  }

  /// A manifest, and the commands that it makes.
  static func parseManifest(_ bytes: UnsafeRawBufferPointer) {
    guard
      let manifest = try? WorkloadManifest(
        parsing: Array(bytes), file: "fuzz.yaml", folder: "/manifests"),
      let parameters = try? manifest.resolveParameters([:])
    else { return }
    for layout in [Layout.sequential, .threads(2), .processes(3)] {
      _ = try? manifest.command(
        for: layout, cpus: Array(repeating: [0], count: layout.workers), parameters: parameters,
        scratch: "/scratch")
    }
  }

  static func parseStudy(_ bytes: UnsafeRawBufferPointer) {
    guard let study = try? Study(decoding: Data(bytes)) else { return }
    guard let text = try? study.encoded() else {
      preconditionFailure("a study that was read cannot be written")
    }
    precondition((try? Study(decoding: text)) != nil, "what was written cannot be read")
  }
}
