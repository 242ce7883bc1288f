/// The kernel's list of CPU or node ids, like `0-3,8,10-15` (`lib/bitmap.c`, `%*pbl`), as sysfs, cpusets and `status` print it.
///
/// Ids are never bounded by a count of CPUs, because they may be sparse. An empty list is a list; text that is not
/// ascending, as the kernel always prints it, is malformed. NUL bytes and blanks behind the list are skipped.
public struct KernelCPUList: ProcParsable, Equatable {
  /// The ids, ascending, each once.
  public var cpus: [Int]

  /// One more than the largest id that is believed, eight times what any kernel can be built for.
  static let limit = 65_536

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    self.init(ByteScanner(bytes))
  }

  init?(_ scanner: ByteScanner) {
    var scanner = scanner.withoutPadding
    cpus = []
    if scanner.isAtEnd { return }
    repeat {
      guard let range = scanner.idRange(), range.lowerBound > (cpus.last ?? -1) else { return nil }
      cpus.append(contentsOf: range)
    } while scanner.skip(UInt8(ascii: ","))
    guard scanner.isAtEnd else { return nil }
  }
}

/// The kernel's mask of CPU ids, like `ff,00000003` (`lib/vsprintf.c`, `%*pb`): groups of 32 bits, the highest first.
public struct KernelCPUMask: ProcParsable, Equatable {
  /// The ids, ascending, each once.
  public var cpus: [Int]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes).withoutPadding
    var groups: [UInt32] = []
    repeat {
      let start = scanner.position
      guard let value = scanner.hexDigits(), scanner.position - start <= 8,
        let group = UInt32(exactly: value), groups.count < KernelCPUList.limit / 32
      else { return nil }
      groups.append(group)
    } while scanner.skip(UInt8(ascii: ","))
    guard scanner.isAtEnd else { return nil }
    cpus = []
    for (index, group) in groups.reversed().enumerated() {
      cpus.append(contentsOf: (0..<32).filter { group & (1 << $0) != 0 }.map { index * 32 + $0 })
    }
  }
}

extension ByteScanner {
  /// The same bytes without blanks before and without blanks, newlines and NUL bytes behind.
  var withoutPadding: ByteScanner {
    var last = end
    while last > position, bytes[last - 1].isPadding { last -= 1 }
    var trimmed = ByteScanner(bytes, position..<last)
    trimmed.skipBlanks()
    return trimmed
  }

  /// Reads `7` or `7-9`; nil when it is malformed, reversed or beyond the limit.
  fileprivate mutating func idRange() -> ClosedRange<Int>? {
    guard let first = digits() else { return nil }
    var last = first
    if skip(UInt8(ascii: "-")) {
      guard let end = digits() else { return nil }
      last = end
    }
    guard first <= last, last < KernelCPUList.limit else { return nil }
    return Int(first)...Int(last)
  }
}

extension UInt8 {
  fileprivate var isPadding: Bool { self == 0 || self == .newline || isBlank }
}
