/// A table as programs write it: cells between commas, tabs, semicolons or blanks, perhaps in quotes.
struct DelimitedTable {
  private let lines: [ArraySlice<UInt8>]
  private let separator: UInt8

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n")).filter { line in
      line.contains { $0 > UInt8(ascii: " ") }
    }
    separator = lines.last.map(Self.separator) ?? UInt8(ascii: ",")
  }

  var isEmpty: Bool { lines.isEmpty }
  var count: Int { lines.count }

  /// The first of them that a line has.
  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    for candidate in ",\t;".utf8 where line.contains(candidate) { return candidate }
    return UInt8(ascii: " ")
  }

  /// The cell of a csv metric.
  func cell(of metric: MetricSpec) throws(MetricFault) -> String {
    guard let header = lines.first.map(cells) else {
      throw metric.fault("\(metric.place) is empty", "nothing was written there: check the program")
    }
    let column = metric.column ?? ""
    guard let index = index(of: column, in: header) else {
      throw metric.fault(
        "\(metric.place) has no column '\(column)'",
        "its headings are \(header.prefix(12).joined(separator: ", "))")
    }
    let rows = Int(column) == nil ? lines.dropFirst() : lines[...]
    let row = rows.last { row in
      metric.pattern.map { cells(row).first == $0 } ?? true
    }
    guard let row else {
      throw metric.fault(
        metric.pattern.map { "no row of \(metric.place) begins with '\($0)'" }
          ?? "\(metric.place) has no row below its headings",
        "compare it with what was written there")
    }
    let found = cells(row)
    guard index < found.count else {
      throw metric.fault(
        "the row of \(metric.place) has \(found.count) columns", "there is no '\(column)' in it")
    }
    return found[index]
  }

  /// Where a column stands that is named by its heading or by its number.
  private func index(of column: String, in header: [String]) -> Int? {
    if let number = Int(column) { return (1...header.count).contains(number) ? number - 1 : nil }
    return header.firstIndex(of: column)
  }

  /// Calls with a line's cell; nil where the line has none there.
  func forEachCell(_ column: Int, _ body: (ArraySlice<UInt8>?) -> Void) {
    for line in lines { body(cell(column, of: line)) }
  }

  private func cell(_ column: Int, of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if line.contains(UInt8(ascii: "\"")) {
      let all = cells(line)
      return (1...all.count).contains(column) ? Array(all[column - 1].utf8)[...] : nil
    }
    let omits = separator == UInt8(ascii: " ")
    var fields = line.split(
      separator: separator, maxSplits: column, omittingEmptySubsequences: omits)
    guard fields.count >= column else { return nil }
    fields = fields.count > column ? Array(fields.prefix(column)) : fields
    return fields.last.map(Self.bare)
  }

  /// Without blanks at both ends and the quotes around.
  private static func bare(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isFrame = { (byte: UInt8) in byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "\"") }
    let start = cell.firstIndex { !isFrame($0) } ?? cell.endIndex
    let end = cell.lastIndex { !isFrame($0) }.map { $0 + 1 } ?? start
    return cell[start..<max(start, end)]
  }

  /// All cells of a line; a separator between quotes is part of its cell.
  private func cells(_ line: ArraySlice<UInt8>) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in line where byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        if separator != UInt8(ascii: " ") || !cell.isEmpty { cells.append(Self.text(cell)) }
        cell = []
      } else {
        cell.append(byte)
      }
    }
    cells.append(Self.text(cell))
    return cells
  }

  private static func text(_ cell: [UInt8]) -> String {
    String(decoding: bare(cell[...]), as: UTF8.self)
  }
}
