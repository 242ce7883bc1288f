/// A process's resident memory by segment: the whole of `/proc/PID/smaps` added up, bytes.
///
/// Costs the kernel a walk over all page tables: once per process, during the hold. What the maps alone cannot tell
/// is settled by rules, see `MapKind`.
public struct MemorySegments: ProcParsable, Equatable {
  /// Executable file maps.
  public var codeBytes: UInt64 = 0
  /// Written and read-only file maps that are not code.
  public var dataBytes: UInt64 = 0
  /// Anonymous maps right behind an image.
  public var bssBytes: UInt64 = 0
  public var heapBytes: UInt64 = 0
  /// The main stack and the threads' stacks.
  public var stackBytes: UInt64 = 0
  /// Other anonymous maps.
  public var anonymousBytes: UInt64 = 0
  /// Shared memory maps.
  public var sharedMemoryBytes: UInt64 = 0
  /// Everything else (vdso and the like).
  public var otherBytes: UInt64 = 0
  /// Resident pages that other processes map too.
  public var sharedBytes: UInt64 = 0
  /// Resident pages of this process alone (USS).
  public var privateBytes: UInt64 = 0
  /// Proportional set: each page divided by the number of processes that map it.
  public var pssBytes: UInt64 = 0

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
      guard add(block.sizes, to: Self.field(of: kind)) else { return nil }
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

  /// Adds one map's sizes; false when one is missing or the sum overflows.
  private mutating func add(
    _ sizes: MapSizes, to segment: WritableKeyPath<MemorySegments, UInt64>
  ) -> Bool {
    guard let rss = sizes.rss, let pss = sizes.pss, let ownBytes = sizes.privateBytes,
      let commonBytes = sizes.sharedBytes
    else { return false }
    return self[keyPath: segment].add(rss) && pssBytes.add(pss) && privateBytes.add(ownBytes)
      && sharedBytes.add(commonBytes)
  }

  private static func field(of kind: MapKind) -> WritableKeyPath<MemorySegments, UInt64> {
    switch kind {
    case .code: \.codeBytes
    case .data: \.dataBytes
    case .bss: \.bssBytes
    case .heap: \.heapBytes
    case .stack: \.stackBytes
    case .anonymous: \.anonymousBytes
    case .sharedMemory: \.sharedMemoryBytes
    case .other: \.otherBytes
    }
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
