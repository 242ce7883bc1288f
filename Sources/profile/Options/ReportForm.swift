/// A form in which a study's report can be had: the word after `--format`, and the file that it makes.
enum ReportForm: String, CaseIterable {
  case md
  case json
  case csv
  case html
  case hyperfine
  case trace
  case github
  case githubRates = "github-rates"
  case bmf
  case openmetrics

  /// Its file in the report folder.
  var fileName: String {
    switch self {
    case .md: "report.md"
    case .json: "findings.json"
    case .csv: "trials.csv"
    case .html: "report.html"
    case .hyperfine: "hyperfine.json"
    case .trace: "trace.json"
    case .github: "github.json"
    case .githubRates: "github-rates.json"
    case .bmf: "bencher.json"
    case .openmetrics: "metrics.txt"
    }
  }

  /// Whether it shows pictures.
  var hasPictures: Bool { self == .md || self == .html }
}
