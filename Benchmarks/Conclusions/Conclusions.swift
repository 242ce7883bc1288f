import Analysis
import Benchmark
import ProfileModel
import Reporting
import TestSupport

/// From a study to its conclusions and its report, over studies that grow.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], maxDuration: .seconds(3))
  for pairs in [10, 100, 1000] {
    Benchmark("ratio and interval of \(pairs) pairs") { benchmark in
      let values = (0..<pairs).map { Double(($0 * 7919) % 1000 + 1000) }
      let pairs = zip(values, values.reversed()).map { (numerator: $0, denominator: $1) }
      for _ in benchmark.scaledIterations { blackHole(PairedRatio(pairs: pairs)?.interval()) }
    }
  }
  for rounds in [10, 100, 1000] {
    Benchmark("findings of \(rounds) rounds") { benchmark in
      let study = SampleStudy.make(rounds: rounds, failing: false)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(Findings(of: study, named: "study.json")) }
      benchmark.stopMeasurement()
    }
    Benchmark("report of \(rounds) rounds") { benchmark in
      let study = SampleStudy.make(rounds: rounds, failing: false)
      let findings = Findings(of: study, named: "study.json")
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(MarkdownReport(study: study, findings: findings).rendered())
      }
      benchmark.stopMeasurement()
    }
  }
}
