import Glibc
public import SystemPackage

extension Files {
  /// Makes a folder that is not there yet (`mkdir`).
  ///
  /// - Throws: `fileExists` when something of that name is there.
  public static func makeNewFolder(
    _ path: String, permissions: FilePermissions = FilePermissions(rawValue: 0o755)
  ) throws(SystemError) {
    try systemCall("mkdir", path) { mkdir(path, permissions.rawValue) }
  }

  /// Makes a folder unless it is there (`mkdir`).
  ///
  /// - Returns: whether it is new.
  @discardableResult
  public static func makeFolder(_ path: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      try makeNewFolder(path)
      return true
    } catch {
      guard error.errno == .fileExists else { throw error }
      return false
    }
  }

  /// Makes a folder unless one of this user's own is there; a link to one is none.
  public static func makeOwnFolder(_ path: String) throws(SystemError) {
    guard try !makeFolder(path) else { return }
    let facts = try FileFacts(of: path, followsLink: false)
    guard facts.isDirectory else {
      throw SystemError(call: "mkdir", errno: .notDirectory, context: path)
    }
    guard facts.isOwn else {
      throw SystemError(call: "mkdir", errno: .notPermitted, context: "\(path), another user's")
    }
  }

  /// Makes a new folder that only this user can enter, of a name that nobody can know before (`mkdtemp`).
  ///
  /// - Parameter prefix: the path that the name begins with.
  public static func makeTemporaryFolder(_ prefix: String) throws(SystemError) -> String {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SystemError(call: "mkdtemp", errno: Errno(rawValue: errno), context: prefix)
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Names in a folder, in no order, without `.` and `..`; empty when it cannot be read.
  public static func names(in folder: String) -> [String] {
    var names: [String] = []
    try? forEachName(in: folder) { names.append(String(decoding: $0, as: UTF8.self)) }
    return names
  }

  /// Shows a folder's names, without `.` and `..`, to a body one by one, in no order, as bytes (`opendir`, `readdir`).
  public static func forEachName(
    in folder: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SystemError) {
    guard let stream = opendir(folder) else {
      throw SystemError(call: "opendir", errno: Errno(rawValue: errno), context: folder)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      withUnsafeBytes(of: &entry.pointee.d_name) { name in
        let name = UnsafeRawBufferPointer(rebasing: name.prefix { $0 != 0 })
        let isFolderItself = name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
        if !isFolderItself { body(name) }
      }
    }
  }
}
