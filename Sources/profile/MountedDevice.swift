import FoundationEssentials
import Glibc
import LinuxSystem

/// The block device behind a path, by the name that the kernel gives it.
enum MountedDevice {
  /// `vda1`, …; nil for file systems without one.
  static func behind(_ path: String) -> String? {
    guard let facts = try? FileFacts(of: path), facts.deviceMajor != 0 else { return nil }
    let link = "/sys/dev/block/\(facts.deviceMajor):\(facts.deviceMinor)"
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let target = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return target.split(separator: "/").last.map(String.init)
  }
}
