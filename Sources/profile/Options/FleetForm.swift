/// A form in which a fleet can be had: the word after `--format`, and the file that it makes.
enum FleetForm: String, CaseIterable {
  case md
  case json
  case csv
  case html
  case junit

  /// Its file in the folder.
  var fileName: String { self == .junit ? "fleet.xml" : "fleet.\(rawValue)" }
}
