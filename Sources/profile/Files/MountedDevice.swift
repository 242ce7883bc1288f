import LinuxSystem

/// The block device behind a path, by the name that the kernel gives it.
enum MountedDevice {
  /// `vda1`, …; nil for file systems without one.
  static func name(holding path: String) -> String? {
    guard let facts = try? FileFacts(of: path), facts.device.major != 0 else { return nil }
    let link = "/sys/dev/block/\(facts.device.major):\(facts.device.minor)"
    return Files.target(ofLink: link)?.split(separator: "/").last.map(String.init)
  }
}
