import LinuxSystem
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
    if let value = Environment.text(variable) {
      let folders = value.split(separator: ":").map(String.init)
      for folder in folders { try requireFolder(folder) }
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

  private static func requireFolder(_ folder: String) throws(ProfileError) {
    do throws(SystemError) {
      _ = try Files.resolved("\(folder)/.")
    } catch {
      throw ProfileError(
        .missingInput,
        "\(variable): \(folder): \(error.errno). Name existing folders, separated by colons, or unset it."
      )
    }
  }

  /// Without links and `..`; nil when there is no such folder.
  private static func resolved(_ folder: String) -> String? { try? Files.resolved(folder) }
}
