import CLinuxShims
import Glibc
import SystemPackage

/// How much of a file the kernel keeps in memory, and asking it to change that.
public enum PageCache {
  /// Drops the file's clean, whole pages (`posix_fadvise`, `POSIX_FADV_DONTNEED`).
  ///
  /// Dirty and partly used pages stay: check with ``residentBytes(of:)``.
  public static func drop(_ path: String) throws(SystemError) {
    let file = try Descriptor(readingRegular: path)
    try check(
      posix_fadvise(file.file.rawValue, 0, 0, POSIX_FADV_DONTNEED), "posix_fadvise", path)
  }

  /// Reads the file once, so that it is cached as far as memory allows.
  public static func fill(from path: String) throws(SystemError) {
    let file = try Descriptor(readingRegular: path)
    let buffer = try AlignedBuffer(count: 1 << 20)
    var offset = 0
    while true {
      let count = try file.read(into: buffer.bytes, at: offset)
      if count == 0 { return }
      offset += count
    }
  }

  /// Bytes of the file that are cached now, by whole pages (`mincore`).
  ///
  /// The kernel answers only the file's owner or who may write to it; to others all pages read as cached.
  public static func residentBytes(of path: String) throws(SystemError) -> UInt64 {
    let size = try FileFacts(of: path).sizeBytes
    guard size > 0 else { return 0 }
    let file = try Descriptor(readingRegular: path)
    let address = try mapped(
      Int(size), MAP_SHARED, file: file.file.rawValue, protection: PROT_READ, path)
    defer { munmap(address, Int(size)) }
    let page = sysconf(Int32(_SC_PAGESIZE))
    var pages = [UInt8](repeating: 0, count: (Int(size) + page - 1) / page)
    try systemCall("mincore", path) { profile_mincore(address, Int(size), &pages) }
    return UInt64(pages.lazy.filter { $0 & 1 == 1 }.count * page)
  }
}
