/// `events/…/format` of tracefs (`kernel/trace/trace_events.c`, `f_show`): where a tracepoint's fields lie in its records.
///
/// Places differ between kernels, so that they are read and never assumed.
public struct TracepointFormat: ProcParsable, Equatable {
  /// A field's bytes in a record.
  public struct Field: Sendable, Equatable {
    public var offset: Int
    public var size: Int

    public init(offset: Int, size: Int) {
      self.offset = offset
      self.size = size
    }
  }

  /// What `perf_event_open` knows the tracepoint by.
  public var id: UInt64
  /// By their names.
  public var fields: [String: Field]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    // The line that tells how to print a record is the last one.
    guard bytes.last == UInt8(ascii: "\n") else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.last?.hasPrefix("print fmt:") == true,
      let id = lines.first(where: { $0.hasPrefix("ID: ") }).flatMap({ UInt64($0.dropFirst(4)) })
    else { return nil }
    self.id = id
    fields = [:]
    for line in lines where line.hasPrefix("\tfield:") {
      guard let (name, field) = Self.field(line.dropFirst(7)) else { return nil }
      fields[name] = field
    }
  }

  /// Such as `char prev_comm[16];	offset:8;	size:16;	signed:0;`.
  private static func field(_ line: Substring) -> (name: String, field: Field)? {
    let parts = line.split(separator: ";").map { $0.drop { $0 == "\t" } }
    guard parts.count >= 3, parts[1].hasPrefix("offset:"), parts[2].hasPrefix("size:"),
      let offset = UInt16(parts[1].dropFirst(7)), let size = UInt16(parts[2].dropFirst(5)),
      let word = parts[0].split(separator: " ").last
    else { return nil }
    return (
      String(word.prefix { $0 != "[" }), Field(offset: Int(offset), size: Int(size))
    )
  }
}
