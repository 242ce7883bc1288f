import LinuxSystem

/// Why a file that the user named cannot be read.
enum UnreadableInput {
  /// Nil where nothing speaks against it but what is in it.
  static func reason(_ path: String) -> String? {
    if let refusal = Files.refusal(.read, path) { return "\(refusal)" }
    guard let facts = try? FileFacts(of: path), !facts.isRegular else { return nil }
    return facts.isDirectory
      ? "it is a directory" : "it is a pipe or a device, and a regular file is needed"
  }
}
