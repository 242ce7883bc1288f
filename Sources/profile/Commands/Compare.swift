import Analysis
import ArgumentParser
import Exports
import FoundationEssentials
import Planning
import ProfileModel
import Reporting
import Text

/// Compares saved studies: a gate for CI.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare saved studies, and fail when the new one is worse.",
    discussion: """
      Exits with 0 when the new study is not worse, 2 when a whole 95 % interval lies beyond its threshold, 3 when the \
      data cannot tell, 65 when the studies cannot be compared. With more than two studies it prints a history and exits \
      with 0.

      Examples:
        profile compare baseline/study.json reports/latest
        profile compare main.json branch.json --fail-if-slower 5% --fail-if-larger 10%
      """)

  @Argument(help: "Studies or report folders: BASE NEW, or more for a history.")
  var studies: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Growth of the wall time that still passes, or off.", valueName: "share"))
  var failIfSlower: String = "5%"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Growth of the peak PSS that still passes, or off.", valueName: "share"))
  var failIfLarger: String = "off"

  @Flag(help: "Compare different machines or parameters all the same; what differs is said.")
  var allowDifferent = false

  @Option(
    help: "md, json, or junit (what cannot be told is skipped).",
    completion: .list(["md", "json", "junit"]))
  var format: String = "md"

  @OptionGroup var summary: SummaryOption

  func run() throws {
    try ProfileError.reporting {
      guard ["md", "json", "junit"].contains(format) else {
        throw ProfileError(
          .usage, "--format \(format): there is no such format. Known are md, json and junit.")
      }
      guard studies.count >= 2 else {
        throw ProfileError(
          .usage, "one study cannot be compared: give a base and a new one, or more for a history.")
      }
      guard format != "junit" || studies.count == 2 else {
        throw ProfileError(
          .usage, "--format junit: a history judges nothing. Give a base and a new study.")
      }
      let gate = Gate(
        slower: try threshold(failIfSlower, option: "--fail-if-slower"),
        larger: try threshold(failIfLarger, option: "--fail-if-larger"))
      let loaded = try studies.map { (name: $0, study: try SavedStudy.load($0)) }
      do {
        return loaded.count == 2
          ? try compare(loaded[0], loaded[1], gate) : try history(loaded)
      } catch let mismatch as StudyMismatch {
        throw ProfileError(.malformedInput, "\(mismatch).")
      }
    }
  }

  private func threshold(_ text: String, option: String) throws(Refusal) -> Double? {
    text == "off" ? nil : try Percentage.parse(text, option: option).fraction
  }

  private typealias Named = (name: String, study: Study)

  private func compare(_ base: Named, _ new: Named, _ gate: Gate) throws -> ExitStatus {
    let comparison = try StudyComparison(
      base: base.study, named: base.name, new: new.study, named: new.name, gate: gate,
      allowDifferent: allowDifferent)
    if format == "junit" {
      try Results.print(JUnitXML.text(comparison))
    } else {
      try show(comparison) { ComparisonMarkdown.text(comparison) }
    }
    try summary.add(ComparisonMarkdown.text(comparison))
    return comparison.outcome.status
  }

  private func history(_ studies: [Named]) throws -> ExitStatus {
    let history = try StudyHistory(studies, allowDifferent: allowDifferent)
    try show(history) { ComparisonMarkdown.text(history) }
    try summary.add(ComparisonMarkdown.text(history))
    return .done
  }

  private func show(_ value: some Encodable, markdown: () -> String) throws(ProfileError) {
    let text = format == "json" ? try JSONText.pretty(value) : markdown()
    try Results.print(text)
  }
}
