import LinuxSystem
import ProfileModel
import SystemPackage

/// Whether results may be written to a folder, with regard to who else may put links in their way.
enum OutputPlace {
  /// Refuses a link of another user in place of the folder.
  ///
  /// - Throws: 73.
  static func requireNoForeignLink(_ path: String) throws(ProfileError) {
    let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let facts = try? FileFacts(of: bare, followsLink: false), facts.isLink, !facts.isOwn,
      facts.ownerID != 0
    else { return }
    throw ProfileError(
      .cannotWrite,
      "\(path): it is a link that another user (\(facts.ownerID)) made, and results would go where that points. Name the folder itself with --output."
    )
  }

  /// Refuses, as root, a folder that is another user's, or lies below one that is: that user could put links in the way of
  /// what root writes.
  ///
  /// The folder in which root works, and those above it, are taken as they are: a container's root works in a checkout of
  /// another user's, or in one that everybody may write to.
  ///
  /// - Throws: 73.
  static func requireOwn(_ path: String) throws(ProfileError) {
    guard ProcessControl.isRealRoot, let real = try? Files.resolved(path) else { return }
    let trusted = [0, Environment.text("SUDO_UID").flatMap { UInt32($0) }].compactMap(\.self)
    let here = (try? Files.resolved(".")) ?? "/"
    var folder = ""
    for part in [""] + real.split(separator: "/").map(String.init) {
      folder += folder == "/" ? part : "/\(part)"
      guard !isAtOrAbove(folder, here),
        let facts = try? FileFacts(of: folder, followsLink: false)
      else { continue }
      guard trusted.contains(facts.ownerID) else {
        throw refusal(path, "\(folder) belongs to user \(facts.ownerID)")
      }
      guard !facts.isFreeForAll else {
        throw refusal(path, "everybody may change what is in \(folder)")
      }
    }
  }

  private static func isAtOrAbove(_ folder: String, _ place: String) -> Bool {
    folder == place || place.hasPrefix(folder == "/" ? "/" : "\(folder)/")
  }

  private static func refusal(_ path: String, _ why: String) -> ProfileError {
    ProfileError(
      .cannotWrite,
      "\(path): \(why), who could put links in the way of what root writes there. Run as that user, or name a folder of root's with --output."
    )
  }
}
