internal import FoundationEssentials
import Text

/// The manifests of one or more folders, by name; a broken one does not keep the others from being used.
///
/// Of folders that hold the same name, the first one's counts, as with the folders of `PATH`.
public struct ManifestCatalog: Sendable {
  private let folders: [Folder]

  /// Sorted by name, each name once.
  public let manifests: [WorkloadManifest]
  /// What is wrong with the others.
  public var problems: [ManifestError] { folders.flatMap(\.problems) }

  /// That a manifest stands before another of its name, in words; nil when it stands before none, or was given by its path.
  public func warning(about manifest: WorkloadManifest) -> String? {
    let named = folders.flatMap(\.manifests).filter { $0.name == manifest.name }
    guard named.count > 1, named[0].file == manifest.file else { return nil }
    let other = named[1].file
    return
      "The workload \(manifest.name) is that of \(manifest.file), which stands before the one of \(other): give a path to choose."
  }

  /// Reads every `*.yaml` of these folders; a folder that does not exist holds none.
  public init(folders paths: [String]) {
    folders = paths.map(Folder.init)
    var names = Set<String>()
    manifests = folders.flatMap(\.manifests).filter { names.insert($0.name).inserted }
      .sorted { $0.name < $1.name }
  }

  /// The manifest that `--workload` means: the one of this name, or the file at this path when the text has a `/` or ends in `.yaml`.
  ///
  /// - Throws: ``ManifestError``: what is wrong with that manifest, or `usage` when there is no such workload.
  public func manifest(_ nameOrPath: String) throws(ManifestError) -> WorkloadManifest {
    if nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml") {
      return try WorkloadManifest(contentsOf: nameOrPath)
    }
    for folder in folders {
      if let manifest = try folder.manifest(nameOrPath) { return manifest }
    }
    let names = ManifestFields.builtInWorkloads + manifests.map(\.name)
    throw ManifestError(
      .usage, file: "--workload \(nameOrPath)", problem: "there is no such workload",
      remedy: Suggestion.words(for: nameOrPath, among: names, noun: "workloads")
        + " (a manifest elsewhere is given by its path)")
  }
}

/// What one folder holds.
private struct Folder {
  private(set) var manifests: [WorkloadManifest] = []
  private(set) var problems: [ManifestError] = []

  init(_ path: String) {
    var found: [WorkloadManifest] = []
    for file in Self.manifestPaths(in: path) {
      do {
        found.append(try WorkloadManifest(contentsOf: file))
      } catch {
        problems.append(error)
      }
    }
    for (name, sharers) in Dictionary(grouping: found, by: \.name).sorted(by: { $0.key < $1.key }) {
      if sharers.count == 1 {
        manifests += sharers
      } else {
        problems.append(Self.duplicate(name, sharers))
      }
    }
  }

  /// Nil when this folder knows nothing of the name.
  func manifest(_ name: String) throws(ManifestError) -> WorkloadManifest? {
    if let manifest = manifests.first(where: { $0.name == name }) { return manifest }
    // A file of that name, or one that claims the name, explains best why the workload is not there.
    let file = "/\(name).yaml"
    if let problem = problems.first(where: {
      ("/" + $0.file).hasSuffix(file) || $0.problem.hasPrefix("the name '\(name)' is taken")
    }) {
      throw problem
    }
    return nil
  }

  private static func duplicate(_ name: String, _ sharers: [WorkloadManifest]) -> ManifestError {
    let files = sharers.map(\.file).sorted()
    return ManifestError(
      .malformed, file: files[1], problem: "the name '\(name)' is taken by \(files[0]) too",
      remedy: "rename one of the two")
  }

  private static func manifestPaths(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map {
      folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0
    }
  }
}

extension WorkloadManifest {
  /// Reads the manifest at this path.
  ///
  /// - Throws: ``ManifestError`` of kind `unreadable` or `malformed`.
  public init(contentsOf path: String) throws(ManifestError) {
    func unreadable(_ problem: String, _ remedy: String) -> ManifestError {
      ManifestError(.unreadable, file: path, problem: problem, remedy: remedy)
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw unreadable(
        "there is no such file", "check the path; 'profile workloads' lists the names")
    }
    // Looked at before it is read: a pipe would block, a device might never end.
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw unreadable("this is not a regular file", "give the path of a manifest")
    }
    if let size = attributes?[.size] as? Int, size > YAMLDocument.maximumBytes {
      throw YAMLDocument.tooLarge(path)
    }
    guard let data = FileManager.default.contents(atPath: resolved) else {
      throw unreadable("the file cannot be read", "check its permissions")
    }
    try self.init(parsing: Array(data), file: path, folder: Self.absoluteFolder(of: resolved))
  }

  private static func absoluteFolder(of path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return URL(filePath: absolute).standardized.deletingLastPathComponent().path
  }
}
