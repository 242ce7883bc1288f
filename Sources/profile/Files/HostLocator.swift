import LinuxSystem
import ProfileModel

/// Finds `profile-host`, which stands beside `profile`.
enum HostLocator {
  static func find() throws(ProfileError) -> String {
    guard let folder = ownFolder else {
      throw ProfileError(
        .unavailable,
        "/proc/self/exe cannot be read: without /proc neither the program's arguments nor its workers can be. Mount procfs on /proc."
      )
    }
    let path = "\(folder)/profile-host"
    guard Files.isExecutable(path) else {
      throw ProfileError(
        .unavailable,
        "\(path): not found or not executable; all work is done in it. Install profile and profile-host together, or build with scripts/profile."
      )
    }
    return path
  }

  /// The folder that this executable stands in; nil without `/proc`.
  static var ownFolder: String? {
    guard let own = Files.target(ofLink: "/proc/self/exe") else { return nil }
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)])
  }
}
