import Glibc
public import SystemPackage

/// What a program does to files by their paths.
public enum Files {
  /// What this user may want of a path.
  public enum Access: Sendable {
    case exist, read, execute, changeFolder
  }

  /// Why this user does not have it (`access`); nil when he has.
  public static func refusal(_ wanted: Access, _ path: String) -> Errno? {
    let mode =
      switch wanted {
      case .exist: F_OK
      case .read: R_OK
      case .execute: X_OK
      case .changeFolder: W_OK | X_OK
      }
    do throws(SystemError) {
      try systemCall("access", path) { access(path, mode) }
      return nil
    } catch {
      return error.errno
    }
  }

  public static func exists(_ path: String) -> Bool { refusal(.exist, path) == nil }

  public static func isReadable(_ path: String) -> Bool { refusal(.read, path) == nil }

  public static func isExecutable(_ path: String) -> Bool { refusal(.execute, path) == nil }

  /// The path from the root, where it can be told: the working directory (`getcwd`) may be gone, or be no text.
  public static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(validatingCString: folder).map { "\($0)/\(path)" } ?? path
  }

  /// Without links and `..` (`realpath`).
  public static func resolved(_ path: String) throws(SystemError) -> String {
    guard let real = realpath(path, nil) else {
      throw SystemError(call: "realpath", errno: Errno(rawValue: errno), context: path)
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a symbolic link points (`readlink`); nil when there is none.
  public static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes a symbolic link (`symlink`).
  public static func link(_ path: String, to target: String) throws(SystemError) {
    try systemCall("symlink", path) { symlink(target, path) }
  }

  /// Gives a file another name, in place of what had it (`rename`).
  public static func rename(_ path: String, to name: String) throws(SystemError) {
    try systemCall("rename", name) { Glibc.rename(path, name) }
  }

  /// Removes a file (`unlink`); one that is not there is no error.
  public static func remove(_ path: String) { unlink(path) }

  /// Removes a folder that is empty, or a file that is (`rmdir`, `unlink`).
  ///
  /// - Returns: whether it is gone.
  @discardableResult
  public static func removeIfEmpty(_ path: String) -> Bool {
    guard let facts = try? FileFacts(of: path) else { return true }
    if facts.isDirectory { return rmdir(path) == 0 }
    return facts.sizeBytes == 0 && unlink(path) == 0
  }
}
