import ProfileModel

/// Links from tables' rows to their trials in `trials.csv`, where it lies beside the report.
struct RawLinks {
  /// In the order of configurations.
  private(set) var inOrder: [Link] = []
  private(set) var byConfiguration: [String: Link] = [:]

  init(_ facts: StudyFacts, _ companions: ReportCompanions) {
    guard let file = companions.trialsCSV else { return }
    let lines = Self.lines(facts.study)
    for (index, configuration) in facts.configurations.enumerated() {
      guard let range = lines[configuration.configuration.id] else { continue }
      let link = Link(
        name: "t\(index + 1)", target: "\(file)#L\(range.lowerBound)-L\(range.upperBound)")
      byConfiguration[configuration.configuration.id] = link
      inOrder.append(link)
    }
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
  var cell: Inline { link.map { .link(label, $0) } ?? .text(label) }
}
