/// Why a metric has no value: what was looked for, what was found, and what to do.
public struct MetricFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ metric: MetricSpec, _ problem: String, _ remedy: String) {
    description = "\(metric.words): \(problem); \(remedy)"
  }
}

extension MetricSpec {
  /// The source in words.
  public var place: String {
    switch source {
    case "stdout": "standard output"
    case "stderr": "standard error"
    case Self.anyStream: "its output"
    default: source
    }
  }

  public func fault(_ problem: String, _ remedy: String) -> MetricFault {
    MetricFault(self, problem, remedy)
  }

  /// The source could not be read.
  public func missing(_ reason: String) -> MetricFault {
    fault(
      "\(place) \(reason)",
      "the program must write it during the trial: check the path in both places"
    )
  }
}
