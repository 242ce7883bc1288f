/// A line for each request: how many there were, how many of a kind, or how long they took.
struct MetricSamples {
  private let metric: MetricSpec
  /// The cells of the column that is counted or measured, one for each line.
  private let cells: [String]
  private let lines: Int

  init(_ bytes: [UInt8], _ metric: MetricSpec) throws(MetricFault) {
    self.metric = metric
    let table = DelimitedTable(bytes)
    guard !table.isEmpty else {
      throw metric.fault(
        "\(metric.place) is empty: there was no request", "check the load's own output")
    }
    lines = table.count
    guard let column = metric.column.flatMap({ Int($0) }), column > 0 else {
      cells = []
      return
    }
    var found: [String] = []
    var short = 0
    table.forEachCell(column) { cell in
      guard let cell else {
        short += 1
        return
      }
      found.append(String(decoding: cell, as: UTF8.self))
    }
    guard short == 0 else {
      throw metric.fault(
        "\(short) of \(table.count) lines of \(metric.place) have no column \(column)",
        "check the number of the column, which counts from 1")
    }
    cells = found
  }

  func value(seconds: Double?) throws(MetricFault) -> Double {
    switch metric.reading {
    case .count: return try rate(counted, seconds: seconds)
    case .share: return 100 * Double(counted) / Double(lines)
    case .mean:
      let values = try numbers()
      return values.reduce(0, +) / Double(values.count)
    default:
      let values = try numbers().sorted()
      let rank = (Double(values.count) * (metric.percentile ?? 50) / 100).rounded(.up)
      return values[min(max(Int(rank), 1), values.count) - 1]
    }
  }

  /// Lines whose cell is, or is not, what was asked for; all where nothing was.
  private var counted: Int {
    if let equal = metric.equal { return cells.count { $0 == equal } }
    if let unequal = metric.unequal { return cells.count { $0 != unequal } }
    return lines
  }

  private func rate(_ count: Int, seconds: Double?) throws(MetricFault) -> Double {
    guard count > 0 else {
      let found = Dictionary(grouping: cells) { $0 }.max { $0.value.count < $1.value.count }?.key
      let most = found.map { ", most have '\($0)'" } ?? ""
      throw metric.fault(
        "none of the \(lines) lines of \(metric.place) counts\(most)",
        "answers that are errors are no throughput: look at the program's own output")
    }
    guard metric.unit.hasSuffix("/s") else { return Double(count) }
    guard let seconds, seconds > 0 else {
      throw metric.fault("the time that it was counted over is not known", "leave '/s' out")
    }
    return Double(count) / seconds
  }

  private func numbers() throws(MetricFault) -> [Double] {
    guard !cells.isEmpty else {
      throw metric.fault(
        "\(metric.words) does not say which column of \(metric.place) holds its numbers",
        "give the column's number, which counts from 1")
    }
    var values: [Double] = []
    values.reserveCapacity(cells.count)
    for cell in cells {
      if let plain = Double(cell), plain.isFinite {
        values.append(plain)
      } else {
        values.append(try metric.number(in: cell))
      }
    }
    return values
  }
}
