/// `/proc/PID/mountinfo` (`fs/proc_namespace.c`, `show_mountinfo`): the mounts that a process sees.
public struct MountInfo: ProcParsable, Equatable {
  /// One mount.
  ///
  /// Paths are bytes, because a file name need not be UTF-8; the kernel's octal escapes are undone.
  public struct Mount: Sendable, Equatable {
    /// The directory of the file system that is mounted.
    public var root: [UInt8]
    public var mountPoint: [UInt8]
    /// The file system's type, such as `ext4`.
    public var type: String
    /// Options of the file system.
    public var superOptions: [String]
  }

  /// The mounts in the kernel's order: a later one hides an earlier one at the same place.
  public var mounts: [Mount]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    mounts = []
    while let line = scanner.line() {
      guard let mount = Mount(line) else { return nil }
      mounts.append(mount)
    }
    guard scanner.isAtEnd else { return nil }
  }
}

extension MountInfo.Mount {
  init?(_ line: ByteScanner) {
    var line = line
    guard line.skipNumbers(2) else { return nil }
    line.skipBlanks()
    guard line.deviceNumber(base: 10) != nil, line.skip(.space),
      let root = line.word(), let mountPoint = line.word(), line.word() != nil
    else { return nil }
    // Optional fields ("shared:1 …"), ended by a dash.
    while let word = line.word(), word != [UInt8(ascii: "-")] {}
    // Split at single spaces from here: a source may be empty.
    guard let type = line.word(), line.word() != nil, let superOptions = line.word(),
      !root.isEmpty, !mountPoint.isEmpty, !type.isEmpty
    else { return nil }
    self.root = root.withoutOctalEscapes
    self.mountPoint = mountPoint.withoutOctalEscapes
    self.type = String(decoding: type.withoutOctalEscapes, as: UTF8.self)
    self.superOptions = superOptions.commaSeparated
  }
}

extension ByteScanner {
  /// The bytes up to the next space or the end, with the space consumed; may be empty, nil at the end.
  fileprivate mutating func word() -> [UInt8]? {
    if isAtEnd { return nil }
    let word = bytes(while: { $0 != .space })
    _ = skip(.space)
    return word
  }

  /// Reads `major:minor` in the base 10 of `mountinfo` or 16 of `maps`.
  mutating func deviceNumber(base: Int) -> (major: UInt32, minor: UInt32)? {
    guard let major = base == 16 ? hexDigits() : digits(), skip(UInt8(ascii: ":")),
      let minor = base == 16 ? hexDigits() : digits(),
      let majorNumber = UInt32(exactly: major), let minorNumber = UInt32(exactly: minor)
    else { return nil }
    return (majorNumber, minorNumber)
  }
}

extension [UInt8] {
  /// The bytes with `\NNN`, three octal digits, turned into the byte it stands for; other backslashes stay.
  fileprivate var withoutOctalEscapes: [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(count)
    var rest = self[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let escaped = rest.prefix(3).octalByte {
        plain.append(escaped)
        rest = rest.dropFirst(3)
      } else {
        plain.append(byte)
      }
    }
    return plain
  }

  fileprivate var commaSeparated: [String] {
    split(separator: UInt8(ascii: ",")).map {
      String(decoding: Array($0).withoutOctalEscapes, as: UTF8.self)
    }
  }
}

extension ArraySlice<UInt8> {
  /// The byte that exactly three octal digits stand for.
  fileprivate var octalByte: UInt8? {
    guard count == 3 else { return nil }
    var value = 0
    for digit in self {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "7") else { return nil }
      value = value * 8 + Int(digit - UInt8(ascii: "0"))
    }
    return UInt8(exactly: value)
  }
}
