/// A kernel file of lines `key: value`, such as `cpuinfo`, `meminfo` and `status`.
struct Table {
  private let lines: [(key: Substring, value: Substring)]

  init(_ text: String) {
    lines = text.split(separator: "\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (Self.trimmed(line[..<colon]), Self.trimmed(line[line.index(after: colon)...]))
    }
  }

  /// The value in the first line with this key; nil when there is none or it is empty.
  func first(_ key: String) -> String? {
    lines.first { $0.key == key && !$0.value.isEmpty }.map { String($0.value) }
  }

  /// The values in all lines with this key.
  func all(_ key: String) -> [String] {
    lines.filter { $0.key == key }.map { String($0.value) }
  }

  /// Bytes in a line such as `MemTotal:  24684092 kB`.
  func bytes(_ key: String) -> UInt64? {
    guard let value = first(key), value.hasSuffix(" kB") else { return nil }
    guard let kibibytes = UInt64(value.dropLast(3)) else { return nil }
    let (bytes, overflow) = kibibytes.multipliedReportingOverflow(by: 1024)
    return overflow ? nil : bytes
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var rest = text.drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
