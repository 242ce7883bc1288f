import CLinuxShims
import Glibc
public import SystemPackage

/// A mounted file system, seen from a path on it.
public struct FileSystemFacts: Sendable {
  /// Magic number (`statfs`, include/uapi/linux/magic.h).
  public let type: Int64
  /// Bytes that this user may still write (`statvfs`); nil where the file system keeps no count (ramfs).
  public let availableBytes: UInt64?
  public let isReadOnly: Bool

  public init(at path: String) throws(SystemError) {
    var type: Int64 = 0
    try systemCall("statfs", path) { profile_statfs_type(path, &type) }
    self.type = type
    var info = statvfs()
    try systemCall("statvfs", path) { statvfs(path, &info) }
    // A server of a file system may tell what it will.
    let available = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
    availableBytes =
      info.f_blocks == 0 ? nil : available.overflow ? .max : available.partialValue
    isReadOnly = info.f_flag & UInt(ST_RDONLY) != 0
  }

  /// Whether an open file lies on the file system of a folder: another may be mounted over a single file.
  ///
  /// Files of an overlay have the device numbers of what lies under it.
  public static func areOne(_ file: FileDescriptor, _ folder: String) -> Bool {
    guard let facts = try? FileFacts(of: file), let place = try? FileFacts(of: folder),
      let own = try? FileSystemFacts(at: "/proc/self/fd/\(file.rawValue)"),
      let other = try? FileSystemFacts(at: folder)
    else { return false }
    return own.type == other.type && (facts.device == place.device || own.type == overlay)
  }

  private static let overlay: Int64 = 0x794C_7630

  /// tmpfs or ramfs: no storage behind it.
  public var isMemoryBacked: Bool { type == 0x0102_1994 || type == 0x8584_58F6 }

  /// The type by its name, or its magic number.
  public var name: String {
    Self.names[type] ?? "0x" + String(type, radix: 16)
  }

  private static let names: [Int64: String] = [
    0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs", 0xEF53: "ext4", 0x5846_5342: "xfs",
    0x9123_683E: "btrfs", 0x794C_7630: "overlay", 0x6969: "nfs", 0x2FC1_2FC1: "zfs",
    0xF2F5_2010: "f2fs", 0x6573_5546: "fuse", 0xFF53_4D42: "cifs", 0x4D44: "vfat",
    0xCA45_1A4E: "bcachefs", 0x0102_1997: "9p", 0x517B: "smb", 0xFE53_4D42: "smb2",
    0x00C3_6400: "ceph", 0x0BD0_0BD0: "lustre", 0x5346_414F: "afs", 0x4750_4653: "gpfs",
  ]
}
