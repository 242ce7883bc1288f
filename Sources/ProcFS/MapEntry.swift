/// One map of a process's address space: a line of `/proc/PID/maps`, or the head of one in `smaps` (`fs/proc/task_mmu.c`, `show_map_vma`).
public struct MapEntry: Sendable, Equatable {
  public var start: UInt64
  /// Address behind the last byte.
  public var end: UInt64
  public var isReadable: Bool
  public var isWritable: Bool
  public var isExecutable: Bool
  /// `s` rather than `p`: writes reach the file or the other processes.
  public var isShared: Bool
  /// Offset in the file, bytes.
  public var offset: UInt64
  public var deviceMajor: UInt32
  public var deviceMinor: UInt32
  /// 0 when no file is mapped.
  public var inode: UInt64
  /// The file, or a name in brackets like `[heap]`; empty for plain anonymous memory.
  ///
  /// Bytes as the kernel prints them: a newline stands as `\012`, a removed file ends in ` (deleted)`.
  public var path: [UInt8]

  public var sizeBytes: UInt64 { end - start }

  /// Whether a file of some file system is mapped, shared memory files included.
  public var isFile: Bool { path.first == UInt8(ascii: "/") }

  /// Plain private memory without a file behind it, whether or not `prctl` gave it a name.
  public var isAnonymous: Bool {
    !isShared && inode == 0 && (path.isEmpty || path.starts(with: "[anon:".utf8))
  }

  public func contains(_ address: UInt64) -> Bool { address >= start && address < end }

  /// Whether both map the same file.
  func mapsSameFile(as other: MapEntry) -> Bool {
    isFile && inode != 0 && inode == other.inode && deviceMajor == other.deviceMajor
      && deviceMinor == other.deviceMinor
  }

  init?(_ line: ByteScanner) {
    var line = line
    guard let start = line.hexDigits(), line.skip(UInt8(ascii: "-")), let end = line.hexDigits(),
      start < end, line.skip(.space), let modes = line.modes(), line.skip(.space),
      let offset = line.hexDigits(), line.skip(.space),
      let device = line.deviceNumber(base: 16), let inode = line.unsigned()
    else { return nil }
    line.skipBlanks()
    self.start = start
    self.end = end
    isReadable = modes.read
    isWritable = modes.write
    isExecutable = modes.execute
    isShared = modes.shared
    self.offset = offset
    deviceMajor = device.major
    deviceMinor = device.minor
    self.inode = inode
    path = line.bytes(while: { _ in true })
  }
}

extension ByteScanner {
  /// Reads `rwxp`: a letter or a dash in each place, `s` for shared or `p` for private in the last.
  fileprivate mutating func modes() -> (read: Bool, write: Bool, execute: Bool, shared: Bool)? {
    guard let read = mode("r", else: "-"), let write = mode("w", else: "-"),
      let execute = mode("x", else: "-"), let shared = mode("s", else: "p")
    else { return nil }
    return (read, write, execute, shared)
  }

  private mutating func mode(_ set: StaticString, else clear: StaticString) -> Bool? {
    if skip(set) { return true }
    return skip(clear) ? false : nil
  }
}
