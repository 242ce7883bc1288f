import Analysis
public import FoundationEssentials
public import ProfileModel
import Text

/// Medians in the form of github-action-benchmark's custom tools (`customSmallerIsBetter`, `customBiggerIsBetter`).
///
/// A name is the configuration's id and the quantity, so it stays from run to run. What was not measured is left out.
public enum GithubJSON {
  /// The action draws each file in one direction.
  public enum Better: Sendable {
    case smaller
    case bigger
  }

  private struct Entry: Encodable {
    var name: String
    var unit: String
    var value: Double
    var range: String?
    var extra: String
  }

  /// UTF-8, with a final line break.
  public static func data(of study: Study, _ better: Better) throws -> Data {
    let entries = StudyFigures(study).all
      .filter { $0.quantity.isMoreBetter == (better == .bigger) }
      .map { figure in
        Entry(
          name: "\(figure.configuration.id) \(figure.quantity.words)",
          unit: figure.quantity.unitText(workUnit: nil), value: figure.median,
          range: figure.interval.map { "\($0.low)–\($0.high)" },
          extra: "median of \(ListText.counted(figure.trials, "trial"))")
      }
    return try entries.jsonData()
  }
}
