import ProfileModel
import Text

/// Links from tables' rows to their trials; short in the row, spelled out at the end of the page.
struct RawLinks {
  /// `[t3]: trials.csv#L2-L5`, in the order of configurations.
  let definitions: [String]
  /// The definitions' names, by configuration.
  let names: [String: String]

  init(_ facts: StudyFacts, _ companions: ReportCompanions) {
    guard let file = companions.trialsCSV else {
      definitions = []
      names = [:]
      return
    }
    let lines = Self.lines(facts.study)
    var definitions: [String] = []
    var names: [String: String] = [:]
    for (index, configuration) in facts.configurations.enumerated() {
      guard let range = lines[configuration.configuration.id] else { continue }
      let name = "t\(index + 1)"
      names[configuration.configuration.id] = name
      definitions.append("[\(name)]: \(file)#L\(range.lowerBound)-L\(range.upperBound)")
    }
    self.definitions = definitions
    self.names = names
  }

  /// The lines of each configuration's rows in `trials.csv`, from 1; the header is line 1.
  private static func lines(_ study: Study) -> [String: ClosedRange<Int>] {
    var lines: [String: ClosedRange<Int>] = [:]
    for (index, row) in study.trialRows.enumerated() {
      let first = lines[row.configuration.id]?.lowerBound ?? index + 2
      lines[row.configuration.id] = first...(index + 2)
    }
    return lines
  }
}

extension ConfigurationFacts {
  /// Its name as a table's cell: a link to its trials, where they lie beside the report.
  var cell: String {
    let text = MarkdownText.text(label)
    guard let link else { return text }
    return "[\(Self.escapingBrackets(text))][\(link)]"
  }

  /// Brackets mean nothing in a text, but end a link's.
  private static func escapingBrackets(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "[" || character == "]" { result.append("\\") }
      isEscaped = character == "\\" && !isEscaped
      result.append(character)
    }
    return result
  }
}
