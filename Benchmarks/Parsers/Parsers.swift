import Benchmark
import Foundation
import FuzzParsers

/// The seeds of a parser (`Fuzz/Corpus/NAME`), beside this package.
private func corpus(of parser: FuzzedParser) throws -> [Data] {
  let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let folder = package.appending(path: "../Fuzz/Corpus/\(parser.name)")
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .map { try Data(contentsOf: $0) }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], scalingFactor: .one, maxDuration: .seconds(2))
  for parser in FuzzedParser.all {
    Benchmark("\(parser.name): its whole corpus") { benchmark in
      let seeds = try corpus(of: parser)
      guard !seeds.isEmpty else { fatalError("\(parser.name) has no seeds") }
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for seed in seeds { seed.withUnsafeBytes(parser.parse) }
      }
      benchmark.stopMeasurement()
    }
  }
}
