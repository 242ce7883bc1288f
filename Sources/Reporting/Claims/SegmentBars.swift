import ProfileModel
import Text

/// One process's resident memory as bars, in the order of the article's picture.
struct SegmentBars {
  private let isThreads: Bool
  private let workers: Int
  private let bytes: [UInt64]
  private let names: [String]
  private let largest: UInt64

  private static let width = 40

  /// Of the first configuration of processes and the first of threads that has them; none where nothing was read.
  static func all(in study: Study, names: [String]) -> [SegmentBars] {
    let found = [Strategy.process, .thread].compactMap { strategy in
      study.trials.lazy.compactMap { trial -> (Strategy, Int, [UInt64])? in
        guard
          let configuration = study.configuration(trial.configuration),
          configuration.strategy == strategy, configuration.workers == 2,
          configuration.command == nil,
          let segments = trial.processes.first?.segments
        else { return nil }
        return (strategy, configuration.threadsPerProcess, segments.inOrder)
      }.first
    }
    let largest = found.flatMap(\.2).max() ?? 1
    return found.map { strategy, workers, bytes in
      SegmentBars(
        isThreads: strategy == .thread, workers: workers, bytes: bytes, names: names,
        largest: max(1, largest))
    }
  }

  func lines(_ words: any ClaimWords) -> [String] {
    let widest = names.map(DisplayWidth.columns).max() ?? 0
    let head = "\(isThreads ? words.threads : words.processes) × \(isThreads ? workers : 1)"
    return [head]
      + zip(names, bytes).map { name, bytes in
        let share = Double(bytes) / Double(largest)
        let bar = String(
          repeating: "█", count: max(bytes > 0 ? 1 : 0, Int(clamping: share * Double(Self.width))))
        return
          "  \(DisplayWidth.padded(name, to: widest, right: false)) │\(DisplayWidth.padded(bar, to: Self.width, right: false))│ \(NumberText.bytes(Double(bytes)))"
      } + [""]
  }
}

extension Segments {
  /// Stack, heap, bss, data, code.
  fileprivate var inOrder: [UInt64] { [stackBytes, heapBytes, bssBytes, dataBytes, codeBytes] }
}
