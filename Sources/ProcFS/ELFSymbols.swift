import LinuxSystem

/// The variables that an ELF file names: 64 bits, little-endian (elf(5)).
///
/// Enough to say which variable a lock is. Reads the section headers and the symbol tables only; what is malformed or
/// cut off gives nil or no symbols.
public struct ELFSymbols {
  /// Address of the file's first byte, as the file's own addresses count.
  private let firstAddress: UInt64
  private let tables: [Table]

  /// A symbol table with its names.
  fileprivate struct Table {
    let symbols: [UInt8]
    let names: [UInt8]
  }

  /// Larger tables are not read.
  private static let largestTable: UInt64 = 64 << 20
  private static let mostHeaders = 4096

  /// Reads the file at a path; nil where it cannot be read or is no such file.
  public init?(path: String) {
    guard let file = try? Descriptor(readingRegular: path) else { return nil }
    self.init { offset, count in Self.bytes(of: file, offset, count) }
  }

  /// Reads through a closure that gives `count` bytes at an offset, or nil.
  public init?(reading: (_ offset: UInt64, _ count: Int) -> [UInt8]?) {
    guard let header = reading(0, 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
      let segments = Self.headers(header, at: 32, size: 54, count: 56, least: 56, reading),
      let sections = Self.headers(header, at: 40, size: 58, count: 60, least: 64, reading)
    else { return nil }
    // The first loaded segment holds the file's beginning.
    guard let first = segments.first(where: { $0.number(at: 0, bytes: 4) == 1 }),
      let address = first.number(at: 16, bytes: 8), let offset = first.number(at: 8, bytes: 8),
      address >= offset
    else { return nil }
    firstAddress = (address - offset) & ~0xFFF
    tables = sections.compactMap { section in
      guard let type = section.number(at: 4, bytes: 4), type == 2 || type == 11,
        let link = section.number(at: 40, bytes: 4), link < sections.count,
        let symbols = Self.content(of: section, reading),
        let names = Self.content(of: sections[Int(link)], reading)
      else { return nil }
      return Table(symbols: symbols, names: names)
    }
  }

  /// The name of the variable that holds a byte of the image in memory; nil where none is known.
  ///
  /// - Parameter distance: from the image's first byte in memory.
  public func variable(at distance: UInt64) -> String? {
    let (address, overflow) = firstAddress.addingReportingOverflow(distance)
    guard !overflow else { return nil }
    var best: (name: String, size: UInt64)?
    for table in tables {
      table.visit { symbol in
        guard symbol.isVariable, address >= symbol.value, address - symbol.value < symbol.size,
          symbol.size < best?.size ?? .max, let name = table.name(symbol)
        else { return }
        best = (name, symbol.size)
      }
    }
    return best?.name
  }

  /// Whether a symbol of one of these names is defined.
  public func defines(anyOf names: Set<String>) -> Bool {
    tables.contains { table in
      var isFound = false
      table.visit { symbol in
        guard !isFound, symbol.section != 0, let name = table.name(symbol) else { return }
        isFound = names.contains(name)
      }
      return isFound
    }
  }
}

extension ELFSymbols {
  /// One entry of a symbol table.
  fileprivate struct Symbol {
    let nameOffset: UInt64
    let type: UInt64
    /// 0 for one that is defined elsewhere.
    let section: UInt64
    let value: UInt64
    let size: UInt64

    /// `STT_OBJECT` or `STT_COMMON`.
    var isVariable: Bool { section != 0 && (type == 1 || type == 5) }
  }

  private static func headers(
    _ header: [UInt8], at place: Int, size sizePlace: Int, count countPlace: Int, least: UInt64,
    _ reading: (UInt64, Int) -> [UInt8]?
  ) -> [[UInt8]]? {
    guard let offset = header.number(at: place, bytes: 8),
      let size = header.number(at: sizePlace, bytes: 2), size >= least,
      let count = header.number(at: countPlace, bytes: 2), count <= UInt64(mostHeaders),
      let bytes = reading(offset, Int(size * count)), bytes.count == Int(size * count)
    else { return nil }
    return (0..<Int(count)).map { Array(bytes[$0 * Int(size)..<($0 + 1) * Int(size)]) }
  }

  private static func content(
    of section: [UInt8], _ reading: (UInt64, Int) -> [UInt8]?
  ) -> [UInt8]? {
    guard let offset = section.number(at: 24, bytes: 8),
      let size = section.number(at: 32, bytes: 8), size <= largestTable
    else { return nil }
    return reading(offset, Int(size))
  }

  private static func bytes(
    of file: borrowing Descriptor, _ offset: UInt64, _ count: Int
  ) -> [UInt8]? {
    guard let start = Int(exactly: offset), count >= 0 else { return nil }
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        guard let read = try? file.read(into: rest, at: start + filled), read > 0 else {
          isWhole = false
          return
        }
        filled += read
      }
    }
    return isWhole ? bytes : nil
  }
}

extension ELFSymbols.Table {
  private static let entryBytes = 24

  fileprivate func visit(_ body: (ELFSymbols.Symbol) -> Void) {
    symbols.withUnsafeBytes { bytes in
      for place in stride(from: 0, to: bytes.count - Self.entryBytes + 1, by: Self.entryBytes) {
        func number(_ offset: Int, _ count: Int) -> UInt64 {
          var value: UInt64 = 0
          for index in (0..<count).reversed() {
            value = value << 8 | UInt64(bytes[place + offset + index])
          }
          return value
        }
        body(
          ELFSymbols.Symbol(
            nameOffset: number(0, 4), type: number(4, 1) & 15, section: number(6, 2),
            value: number(8, 8), size: number(16, 8)))
      }
    }
  }

  fileprivate func name(_ symbol: ELFSymbols.Symbol) -> String? {
    guard symbol.nameOffset < names.count else { return nil }
    let rest = names[Int(symbol.nameOffset)...]
    guard let end = rest.firstIndex(of: 0), end > rest.startIndex else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}

extension [UInt8] {
  /// A little-endian number; nil beyond the end.
  fileprivate func number(at place: Int, bytes count: Int) -> UInt64? {
    guard place + count <= self.count else { return nil }
    return self[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
