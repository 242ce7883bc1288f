import ProfileModel
import Text
internal import Yams

// The fields that say which numbers the program tells of its own run.
extension ManifestParser {
  func metrics() throws(ManifestError) -> [WorkloadManifest.Metric] {
    guard let node = fields["metrics"] else { return [] }
    var metrics: [WorkloadManifest.Metric] = []
    for entry in try reader.entries(of: node, "metrics") {
      guard PlainName.accepts(entry.key) else {
        throw reader.error(
          at: entry.keyNode, "'\(entry.key)' is not a metric's name",
          "use lower-case letters, digits and hyphens, a letter first")
      }
      let metric = try MetricParser(self, entry).metric()
      if metric.spec.isPrimary, let other = metrics.first(where: \.spec.isPrimary) {
        throw reader.error(
          at: entry.keyNode, "\(other.spec.name) is the primary metric already",
          "let one of the two decide")
      }
      metrics.append(metric)
    }
    return metrics
  }
}

/// Reads one metric.
private struct MetricParser {
  private let parser: ManifestParser
  private let name: String
  private let fields: FieldReader

  private static let kinds = ["regex", "json", "csv", "samples"]

  init(_ parser: ManifestParser, _ entry: NodeReader.Entry) throws(ManifestError) {
    self.parser = parser
    name = entry.key
    fields = try FieldReader(entry.value, in: .metric, "metrics.\(entry.key)", parser.reader)
  }

  func metric() throws(ManifestError) -> WorkloadManifest.Metric {
    let given = fields.given(Self.kinds)
    guard let kind = given.first, given.count == 1 else {
      throw fields.error(
        given.isEmpty
          ? "\(fields.name) does not say where its value is found"
          : "\(fields.name) has both '\(given[0])' and '\(given[1])'",
        "give one of regex, json, csv or samples")
    }
    let isSamples = kind == "samples"
    let source = try fields.template(
      isSamples ? "samples" : "from", known: parser.known(ManifestFields.trialPlaceholders))
    var spec = MetricSpec(
      name: name, source: "stdout", reading: try isSamples ? sampleReading() : reading(kind),
      unit: try fields.text("unit") ?? "")
    if spec.reading == .share, spec.unit.isEmpty { spec.unit = "%" }
    spec.isScratch = source?.placeholders.first == "scratch"
    try fill(&spec, kind)
    try refuseStrangers(spec, kind)
    return .init(spec: spec, source: source)
  }

  private func reading(_ kind: String) throws(ManifestError) -> MetricSpec.Reading {
    let text = try fields.text(kind) ?? ""
    let problem: String? =
      switch kind {
      case "regex": MetricPattern.problem(with: text)
      case "json": JSONPointer.problem(with: text)
      default: text.isEmpty ? "the column's heading is empty" : nil
      }
    if let problem {
      throw fields.error(
        at: kind, "\(fields.path(kind)): \(problem)",
        kind == "json" ? "such as /jobs/0/read/iops" : "correct it")
    }
    return kind == "regex" ? .regex : kind == "json" ? .json : .csv
  }

  /// What is made of the lines.
  private func sampleReading() throws(ManifestError) -> MetricSpec.Reading {
    let isCount = try fields.flag("count")
    let isMean = try fields.flag("mean")
    let isPercentile = fields["percentile"] != nil
    let isShare = !isCount && (fields["is"] != nil || fields["not"] != nil)
    guard [isCount, isMean, isPercentile, isShare].count(where: { $0 }) == 1 else {
      throw fields.error(
        "\(fields.name) does not say what is made of its samples, or says it twice",
        "give one of 'count: true', 'percentile: 99', 'mean: true', 'is: TEXT' or 'not: TEXT'")
    }
    return isCount ? .count : isMean ? .mean : isPercentile ? .percentile : .share
  }

  private func fill(_ spec: inout MetricSpec, _ kind: String) throws(ManifestError) {
    switch kind {
    case "csv":
      spec.column = try fields.text("csv")
      spec.pattern = try fields.text("row")
    case "samples":
      spec.column = try column(isNeeded: spec.reading != .count)
      spec.equal = try fields.text("is")
      spec.unequal = try fields.text("not")
    default: spec.pattern = try fields.text(kind)
    }
    spec.percentile = try fields.value(
      "percentile", "give a number between 0 and 100, such as 99 or 99.9"
    ) { Double($0).flatMap { $0 > 0 && $0 < 100 ? $0 : nil } }
    spec.isPrimary = try fields.flag("primary")
    spec.better =
      try fields.value("better", "write higher or lower", MetricSpec.Direction.init(rawValue:))
      ?? MetricSpec.direction(ofUnit: spec.unit)
    spec.atMost = try limit(spec)
  }

  private func column(isNeeded: Bool) throws(ManifestError) -> String? {
    let number = try fields.whole(
      "column", in: 1...1000, "samples have no headings: give the column's number, from 1")
    guard number != nil || !isNeeded && fields.given(["is", "not"]).isEmpty else {
      throw fields.error(
        "\(fields.name) does not say which column of its samples it means",
        "add 'column:' and its number, from 1")
    }
    return number.map(String.init)
  }

  private func limit(_ spec: MetricSpec) throws(ManifestError) -> Double? {
    guard fields["at-most"] == nil || spec.better == .lower else {
      throw fields.error(
        at: "at-most", "\(fields.name): more of it is better, and 'at-most' limits it",
        "leave one of the two out")
    }
    let unit = spec.unit.isEmpty ? "" : " of \(spec.unit)"
    return try fields.value("at-most", "give a number\(unit)") {
      MetricNumber($0)?.converted(to: spec.unit)
    }
  }

  /// Fields that mean nothing beside those that are there.
  private func refuseStrangers(_ spec: MetricSpec, _ kind: String) throws(ManifestError) {
    let own: [String] =
      switch kind {
      case "csv": ["csv", "row", "from"]
      case "samples": ["samples", "column", "count", "mean", "percentile", "is", "not"]
      default: [kind, "from"]
      }
    let known = own + ["unit", "better", "primary", "at-most"]
    let strange = fields.given(ManifestFields.fields(of: .metric).filter { !known.contains($0) })
    if let field = strange.first {
      throw fields.error(
        at: field, "\(fields.name): '\(field)' means nothing beside '\(kind)'",
        "leave one of the two out")
    }
    let filters = fields.given(["is", "not"])
    guard filters.count < 2 else {
      throw fields.error(at: "is", "\(fields.name) has both 'is' and 'not'", "keep one of them")
    }
    guard filters.isEmpty || spec.reading == .count || spec.reading == .share else {
      throw fields.error(
        "\(fields.name): 'is' and 'not' choose samples to count", "leave them out here")
    }
  }
}
