import Glibc
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
    guard access(path, X_OK) == 0 else {
      throw ProfileError(
        .unavailable,
        "\(path): not found or not executable; all work is done in it. Install profile and profile-host together, or build with scripts/profile."
      )
    }
    return path
  }

  /// The folder that this executable stands in; nil without `/proc`.
  static var ownFolder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let own = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)])
  }
}
