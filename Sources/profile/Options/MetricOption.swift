import Planning
package import ProfileModel
package import Text

/// `--metric NAME[:UNIT[:DIRECTION]]=REGEX`: a number that a command prints of its own run.
package enum MetricOption {
  private static let option = "--metric"
  private static let remedy =
    "Write NAME=REGEX or NAME:UNIT:higher=REGEX, such as 'rate:requests/s=Requests/sec: +(.+)'"

  /// Nil without any; the first one is the primary metric.
  package static func parse(_ texts: [String]) throws(Refusal) -> [MetricSpec]? {
    var metrics: [MetricSpec] = []
    for text in texts {
      var metric = try parse(text)
      guard !metrics.contains(where: { $0.name == metric.name }) else {
        throw refusal(text, "there is a metric \(metric.name) already")
      }
      metric.isPrimary = metrics.isEmpty
      metrics.append(metric)
    }
    return metrics.isEmpty ? nil : metrics
  }

  private static func parse(_ text: String) throws(Refusal) -> MetricSpec {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw refusal(text, "this is not name=regex")
    }
    let parts = text[..<sign].split(separator: ":", omittingEmptySubsequences: false).map(
      String.init)
    let pattern = String(text[text.index(after: sign)...])
    guard (1...3).contains(parts.count), PlainName.accepts(parts[0]) else {
      throw refusal(text, "a name has lower-case letters, digits and hyphens, a letter first")
    }
    if let problem = MetricPattern.problem(with: pattern) { throw refusal(text, problem) }
    var metric = MetricSpec(
      name: parts[0], source: MetricSpec.anyStream, reading: .regex,
      unit: parts.count > 1 ? parts[1] : "")
    metric.pattern = pattern
    if parts.count == 3 {
      guard let better = MetricSpec.Direction(rawValue: parts[2]) else {
        throw refusal(text, "'\(parts[2])' is no direction: higher and lower are")
      }
      metric.better = better
    }
    return metric
  }

  private static func refusal(_ text: String, _ why: String) -> Refusal {
    .usage(naming(option, text), why: why, remedy: remedy)
  }
}
