import Analysis
import ArgumentParser
import Builtin
import Planning
import ProfileModel
import Reporting
import Text

/// Measures what is said of threads and processes.
struct Claims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure what is said of threads and processes: which of it holds on this machine.",
    discussion: """
      Each claim is two configurations that differ in nothing else. Writes claims.md and claims.html, and prints the \
      figures; a saved study of claims gives its page again, in either language.

      Examples:
        profile claims
        profile claims --only switch,map,failure
        profile claims reports/latest --language ko > claims.ko.md
      """)

  @Argument(help: "A saved study of claims, to print its page again.", completion: .file())
  var study: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Only these: \(ClaimsChoice.names.joined(separator: ", ")). Repeatable or comma-separated. (default: all)",
      valueName: "name"), completion: .list(ClaimsChoice.names))
  var only: [String] = []

  @Option(
    help: ArgumentHelp("The language of the page: en or ko.", valueName: "language"))
  var language: ClaimLanguage = .english

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measured rounds. (default: as many as fit the time, 6 at least)", valueName: "n"))
  var trials: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Start no round that would end later than this. (default: 2m, or none with --trials)",
      valueName: "time"))
  var timeBudget: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seed of the order of trials. (default: drawn, and recorded)", valueName: "n"))
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the file of the reads is laid out and kept. (default: $TMPDIR or /var/tmp)",
      valueName: "dir"), completion: .directory)
  var directory: String?

  @OptionGroup var place: FolderOptions

  @Flag(help: "Print who would run on which CPU, measure and write nothing.")
  var dryRun = false

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      if let study { return try again(study) }
      return try Measurement.run { machine in try request(on: machine) }
    }
  }

  private func request(on machine: MachineDescription) throws -> StudyRequest {
    let seed = try Seed.parse(seed)
    let choice = try ClaimsChoice(only, seed: seed, on: machine)
    var output = place.request(isDryRun: dryRun, .standard, color)
    output.claims = language
    return StudyRequest(
      subject: .claims(choice), seed: seed, design: try design(),
      data: DataPlace(directory, output: output), output: output)
  }

  private func design() throws -> StudyDesign {
    var design = StudyDesign(
      trials: try trials.map { text throws(Refusal) in
        try TrialCount.parse(text, option: "--trials")
      }, warmupRounds: 1, sampleIntervalSeconds: 0.01)
    design.margin = ClaimsChoice.margin
    // The time alone decides else: the claims are too different for one precision.
    if let budget = timeBudget ?? (design.trials == nil ? ClaimsChoice.standardBudget : nil) {
      design.timeBudgetSeconds = try TimeSpan.parse(budget, option: "--time-budget").seconds
    }
    if design.trials == nil {
      design.extendedBudgetSeconds = design.timeBudgetSeconds.map { 2 * $0 }
    }
    return design
  }

  /// The page of a saved study: printed, or written with `--output`.
  private func again(_ path: String) throws -> ExitStatus {
    let saved = try SavedStudy.load(path)
    let findings = Findings(of: saved, named: StudyFolder.studyName)
    let page = ClaimsPage(study: saved, findings: findings, language: language)
    guard !page.isEmpty else {
      throw ProfileError(
        .malformedInput,
        "\(path): it is no study of claims. Give one that profile claims has saved.")
    }
    guard let output = place.output else {
      try Results.print(page.markdown)
      return .done
    }
    let folder = try StudyFolder(output: output, name: "claims", force: place.force)
    try folder.saveWhole(saved)
    try ClaimsFiles.write(page, findings, to: folder)
    return .done
  }
}

extension ClaimLanguage: ExpressibleByArgument {}
