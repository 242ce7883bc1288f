import CLinuxShims
import Glibc
import SystemPackage

/// What the file system says of a path (`stat`).
public struct FileFacts: Sendable {
  public let isDirectory: Bool
  public let isRegular: Bool
  public let sizeBytes: UInt64
  /// Blocks really allocated, in bytes: less than the size for a sparse file.
  public let allocatedBytes: UInt64
  public let deviceMajor: UInt32
  public let deviceMinor: UInt32
  /// Seconds since it was last changed.
  public let ageSeconds: Double

  public init(of path: String) throws(SystemError) {
    var info = stat()
    try systemCall("stat", path) { stat(path, &info) }
    ageSeconds = difftime(time(nil), info.st_mtim.tv_sec)
    isDirectory = info.st_mode & S_IFMT == S_IFDIR
    isRegular = info.st_mode & S_IFMT == S_IFREG
    sizeBytes = UInt64(info.st_size)
    allocatedBytes = UInt64(info.st_blocks) * 512
    deviceMajor = UInt32((info.st_dev >> 8) & 0xFFF)
    deviceMinor = UInt32((info.st_dev & 0xFF) | ((info.st_dev >> 12) & 0xFFF00))
  }
}

extension FileFacts {
  /// Whether this user may execute the file (`access`, `X_OK`).
  public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// The working directory of this process (`getcwd`).
  public static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// Makes a folder (`mkdir`); one that exists is no error.
  public static func makeFolder(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      try systemCall("mkdir", path) { mkdir(path, 0o755) }
    } catch {
      guard error.errno == .fileExists else { throw error }
    }
  }

  /// A file's bytes, read to its end.
  ///
  /// - Parameter limit: so many of them at most.
  public static func contents(of path: String, limit: Int = 64 << 20) throws(SystemError) -> [UInt8]
  {
    let file = try Descriptor(reading: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var content: [UInt8] = []
    content.reserveCapacity(min(limit, Int((try? FileFacts(of: path))?.sizeBytes ?? 0)))
    while content.count < limit {
      let count = try file.read(into: buffer, at: content.count)
      if count == 0 { break }
      content += buffer[..<count]
    }
    return content
  }

  /// Names in a folder (`readdir`), in no order; empty when it cannot be read.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  /// Removes a file (`unlink`); one that is not there is no error.
  public static func removeFile(_ path: String) { unlink(path) }

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
    availableBytes = info.f_blocks == 0 ? nil : UInt64(info.f_bavail) * UInt64(info.f_frsize)
    isReadOnly = info.f_flag & UInt(ST_RDONLY) != 0
  }

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
