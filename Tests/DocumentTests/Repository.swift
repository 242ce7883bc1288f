import Foundation

/// The files of this repository, by their paths in it.
enum Repository {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  /// The documents that people read.
  static let documents = [
    "README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md",
    "docs/measuring.md", "docs/faults.md", "workloads/README.md", "Benchmarks/README.md",
  ]

  static func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  static func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }

  /// Names of all Swift files of the program and its tests.
  static let swiftFiles: Set<String> = {
    let files = ["Sources", "Tests"].flatMap { folder in
      FileManager.default.subpaths(atPath: "\(path)/\(folder)") ?? []
    }
    return Set(
      files.filter { $0.hasSuffix(".swift") }.map { String($0.split(separator: "/").last ?? "") })
  }()
}
