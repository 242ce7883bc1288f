/// `/proc/interrupts` (`kernel/irq/proc.c`, `show_interrupts`): how often each online CPU served each device, since boot.
public struct Interrupts: ProcParsable, Equatable {
  /// One line of the file, for what devices raise.
  ///
  /// The processors' own interrupts (timer, rescheduling) are left out.
  public struct Source: Sendable, Equatable {
    /// The kernel's number.
    public var number: Int
    /// The last word of the line: a driver's name for it, such as `nvme0q1`; empty when nothing holds it.
    public var name: String
    /// In the order of ``Interrupts/cpus``.
    public var counts: [UInt64]
  }

  /// Ids of the online CPUs, in the file's order.
  public var cpus: [Int]
  public var sources: [Source]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard let header = scanner.line(), let cpus = Self.cpus(header) else { return nil }
    self.cpus = cpus
    sources = []
    while var line = scanner.line() {
      line.skipBlanks()
      guard let number = line.digits(), line.skip(UInt8(ascii: ":")) else { continue }
      guard let number = Int(exactly: number),
        let source = Self.source(number, line, count: cpus.count)
      else { return nil }
      sources.append(source)
    }
    guard scanner.isAtEnd else { return nil }
  }

  private static func cpus(_ header: ByteScanner) -> [Int]? {
    var header = header
    var ids: [Int] = []
    while var field = header.field() {
      guard field.skip("CPU"), let id = field.count() else { return nil }
      ids.append(id)
    }
    return ids.isEmpty ? nil : ids
  }

  private static func source(_ number: Int, _ line: ByteScanner, count: Int) -> Source? {
    var line = line
    var counts: [UInt64] = []
    for _ in 0..<count {
      guard let value = line.unsigned() else { return nil }
      counts.append(value)
    }
    var name = ""
    while let field = line.field() {
      name = String(decoding: field.bytes[field.position..<field.end], as: UTF8.self)
    }
    return Source(number: number, name: name, counts: counts)
  }
}
