public import ProfileModel

extension SamplesCSV {
  /// The samples of one trial, from the bytes of `samples.csv`.
  ///
  /// Columns are found by their names; a row that was cut off or damaged is left out. Rows of other trials
  /// cost a glance, so a file of a million rows is read in well under a second.
  ///
  /// - Parameter trial: the trial's place in the study's `trials`, from 0.
  public static func samples(of trial: Int, in file: [UInt8]) -> [TimelineSample] {
    var rows = RowReader(file)
    guard let header = rows.next() else { return [] }
    let columns = Columns(header, file)
    let wanted = Array("\(trial),".utf8)
    var samples: [TimelineSample] = []
    while let row = rows.next() {
      guard file[row].starts(with: wanted) else { continue }
      if let sample = columns.sample(file[row]) { samples.append(sample) }
    }
    return samples
  }

  /// Walks over the lines of a file without copying them; a last line without its end is damaged and left out.
  private struct RowReader {
    private let file: [UInt8]
    private var position = 0

    init(_ file: [UInt8]) {
      self.file = file
    }

    mutating func next() -> Range<Int>? {
      let start = position
      let end = file.withUnsafeBufferPointer { bytes -> Int? in
        var index = start
        while index < bytes.count {
          if bytes[index] == UInt8(ascii: "\n") { return index }
          index += 1
        }
        return nil
      }
      guard let end else { return nil }
      position = end + 1
      return start..<end
    }
  }

  /// Where each column stands.
  private struct Columns {
    private var places: [String: Int] = [:]

    init(_ header: Range<Int>, _ file: [UInt8]) {
      let names = String(decoding: file[header], as: UTF8.self).split(separator: ",")
      for (index, name) in names.enumerated() { places[String(name)] = index }
    }

    func sample(_ row: ArraySlice<UInt8>) -> TimelineSample? {
      let cells = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      func text(_ name: String) -> String? {
        guard let place = places[name], cells.indices.contains(place) else { return nil }
        return cells[place].isEmpty ? nil : cells[place]
      }
      func cell(_ column: Column) -> String? { text(column.rawValue) }
      func number(_ name: String) -> Double? {
        text(name).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
      }
      func number(_ column: Column) -> Double? { number(column.rawValue) }
      guard cells.count == places.count, let seconds = number(.timeSeconds),
        let worker = cell(.worker).flatMap({ Int($0) }), worker >= 0
      else { return nil }
      var sample = TimelineSample(seconds: seconds, worker: worker)
      sample.tid = cell(.tid).flatMap { Int($0) }
      sample.state = cell(.state)?.first
      sample.cpu = cell(.cpu).flatMap { Int($0) }
      sample.onCPUSeconds = number(.onCPUSeconds)
      sample.runQueueSeconds = number(.runQueueSeconds)
      sample.voluntaryContextSwitches = number("voluntaryContextSwitches")
      sample.involuntaryContextSwitches = number("involuntaryContextSwitches")
      sample.rssBytes = number("rssBytes")
      sample.pssBytes = number("pssBytes")
      return sample
    }
  }
}
