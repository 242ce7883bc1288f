import ProfileModel

/// Outputs of programs in which metrics are looked for, and patterns by which they are.
enum MetricTexts {
  private static let metrics: [MetricSpec] = {
    var metrics = MetricSpec.Reading.allCases.map { reading in
      var metric = MetricSpec(name: "m", source: "stdout", reading: reading, unit: "ms")
      metric.column = "2"
      if reading == .percentile { metric.percentile = 99 }
      return metric
    }
    metrics[0].pattern = "rate: +([^ ]+)"
    metrics[1].pattern = "/a/0/b"
    metrics.append(metrics[2])
    metrics[2].pattern = "total"
    metrics.append(metrics[5])
    metrics[metrics.count - 1].column = "time"
    metrics[metrics.count - 1].unequal = "0"
    return metrics
  }()

  static func parse(_ bytes: UnsafeRawBufferPointer) {
    guard let (index, rest) = bytes.chosen else { return }
    _ = MetricPattern.problem(with: rest.text)
    _ = JSONPointer.problem(with: rest.text)
    if let number = MetricNumber(rest.text) { _ = number.converted(to: "s") }
    let metric = metrics[index % metrics.count]
    if let value = try? metric.value(in: Array(rest), seconds: 2) { precondition(value.isFinite) }
  }
}
