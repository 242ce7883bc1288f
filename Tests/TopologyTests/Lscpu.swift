import Foundation
import Testing

/// What `lscpu -p` prints: a line of comma-separated columns for each online CPU.
struct Lscpu {
  private let columns: [String]
  private let rows: [[String]]

  private static let path = "/usr/bin/lscpu"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  init() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Self.path)
    process.arguments = ["-p"]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n")
    let header = try #require(lines.last { $0.hasPrefix("# CPU,") })
    func cells(_ line: Substring) -> [String] {
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns = cells(header.dropFirst(2))
    rows = lines.filter { !$0.hasPrefix("#") }.map(cells)
  }

  var hasThirdLevel: Bool { columns.contains("L3") }

  func column(_ name: String) -> [(cpu: Int, value: String)] {
    guard let index = columns.firstIndex(of: name) else { return [] }
    return rows.compactMap { row in
      guard index < row.count, let cpu = Int(row[0]) else { return nil }
      return (cpu, row[index])
    }
  }

  /// The CPUs with the same value in a column, group by group.
  func groups(_ name: String) -> Set<[Int]> {
    Set(Dictionary(grouping: column(name), by: \.value).values.map { $0.map(\.cpu).sorted() })
  }
}
