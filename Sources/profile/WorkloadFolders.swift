import FoundationEssentials
import Glibc
import Manifests
import ProfileModel

/// Where manifests are looked for by name.
enum WorkloadFolders {
  /// A list of folders, colon-separated, that takes the place of the standard ones.
  static let variable = "PROFILE_WORKLOADS"

  /// `./workloads`, then the program's own: of its installation, or of the repository that it was built in.
  ///
  /// - Throws: when the variable names a folder that is not there.
  static func all() throws(ProfileError) -> [String] {
    if let value = getenv(variable), value.pointee != 0 {
      let folders = String(cString: value).split(separator: ":").map(String.init)
      for folder in folders where resolved("\(folder)/.") == nil {
        throw ProfileError(
          .missingInput,
          "\(variable): \(folder): \(String(cString: strerror(errno))). Name existing folders, separated by colons, or unset it."
        )
      }
      return folders
    }
    let own = HostLocator.ownFolder.map { folder in
      ["\(folder)/../share/profile/workloads", "\(folder)/../../../workloads"]
    }
    var seen = Set<String>()
    return (["workloads"] + (own ?? [])).filter { folder in
      guard let real = resolved(folder) else { return false }
      return seen.insert(real).inserted
    }.map { $0 == "workloads" ? $0 : resolved($0) ?? $0 }
  }

  /// Without links and `..`; nil when there is no such folder.
  private static func resolved(_ folder: String) -> String? {
    guard let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
