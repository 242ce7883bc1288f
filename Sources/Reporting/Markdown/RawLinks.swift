import ProfileModel

/// Links from a table's row to its trials; short in the row, spelled out at the end of the page.
struct RawLinks {
  /// `[trials 3]: trials.csv#L2-L5`, in the order of configurations.
  let definitions: [String]
  private var labels: [String: String] = [:]

  init(_ facts: StudyFacts, _ companions: ReportCompanions) {
    guard let file = companions.trialsCSV else {
      definitions = []
      return
    }
    let lines = TrialsCSV.lines(of: facts.study)
    var definitions: [String] = []
    for (index, configuration) in facts.configurations.enumerated() {
      guard let range = lines[configuration.configuration.id] else { continue }
      let label = "t\(index + 1)"
      labels[configuration.configuration.id] = label
      definitions.append("[\(label)]: \(file)#L\(range.lowerBound)-L\(range.upperBound)")
    }
    self.definitions = definitions
  }

  /// The text as a link to the configuration's trials, or as it is.
  func link(_ text: String, to facts: ConfigurationFacts) -> String {
    labels[facts.configuration.id].map { "[\(text)][\($0)]" } ?? text
  }
}
