public import Analysis
import ProfileModel
import Text

/// A gate's outcome as JUnit XML, which CI systems show: worse is a failure, what cannot be told is skipped with its reason.
public enum JUnitXML {
  private enum Result {
    case passed
    case failed(String)
    case skipped(String)
  }

  private struct Case {
    let suite: String
    let name: String
    let result: Result
  }

  /// Each gated quantity of each configuration is a test.
  public static func text(_ comparison: StudyComparison) -> String {
    let cases = comparison.rows.compactMap { row -> Case? in
      guard let outcome = row.outcome else { return nil }
      let words = Quantity.named(row.quantity, unit: row.unit)?.words ?? row.quantity
      return Case(
        suite: "profile compare", name: "\(row.configuration) \(words)",
        result: result(
          outcome,
          detail:
            "ratio \(figures(row.ratio, row.low, row.high)), limit \(NumberText.ratio(row.threshold.map { 1 + $0 }))",
          reason: row.unavailable.reasons.sorted { $0.key < $1.key }.first?.value))
    }
    return document("profile compare", cases)
  }

  /// Each node is a test for each workload: by the gate, else by whether it stands out.
  public static func text(_ fleet: Fleet) -> String {
    let rows = fleet.rows.map { row in
      Case(
        suite: "profile fleet.\(row.workload)", name: row.node,
        result: result(
          row.gate ?? judged(row.outcome),
          detail: "ratio to its kind \(figures(row.ratio, row.low, row.high))",
          reason: row.unavailable[.low]))
    }
    let absent =
      fleet.missing.map { ($0, "no study of this node") }
      + fleet.unread.map { ($0.study, $0.reason) }
    let others = absent.map {
      Case(suite: "profile fleet", name: $0.0, result: .skipped($0.1))
    }
    return document("profile fleet", rows + others)
  }

  private static func judged(_ outcome: Fleet.Outcome) -> StudyComparison.Outcome {
    switch outcome {
    case .worse: .worse
    case .better, .usual: .notWorse
    case .notJudged, .notMeasured: .inconclusive
    }
  }

  private static func result(
    _ outcome: StudyComparison.Outcome, detail: String, reason: String?
  ) -> Result {
    switch outcome {
    case .notWorse: .passed
    case .worse: .failed(detail)
    case .inconclusive: .skipped("cannot tell: \(reason ?? detail)")
    }
  }

  private static func figures(_ ratio: Double?, _ low: Double?, _ high: Double?) -> String {
    let texts = [ratio, low, high].map(NumberText.ratio)
    return "\(texts[0]) [\(texts[1]), \(texts[2])]"
  }

  private static func document(_ name: String, _ cases: [Case]) -> String {
    let failures = cases.count { if case .failed = $0.result { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(name)" \(counts)>
        <testsuite name="\(name)" \(counts)>
      \(cases.map(element).joined(separator: "\n"))
        </testsuite>
      </testsuites>

      """
  }

  private static func element(_ test: Case) -> String {
    let head =
      "    <testcase classname=\"\(escaped(test.suite))\" name=\"\(escaped(test.name))\""
    switch test.result {
    case .passed: return "\(head)/>"
    case .failed(let message):
      return "\(head)>\n      <failure message=\"\(escaped(message))\"/>\n    </testcase>"
    case .skipped(let message):
      return "\(head)>\n      <skipped message=\"\(escaped(message))\"/>\n    </testcase>"
    }
  }

  private static func escaped(_ text: String) -> String {
    HTMLText.escaped(OutsideText.line(text))
  }
}
