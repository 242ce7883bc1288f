public import Analysis
import ProfileModel
import Text

/// A comparison of studies as Markdown, for a person or for the summary of a CI job.
public enum ComparisonMarkdown {
  /// Two studies: the outcome first, then a table, then what could not be compared.
  public static func text(_ comparison: StudyComparison) -> String {
    var parts = [
      "# \(headline(comparison))",
      "New: \(MarkdownText.code(comparison.new)), base: \(MarkdownText.code(comparison.base)). "
        + "A ratio is new / base: above 1 is slower, or larger. Intervals are 95 %.",
    ]
    parts += differences(comparison.differences)
    parts += comparison.doubts.map { "**Doubtful:** \(MarkdownText.text($0))." }
    parts += table(comparison).text.map { [$0] } ?? []
    let notes = reasons(comparison) + missing(comparison)
    if !notes.isEmpty { parts.append(notes.map { "- \($0)" }.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// More than two studies: medians over time, each against the first.
  public static func text(_ history: StudyHistory) -> String {
    let names = history.studies.map { MarkdownText.text($0) }
    var table = MarkdownTable(
      [.left("configuration"), .left("quantity")] + names.map { .right($0) })
    for row in history.rows {
      guard let quantity = Quantity.named(row.quantity) else { continue }
      let unit = quantity.unit.display
      table.add(
        [MarkdownText.text(row.configuration), quantity.words]
          + row.entries.map { cell($0, unit) })
    }
    var parts = [
      "# History of \(history.studies.count) studies",
      "Medians, and in brackets the ratio to the first study with its 95 % interval: above 1 is slower, or larger.",
    ]
    parts += differences(history.differences)
    parts += table.text.map { [$0] } ?? []
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func headline(_ comparison: StudyComparison) -> String {
    let gated = comparison.rows.contains { $0.threshold != nil }
    guard gated else { return "Compared, nothing gated" }
    switch comparison.outcome {
    case .notWorse: return "Not worse"
    case .worse:
      let count = comparison.rows.count { $0.outcome == .worse }
      let all = comparison.rows.count { $0.threshold != nil }
      let doubt = comparison.doubts.isEmpty ? "" : ", but the machine was not quiet"
      return "Worse in \(count) of \(all) comparisons\(doubt)"
    case .inconclusive: return "Inconclusive"
    }
  }

  private static func table(_ comparison: StudyComparison) -> MarkdownTable {
    var table = MarkdownTable([
      .left("configuration"), .left("quantity"), .right("base"), .right("new"), .right("ratio"),
      .right("interval"), .right("limit"), .left("outcome"),
    ])
    for row in comparison.rows {
      guard let quantity = Quantity.named(row.quantity) else { continue }
      let unit = quantity.unit.display
      table.add([
        MarkdownText.text(row.configuration), quantity.words,
        value(row.baseMedian, unit), value(row.newMedian, unit),
        row.ratio.map { DecimalText.fixed($0, decimals: 3) } ?? NumberText.absent,
        interval(row.low, row.high),
        row.threshold.map { DecimalText.fixed(1 + $0, decimals: 3) } ?? NumberText.absent,
        row.outcome.map(words) ?? "not gated",
      ])
    }
    return table
  }

  private static func cell(_ entry: StudyHistory.Entry, _ unit: QuantityUnit) -> String {
    let median = value(entry.median, unit)
    guard let ratio = entry.ratio else { return median }
    let text = DecimalText.fixed(ratio, decimals: 3)
    return "\(median) (\(text), \(interval(entry.low, entry.high)))"
  }

  private static func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return NumberText.absent }
    return "\(DecimalText.fixed(low, decimals: 3))–\(DecimalText.fixed(high, decimals: 3))"
  }

  private static func value(_ value: Double?, _ unit: QuantityUnit) -> String {
    value.map { NumberText.value($0, unit: unit) } ?? NumberText.absent
  }

  private static func words(_ outcome: StudyComparison.Outcome) -> String {
    switch outcome {
    case .notWorse: "not worse"
    case .worse: "**worse**"
    case .inconclusive: "inconclusive"
    }
  }

  private static func differences(_ differences: [String]) -> [String] {
    guard !differences.isEmpty else { return [] }
    let lines = differences.map { "- \(MarkdownText.text($0))" }.joined(separator: "\n")
    return ["**The studies differ in more than what was measured:**\n\n\(lines)"]
  }

  /// Why an interval is missing, once for each configuration and reason.
  private static func reasons(_ comparison: StudyComparison) -> [String] {
    var seen = Set<String>()
    return comparison.rows.flatMap { row in
      row.unavailable.reasons.sorted { $0.key < $1.key }.map { _, reason in
        "\(MarkdownText.text(row.configuration)), \(Quantity.named(row.quantity)?.words ?? row.quantity): \(MarkdownText.text(reason))"
      }
    }.filter { seen.insert($0).inserted }
  }

  private static func missing(_ comparison: StudyComparison) -> [String] {
    [("base", comparison.onlyInBase), ("new", comparison.onlyInNew)].compactMap { name, ids in
      ids.isEmpty
        ? nil
        : "only in the \(name) study: \(ids.map { MarkdownText.text($0) }.joined(separator: ", "))"
    }
  }
}
