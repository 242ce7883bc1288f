import Glibc
public import SystemPackage

/// What the file system says of a path (`stat`).
public struct FileFacts: Sendable {
  private let stat: Stat

  /// - Parameter followsLink: look at what a symbolic link points to, not at the link (`lstat`).
  public init(of path: String, followsLink: Bool = true) throws(SystemError) {
    stat = try systemCall("stat", path) { try Stat(path, followTargetSymlink: followsLink) }
  }

  /// Of a file that is open (`fstat`).
  public init(of file: FileDescriptor) throws(SystemError) {
    stat = try systemCall("fstat") { try Stat(file) }
  }

  public var isLink: Bool { stat.type == .symbolicLink }
  public var isDirectory: Bool { stat.type == .directory }
  public var isRegular: Bool { stat.type == .regular }
  public var sizeBytes: UInt64 { UInt64(stat.size) }
  /// Blocks really allocated, in bytes: less than the size for a sparse file.
  public var allocatedBytes: UInt64 { UInt64(stat.sizeAllocated) }
  /// Whether it belongs to the user that this process acts as (`geteuid`).
  public var isOwn: Bool { ownerID == geteuid() }
  public var ownerID: UInt32 { stat.userID.rawValue }
  /// Whether no other name leads to it (hard links).
  public var hasOneName: Bool { stat.linkCount == 1 }
  /// Whether it has been removed, and only lasts for those that have it open.
  public var hasNoName: Bool { stat.linkCount == 0 }
  /// Whether everybody may put files in this folder and take away those of others: no sticky bit is set.
  public var isFreeForAll: Bool {
    stat.permissions.contains(.otherWrite) && !stat.permissions.contains(.saveText)
  }
  /// Seconds since it was last changed.
  public var ageSeconds: Double { difftime(time(nil), stat.st_mtim.tv_sec) }

  /// The device that it lies on, as `/dev` and `/sys` number it (`makedev`).
  public var device: (major: UInt, minor: UInt) {
    let id = stat.deviceID.rawValue
    return ((id >> 8) & 0xFFF, (id & 0xFF) | ((id >> 12) & 0xFFF00))
  }
}

extension FileFacts {
  /// Whether a path leads to a folder.
  public static func isDirectory(_ path: String) -> Bool {
    (try? FileFacts(of: path))?.isDirectory == true
  }
}
