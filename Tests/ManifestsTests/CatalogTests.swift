import Foundation
import Manifests
import Testing

@Suite struct CatalogTests {
  private func write(_ texts: [String: String], to folder: URL) throws {
    for (name, text) in texts {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
  }

  private func named(_ name: String) -> String { minimal.replacing("sample", with: name) }

  @Test func sortedByNameAndOnlyYAMLFiles() throws {
    try withTemporaryFolder { folder in
      try write(
        ["z.yaml": named("alpha"), "a.yaml": named("beta"), "README.md": "#", ".x.yaml": "x"],
        to: folder)
      let catalog = ManifestCatalog(folders: [folder.path, folder.path + "/absent"])
      #expect(catalog.manifests.map(\.name) == ["alpha", "beta"])
      #expect(catalog.problems.isEmpty)
      #expect(try catalog.manifest("beta").folder == folder.resolvingSymlinksInPath().path)
      #expect(try catalog.manifest(folder.path + "/z.yaml").name == "alpha")
    }
  }

  @Test func aNameThatTwoFilesClaim() throws {
    try withTemporaryFolder { folder in
      try write(
        ["a.yaml": named("twin"), "b.yaml": named("twin"), "c.yaml": named("other")], to: folder)
      let catalog = ManifestCatalog(folders: [folder.path])
      #expect(catalog.manifests.map(\.name) == ["other"])
      let message =
        "\(folder.path)/b.yaml: the name 'twin' is taken by \(folder.path)/a.yaml too; rename one of the two"
      #expect(catalog.problems.map(\.description) == [message])
      let error = #expect(throws: ManifestError.self) { try catalog.manifest("twin") }
      #expect(error?.description == message)
    }
  }

  @Test func theFirstFolderThatKnowsANameDecides() throws {
    try withTemporaryFolder { first in
      try withTemporaryFolder { second in
        try write(["a.yaml": named("mine"), "broken.yaml": "name: ["], to: first)
        try write(
          ["b.yaml": named("mine"), "broken.yaml": named("broken"), "c.yaml": named("other")],
          to: second)
        let catalog = ManifestCatalog(folders: [first.path, second.path])
        #expect(catalog.manifests.map(\.name) == ["broken", "mine", "other"])
        #expect(try catalog.manifest("mine").file == first.path + "/a.yaml")
        #expect(try catalog.manifest("other").file == second.path + "/c.yaml")
        // Another of that name, elsewhere, is said.
        #expect(
          catalog.warning(about: try catalog.manifest("mine"))
            == "The workload mine is that of \(first.path)/a.yaml, which stands before the one of \(second.path)/b.yaml: give a path to choose."
        )
        #expect(catalog.warning(about: try catalog.manifest("other")) == nil)
        #expect(catalog.warning(about: try catalog.manifest("\(second.path)/b.yaml")) == nil)
        // Not silently another program than the one that the user is at work on.
        let error = #expect(throws: ManifestError.self) { try catalog.manifest("broken") }
        #expect(error?.file == first.path + "/broken.yaml")
      }
    }
  }

  @Test func aBrokenManifestLeavesTheOthersUsable() throws {
    try withTemporaryFolder { folder in
      try write(
        ["good.yaml": named("good"), "bad.yaml": "name: [", "worse.yaml": "{}"], to: folder)
      let catalog = ManifestCatalog(folders: [folder.path])
      #expect(catalog.manifests.map(\.name) == ["good"])
      #expect(catalog.problems.count == 2)
      let error = #expect(throws: ManifestError.self) { try catalog.manifest("bad") }
      #expect(error?.file == folder.path + "/bad.yaml")
      #expect(error?.kind == .malformed)
    }
  }

  @Test func anUnknownName() throws {
    try withTemporaryFolder { folder in
      try write(["a.yaml": named("python-sum")], to: folder)
      let catalog = ManifestCatalog(folders: [folder.path])
      let mistyped = #expect(throws: ManifestError.self) { try catalog.manifest("python-sun") }
      #expect(
        mistyped?.description
          == "--workload python-sun: there is no such workload; did you mean 'python-sum'? (a manifest elsewhere is given by its path)"
      )
      let foreign = #expect(throws: ManifestError.self) { try catalog.manifest("zebra") }
      let names = ManifestFields.builtInWorkloads + ["python-sum"]
      #expect(
        foreign?.remedy.hasPrefix("the workloads are \(names.joined(separator: ", "))") == true)
      #expect(foreign?.kind == .usage)
    }
  }

  @Test func pathsThatAreNoManifest() throws {
    try withTemporaryFolder { folder in
      let catalog = ManifestCatalog(folders: [])
      let pipe = folder.appending(path: "pipe.yaml").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let large = folder.appending(path: "large.yaml").path
      #expect(FileManager.default.createFile(atPath: large, contents: nil))
      #expect(truncate(large, 1 << 40) == 0)
      for (path, problem) in [
        (folder.path + "/absent.yaml", "there is no such file"),
        (folder.path, "this is not a regular file"), ("/dev/zero", "this is not a regular file"),
        (pipe, "this is not a regular file"), (large, "the file is larger than 64 KiB"),
      ] {
        let error = #expect(throws: ManifestError.self) { try catalog.manifest(path) }
        #expect(error?.problem == problem)
        #expect(error?.file == path)
      }
    }
  }
}
