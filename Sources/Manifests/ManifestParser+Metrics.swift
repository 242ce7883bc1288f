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
      let metric = try MetricParser(parser: self, name: entry.key, node: entry.value).metric()
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
  private let reader: NodeReader
  private let parser: ManifestParser
  private let name: String
  private let node: Node
  private let fields: [String: Node]
  private var what: String { "metrics.\(name)" }

  private static let kinds = ["regex", "json", "csv", "samples"]

  init(parser: ManifestParser, name: String, node: Node) throws(ManifestError) {
    self.parser = parser
    self.name = name
    self.node = node
    reader = parser.reader
    fields = try parser.reader.fields(of: node, in: .metric, "metrics.\(name)")
  }

  func metric() throws(ManifestError) -> WorkloadManifest.Metric {
    let given = Self.kinds.filter { fields[$0] != nil }
    guard let kind = given.first, given.count == 1 else {
      throw reader.error(
        at: node,
        given.isEmpty
          ? "\(what) does not say where its value is found"
          : "\(what) has both '\(given[0])' and '\(given[1])'",
        "give one of regex, json, csv or samples")
    }
    let isSamples = kind == "samples"
    let source = try source(fields[isSamples ? "samples" : "from"])
    var spec = MetricSpec(
      name: name, source: "stdout", reading: try isSamples ? sampleReading() : reading(kind),
      unit: try text("unit") ?? "")
    if spec.reading == .share, spec.unit.isEmpty { spec.unit = "%" }
    spec.isScratch = source?.placeholders.first == "scratch"
    try fill(&spec, kind)
    try refuseStrangers(spec, kind)
    return .init(spec: spec, source: source)
  }

  private func text(_ field: String) throws(ManifestError) -> String? {
    guard let node = fields[field] else { return nil }
    return try reader.text(node, "\(what).\(field)")
  }

  private func flag(_ field: String) throws(ManifestError) -> Bool {
    guard let node = fields[field] else { return false }
    return try reader.flag(node, "\(what).\(field)")
  }

  private func source(_ node: Node?) throws(ManifestError) -> Template? {
    guard let node else { return nil }
    return try reader.template(
      node, "\(what).from", known: parser.known(ManifestFields.trialPlaceholders))
  }

  private func reading(_ kind: String) throws(ManifestError) -> MetricSpec.Reading {
    let text = try text(kind) ?? ""
    let problem: String? =
      switch kind {
      case "regex": MetricPattern.problem(with: text)
      case "json": JSONPointer.problem(with: text)
      default: text.isEmpty ? "the column's heading is empty" : nil
      }
    if let problem {
      throw reader.error(
        at: fields[kind], "\(what).\(kind): \(problem)",
        kind == "json" ? "such as /jobs/0/read/iops" : "correct it")
    }
    return kind == "regex" ? .regex : kind == "json" ? .json : .csv
  }

  /// What is made of the lines.
  private func sampleReading() throws(ManifestError) -> MetricSpec.Reading {
    let isCount = try flag("count")
    let isMean = try flag("mean")
    let isPercentile = fields["percentile"] != nil
    let isShare = !isCount && (fields["is"] != nil || fields["not"] != nil)
    guard [isCount, isMean, isPercentile, isShare].count(where: { $0 }) == 1 else {
      throw reader.error(
        at: node, "\(what) does not say what is made of its samples, or says it twice",
        "give one of 'count: true', 'percentile: 99', 'mean: true', 'is: TEXT' or 'not: TEXT'")
    }
    return isCount ? .count : isMean ? .mean : isPercentile ? .percentile : .share
  }

  private func fill(_ spec: inout MetricSpec, _ kind: String) throws(ManifestError) {
    switch kind {
    case "csv":
      spec.column = try text("csv")
      spec.pattern = try text("row")
    case "samples":
      spec.column = try column(isNeeded: spec.reading != .count)
      spec.equal = try text("is")
      spec.unequal = try text("not")
    default: spec.pattern = try text(kind)
    }
    spec.percentile = try percentile()
    spec.isPrimary = try flag("primary")
    spec.better = MetricSpec.direction(ofUnit: spec.unit)
    if let word = try text("better") {
      guard let better = MetricSpec.Direction(rawValue: word) else {
        throw reader.error(
          at: fields["better"], "\(what).better is '\(word)'", "write higher or lower")
      }
      spec.better = better
    }
    spec.atMost = try limit(spec)
  }

  private func column(isNeeded: Bool) throws(ManifestError) -> String? {
    let isFiltered = fields["is"] != nil || fields["not"] != nil
    guard let text = try text("column") else {
      guard !isNeeded && !isFiltered else {
        throw reader.error(
          at: node, "\(what) does not say which column of its samples it means",
          "add 'column:' and its number, from 1")
      }
      return nil
    }
    guard let number = Int(text), (1...1000).contains(number) else {
      throw reader.error(
        at: fields["column"], "\(what).column is '\(text)'",
        "samples have no headings: give the column's number, from 1")
    }
    return String(number)
  }

  private func percentile() throws(ManifestError) -> Double? {
    guard let text = try text("percentile") else { return nil }
    guard let value = Double(text), value > 0, value < 100 else {
      throw reader.error(
        at: fields["percentile"], "\(what).percentile is '\(text)'",
        "give a number between 0 and 100, such as 99 or 99.9")
    }
    return value
  }

  private func limit(_ spec: MetricSpec) throws(ManifestError) -> Double? {
    guard let text = try text("at-most") else { return nil }
    guard spec.better == .lower else {
      throw reader.error(
        at: fields["at-most"], "\(what): more of it is better, and 'at-most' limits it",
        "leave one of the two out")
    }
    guard let value = MetricNumber(text)?.converted(to: spec.unit) else {
      throw reader.error(
        at: fields["at-most"], "\(what).at-most is '\(text)'",
        "give a number\(spec.unit.isEmpty ? "" : " of \(spec.unit)")")
    }
    return value
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
    for field in ManifestFields.fields(of: .metric) where !known.contains(field) {
      guard let node = fields[field] else { continue }
      throw reader.error(
        at: node, "\(what): '\(field)' means nothing beside '\(kind)'", "leave one of the two out")
    }
    if let equal = fields["is"], fields["not"] != nil {
      throw reader.error(at: equal, "\(what) has both 'is' and 'not'", "keep one of them")
    }
    if fields["is"] != nil || fields["not"] != nil, spec.reading != .count, spec.reading != .share {
      throw reader.error(
        at: node, "\(what): 'is' and 'not' choose samples to count", "leave them out here")
    }
  }
}
