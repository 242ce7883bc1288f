public import Analysis
import ProfileModel
import Text

/// A comparison of studies as Markdown, for a person or for the summary of a CI job.
public enum ComparisonMarkdown {
  /// Two studies: the outcome first, then a table, then what could not be compared.
  public static func text(_ comparison: StudyComparison) -> String {
    let notes: [[Inline]] = (reasons(comparison) + missing(comparison)).map { [.text($0)] }
    return page(
      [
        .heading(level: 1, headline(comparison)),
        .paragraph([
          "New: ", .code(comparison.new), ", base: ", .code(comparison.base),
          ". A ratio is new / base: above 1 is slower, or larger. Intervals are 95 %.",
          .text(rates(comparison.rows.map(\.quantity))),
        ]),
      ] + differences(comparison.differences)
        + comparison.doubts.map { .paragraph([.strong("Doubtful:"), .text(" \($0).")]) }
        + [.table(table(comparison)), .items(notes)])
  }

  /// Unwrapped, as summaries of CI jobs show it best.
  private static func page(_ blocks: [Block]) -> String {
    MarkdownRenderer(width: .max).page(blocks) + "\n"
  }

  /// More than two studies: medians over time, each against the first.
  public static func text(_ history: StudyHistory) -> String {
    var table = Table(
      [.left("configuration"), .left("quantity")] + history.studies.map { .right($0) })
    for row in history.rows {
      guard let quantity = Quantity.named(row.quantity, unit: row.unit) else { continue }
      table.add(
        [.text(row.configuration), .text(quantity.words)]
          + row.entries.map { Inline.text(cell($0, quantity)) })
    }
    return page(
      [
        .heading(level: 1, "History of \(history.studies.count) studies"),
        .paragraph([
          "Medians, and in brackets the ratio to the first study with its 95 % interval: above 1 is slower, or larger.",
          .text(rates(history.rows.map(\.quantity))),
        ]),
      ] + differences(history.differences) + [.table(table)])
  }

  /// Of what programs tell of themselves, more may be better.
  private static func rates(_ quantities: [String]) -> String {
    quantities.contains { $0.hasPrefix("metrics.") } ? " Of a rate, above 1 is better." : ""
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

  private static func table(_ comparison: StudyComparison) -> Table {
    let rows = comparison.rows.compactMap { row in
      Quantity.named(row.quantity, unit: row.unit).map { (row: row, quantity: $0) }
    }
    return Table(
      rows,
      [
        .left("configuration") { $0.row.configuration }, .left("quantity") { $0.quantity.words },
        .right("base") { value($0.row.baseMedian, $0.quantity) },
        .right("new") { value($0.row.newMedian, $0.quantity) },
        .right("ratio") { NumberText.ratio($0.row.ratio) },
        .right("interval") { interval($0.row.low, $0.row.high) },
        .right("limit") { NumberText.ratio($0.row.threshold.map { 1 + $0 }) },
        .left("outcome") { $0.row.outcome.map(words) ?? "not gated" },
      ])
  }

  private static func cell(_ entry: StudyHistory.Entry, _ quantity: Quantity) -> String {
    let median = value(entry.median, quantity)
    guard entry.ratio != nil else { return median }
    return "\(median) (\(NumberText.ratio(entry.ratio)), \(interval(entry.low, entry.high)))"
  }

  private static func interval(_ low: Double?, _ high: Double?) -> String {
    low == nil || high == nil
      ? NumberText.absent : "\(NumberText.ratio(low))–\(NumberText.ratio(high))"
  }

  private static func value(_ value: Double?, _ quantity: Quantity) -> String {
    value.map { quantity.text($0) } ?? NumberText.absent
  }

  private static func words(_ outcome: StudyComparison.Outcome) -> Inline {
    switch outcome {
    case .notWorse: "not worse"
    case .worse: .strong("worse")
    case .inconclusive: "inconclusive"
    }
  }

  private static func differences(_ differences: [String]) -> [Block] {
    guard !differences.isEmpty else { return [] }
    return [
      .paragraph([.strong("What else differs between the studies:")]),
      .items(differences.map { [.text($0)] }),
    ]
  }

  /// Why an interval is missing, once for each configuration and reason.
  private static func reasons(_ comparison: StudyComparison) -> [String] {
    let reasons = comparison.rows.flatMap { row in
      row.unavailable.reasons.sorted { $0.key < $1.key }.map { _, reason in
        "\(row.configuration), \(Quantity.named(row.quantity, unit: row.unit)?.words ?? row.quantity): \(reason)"
      }
    }
    return reasons.unique
  }

  private static func missing(_ comparison: StudyComparison) -> [String] {
    [("base", comparison.onlyInBase), ("new", comparison.onlyInNew)].compactMap { name, ids in
      ids.isEmpty
        ? nil
        : "only in the \(name) study: \(ids.joined(separator: ", "))"
    }
  }
}
