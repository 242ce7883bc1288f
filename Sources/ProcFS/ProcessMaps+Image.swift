extension ProcessMaps {
  /// A program or library in memory.
  public struct Image: Sendable, Equatable {
    /// The file, bytes as in ``MapEntry/path``.
    public var path: [UInt8]
    /// Address of the file's first byte.
    public var start: UInt64
  }

  /// A place that several processes may have in memory.
  public struct SharedPlace: Sendable, Hashable {
    public var deviceMajor: UInt32
    public var deviceMinor: UInt32
    public var inode: UInt64
    /// In the file, bytes.
    public var offset: UInt64
  }

  /// The program or library whose code or variables an address belongs to; nil for other memory.
  public func image(at address: UInt64) -> Image? {
    guard let index = entries.firstIndex(where: { $0.contains(address) }) else { return nil }
    let entry = image(behind: index) ?? entries[index]
    let parts = entries.filter { $0.mapsSameFile(as: entry) }
    guard parts.contains(where: \.isExecutable),
      let first = parts.first(where: { $0.offset == 0 })
    else { return nil }
    return Image(path: entry.path, start: first.start)
  }

  /// Where an address lies in a shared map; nil for memory of this process alone.
  public func sharedPlace(of address: UInt64) -> SharedPlace? {
    guard let entry = entry(at: address), entry.isShared else { return nil }
    return SharedPlace(
      deviceMajor: entry.deviceMajor, deviceMinor: entry.deviceMinor, inode: entry.inode,
      offset: entry.offset &+ (address - entry.start))
  }
}
