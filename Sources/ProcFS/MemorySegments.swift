/// A process's resident memory by segment: the whole of `/proc/PID/smaps` added up, bytes.
///
/// Costs the kernel a walk over all page tables: once per process, during the hold. What the maps alone cannot tell
/// is settled by rules, see ``MapKind``.
public struct MemorySegments: ProcParsable, Equatable {
  /// Resident bytes by segment.
  private var resident: [MapKind: UInt64] = [:]
  /// Resident pages that other processes map too.
  public private(set) var sharedBytes: UInt64 = 0
  /// Resident pages of this process alone (USS).
  public private(set) var privateBytes: UInt64 = 0
  /// Proportional set: each page divided by the number of processes that map it.
  public private(set) var pssBytes: UInt64 = 0

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    self.init(parsing: bytes, stackPointers: [])
  }

  /// Adds up the file.
  ///
  /// - Parameter stackPointers: places on threads' stacks (``TaskSyscall``), for C libraries whose stacks have no
  ///   guard map of their own (glibc since 2.42).
  public init?(parsing bytes: UnsafeRawBufferPointer, stackPointers: [UInt64]) {
    guard let blocks = Self.blocks(of: bytes), !blocks.isEmpty else { return nil }
    let maps = ProcessMaps(entries: blocks.map(\.entry))
    for (index, block) in blocks.enumerated() {
      let kind = maps.kind(at: index, stackPointers: stackPointers)
      guard add(block.sizes, to: kind) else { return nil }
    }
  }

  /// The maps of the file with their sizes; nil when it is malformed or incomplete.
  private static func blocks(
    of bytes: UnsafeRawBufferPointer
  ) -> [(entry: MapEntry, sizes: MapSizes)]? {
    var scanner = ByteScanner(bytes)
    var blocks: [(entry: MapEntry, sizes: MapSizes)] = []
    while let line = scanner.line() {
      // Heads begin with an address in small letters, the lines under them with a capital.
      if line.next?.isCapital ?? false {
        guard !blocks.isEmpty, blocks[blocks.count - 1].sizes.take(line) else { return nil }
      } else {
        guard let entry = MapEntry(line), entry.start >= blocks.last?.entry.end ?? 0 else {
          return nil
        }
        blocks.append((entry, MapSizes()))
      }
    }
    return scanner.isAtEnd ? blocks : nil
  }

  /// Resident bytes of a segment.
  public subscript(kind: MapKind) -> UInt64 { resident[kind] ?? 0 }

  /// Adds one map's sizes; false when one is missing or the sum overflows.
  private mutating func add(_ sizes: MapSizes, to kind: MapKind) -> Bool {
    guard let rss = sizes.rss, let pss = sizes.pss, let ownBytes = sizes.privateBytes,
      let commonBytes = sizes.sharedBytes
    else { return false }
    return resident[kind, default: 0].add(rss) && pssBytes.add(pss)
      && privateBytes.add(ownBytes) && sharedBytes.add(commonBytes)
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
}

extension UInt64 {
  /// Adds in place; false, and unchanged, when the sum overflows.
  fileprivate mutating func add(_ other: UInt64) -> Bool {
    let (sum, overflow) = addingReportingOverflow(other)
    if !overflow { self = sum }
    return !overflow
  }
}
