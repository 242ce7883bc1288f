import Text

/// A form in which a fleet can be had: the word after `--format`, and the file that it makes.
enum FleetForm: String, CaseIterable {
  case md
  case json
  case csv
  case html
  case junit

  /// Its file in the folder.
  var fileName: String { self == .junit ? "fleet.xml" : "fleet.\(rawValue)" }

  /// The forms that the words name, in a fixed order, each once.
  static func parse(_ words: [String], standard: [FleetForm]) throws(Refusal) -> [FleetForm] {
    guard !words.isEmpty else { return standard }
    let names = try WordList.parse(
      words, known: allCases.map(\.rawValue), option: "--format", noun: "format")
    return allCases.filter { names.contains($0.rawValue) }
  }
}
