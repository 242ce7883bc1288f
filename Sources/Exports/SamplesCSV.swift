public import ProfileModel

/// The samples of a study as `samples.csv`: one row per worker and instant; an empty cell was not read.
///
/// On-CPU and run-queue time and the switches count from the beginning of the worker's thread. Memory is the
/// process's and stands on the row of the process's first worker.
public enum SamplesCSV {
  public static let header =
    (Column.allCases.map(\.rawValue) + Sample.numbers.map(\.column)).joined(separator: ",") + "\n"

  /// The columns before those of `Sample.numbers`, in their order.
  enum Column: String, CaseIterable {
    case trial, worker, tid, timeSeconds, state, cpu, onCPUSeconds, runQueueSeconds
  }

  /// The rows of one trial.
  ///
  /// - Parameters:
  ///   - index: the trial's place in the study's `trials`, from 0.
  ///   - origin: the instant that `timeSeconds` counts from, ns.
  public static func rows(
    of samples: [Sample], trial index: Int, tids: [Int], origin: UInt64
  ) -> String {
    var text = ""
    text.reserveCapacity(samples.count * 90)
    for sample in samples {
      let worker = Int(sample.worker)
      text += "\(index),\(worker),"
      text += tids.indices.contains(worker) ? "\(tids[worker])" : ""
      text += "," + seconds(from: origin, to: sample.instant)
      text += "," + (sample.state == 0 ? "" : String(Unicode.Scalar(sample.state)))
      text += "," + (sample.cpu < 0 ? "" : "\(sample.cpu)")
      text += "," + seconds(sample.onCPU) + "," + seconds(sample.runQueue)
      for (_, value) in Sample.numbers {
        let number = value(sample)
        text += number == Sample.absent ? "," : ",\(number)"
      }
      text += "\n"
    }
    return text
  }

  /// Bytes of a file that hold its header and the rows of a study's first trials; what stands behind them was cut off, or
  /// is of a trial that the study does not have.
  public static func length(ofTrials count: Int, in file: [UInt8]) -> Int {
    let newline = UInt8(ascii: "\n")
    var end = file.lastIndex(of: newline).map { $0 + 1 } ?? 0
    while end > 0 {
      let start = file[..<(end - 1)].lastIndex(of: newline).map { $0 + 1 } ?? 0
      guard start > 0 else { return end }
      let trial = Int(
        String(decoding: file[start..<end].prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self))
      if let trial, trial < count { return end }
      end = start
    }
    return 0
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    nanoseconds == Sample.absent ? "" : decimal(nanoseconds)
  }

  private static func seconds(from origin: UInt64, to instant: UInt64) -> String {
    instant >= origin ? decimal(instant - origin) : "-" + decimal(origin - instant)
  }

  /// Nanoseconds as seconds with nine decimals.
  private static func decimal(_ nanoseconds: UInt64) -> String {
    let fraction = String(nanoseconds % 1_000_000_000)
    let zeros = String(repeating: "0", count: 9 - fraction.utf8.count)
    return "\(nanoseconds / 1_000_000_000).\(zeros)\(fraction)"
  }
}
