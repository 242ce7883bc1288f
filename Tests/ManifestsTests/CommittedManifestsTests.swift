import Foundation
import Manifests
import ProfileModel
import Testing

/// The manifests of this repository, and their documentation.
@Suite struct CommittedManifestsTests {
  private let folder = repository.appending(path: "workloads")

  private func readme() throws -> String {
    try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
  }

  @Test func allOfThemParse() throws {
    let catalog = ManifestCatalog(folders: [folder.path])
    #expect(catalog.problems.map(\.description) == [])
    #expect(
      catalog.manifests.map(\.name) == [
        "apache-mpm", "compress", "gunicorn-hello", "node-cluster", "python-file-read",
        "python-sum", "redis",
      ])
    for manifest in catalog.manifests {
      #expect(manifest.file.hasSuffix("/\(manifest.name).yaml"), "a manifest's file has its name")
      #expect(manifest.parameters.allSatisfy { !$0.summary.isEmpty })
      #expect(manifest.commands.count > 1)
      #expect((manifest.expectation.output != nil) != (manifest.service != nil))
    }
  }

  @Test(arguments: ManifestFields.Section.allCases)
  func theReadmeDocumentsEveryField(of section: ManifestFields.Section) throws {
    let readme = try readme()
    for field in ManifestFields.fields(of: section) {
      #expect(readme.contains("\n| `\(field)` | "), "\(section.rawValue): \(field)")
    }
  }

  @Test func theReadmeDocumentsEveryPlaceholder() throws {
    let readme = try readme()
    for name in ManifestFields.copyPlaceholders + ManifestFields.loadPlaceholders {
      #expect(readme.contains("\n| `{\(name)}` | "), "\(name)")
    }
  }

  @Test func theReadmeNamesEveryWorkload() throws {
    let readme = try readme()
    for name in ManifestFields.builtInWorkloads { #expect(readme.contains("`\(name)` (a ")) }
    for manifest in ManifestCatalog(folders: [folder.path]).manifests {
      #expect(readme.contains("\n| `\(manifest.name).yaml` | "))
    }
  }

  @Test func theReadmesExampleParses() throws {
    let readme = try readme()
    let start = try #require(readme.range(of: "```yaml\n")).upperBound
    let end = try #require(readme.range(of: "\n```", range: start..<readme.endIndex)).lowerBound
    let manifest = try parse(String(readme[start..<end]) + "\n")
    let parameters = try manifest.resolveParameters(["level": "3"])
    for strategy in [Layout.sequential, .threads(2), .processes(2)] {
      let expanded = try manifest.command(
        for: strategy, cpus: [[0], [1]], parameters: parameters, scratch: "/s")
      let words = try #require(expanded.commands.first)
      #expect(words.prefix(2) == ["sh", "-c"])
      #expect(words.last?.contains("'/s/list'") == true, "the same files in each strategy")
      #expect(words.last?.contains(" xz -3 ") == true)
    }
  }
}
