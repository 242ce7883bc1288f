import Analysis
import ArgumentParser
import Exports
import FoundationEssentials
import Planning
import ProfileModel
import Reporting
import Text

/// Holds the same study on many machines against each other.
struct Fleets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract:
      "Merge the same study from many machines: what to do on each kind, which node is ill.",
    discussion: """
      Groups machines by what they are, pools only like ones, and names nodes that stand out from their kind. Folders \
      are searched for studies. With --fail-if-outlier it exits with 0 when no node is slower than that, 2 when one is \
      beyond doubt, 3 when it cannot tell; 65 when the studies are of several plans.

      Examples:
        profile fleet results
        profile fleet results --expect 'n[01-16]' --fail-if-outlier 5%
        profile fleet n1/study.json n2/study.json --output fleet --format md,html,csv
      """)

  @Argument(
    help: "Studies, report folders, or folders that hold such.", completion: .file())
  var studies: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The nodes that should be there, such as n1,n2 or n[01-12]: those without a study are named. (default: those of the studies' own Slurm job)",
      valueName: "list"))
  var expect: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much slower than its kind a node may be. (default: nothing is gated)",
      valueName: "share"))
  var failIfOutlier: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What to print or write: md, json, csv, html (one file with the picture inside), junit (fleet.xml; what cannot be told is skipped). Repeatable or comma-separated. (default: md; with --output md,json,csv)",
      valueName: "name"),
    completion: .names { FleetForm.allCases.map(\.rawValue) })
  var format: [String] = []

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Write the files there.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Flag(help: "Write into --output even if it is not empty.")
  var force = false

  @OptionGroup var summary: SummaryOption

  func run() throws {
    try ProfileError.reporting {
      let forms: [FleetForm] = try WordList.choices(
        format, option: "--format", noun: "format",
        standard: output == nil ? [.md] : [.md, .json, .csv])
      guard output != nil || forms.count == 1 else {
        throw ProfileError(
          .usage,
          "--format \(forms.map(\.rawValue).joined(separator: ",")): standard output takes one form. Name one, or give --output DIR for several."
        )
      }
      guard !studies.isEmpty else {
        throw ProfileError(.usage, "fleet: give the studies, or the folder that holds them.")
      }
      let fleet = try merged(
        gate: try failIfOutlier.map { text throws(Refusal) in
          try Percentage.parse(text, option: "--fail-if-outlier").fraction
        }, expected: try expectedNodes())
      try show(fleet, forms)
      try summary.add(FleetPage(fleet).summary)
      return fleet.gate?.outcome.status ?? .done
    }
  }

  private func expectedNodes() throws(ProfileError) -> [String] {
    guard let expect else { return [] }
    guard let names = HostList.names(in: expect) else {
      throw ProfileError(
        .usage,
        "--expect \(OutsideText.clipped(expect)): this is no list of nodes. Write names with commas between them, or ranges in brackets: n1,n2 or n[01-12,15]."
      )
    }
    return names
  }

  private func merged(gate: Double?, expected: [String]) throws(ProfileError) -> Fleet {
    let found = try FleetStudies.read(studies)
    do throws(StudyMismatch) {
      return try Fleet(found.studies, unread: found.unread, expected: expected, gate: gate)
    } catch {
      throw ProfileError(.malformedInput, "\(error).")
    }
  }

  private func show(_ fleet: Fleet, _ forms: [FleetForm]) throws(ProfileError) {
    guard let output else {
      for form in forms { try Results.print(try printed(fleet, form)) }
      return
    }
    let folder = try StudyFolder(output: output, name: "fleet", force: force)
    var companions = ReportCompanions()
    if forms.contains(.md) || forms.contains(.html) {
      companions = Self.companions(try PictureFolder.draw(FleetPage(fleet).book, in: folder))
    }
    for form in forms {
      let text = try text(
        fleet, form, companions, in: folder)
      try folder.replace(form.fileName, with: Data(text.utf8))
    }
  }

  private func printed(_ fleet: Fleet, _ form: FleetForm) throws(ProfileError) -> String {
    guard form == .html else { return try text(fleet, form, .none, in: nil) }
    try Results.refusePageOnTerminal()
    let drawing = try DrawingFolder()
    let companions = Self.companions(try drawing.draw(FleetPage(fleet).book))
    return try text(fleet, form, companions, in: drawing.folder)
  }

  private static func companions(_ outcome: PictureFolder.Outcome) -> ReportCompanions {
    if let warning = outcome.warning { Progress(quiet: false).note("warning: \(warning)") }
    return ReportCompanions(pictures: outcome.pictures, pictureNote: outcome.note)
  }

  private func text(
    _ fleet: Fleet, _ form: FleetForm, _ companions: ReportCompanions, in folder: StudyFolder?
  ) throws(ProfileError) -> String {
    let page = FleetPage(fleet, companions: companions)
    switch form {
    case .md: return page.markdown
    case .json: return try JSONText.pretty(fleet)
    case .csv: return FleetCSV.text(fleet)
    case .junit: return JUnitXML.text(fleet)
    case .html:
      let pictures = folder.map {
        PictureFolder.contents(of: companions.pictures, in: $0.path)
      }
      return page.html(pictures: pictures ?? [:])
    }
  }
}

extension StudyComparison.Outcome {
  /// How a gate exits.
  var status: ExitStatus {
    switch self {
    case .notWorse: .done
    case .worse: .regression
    case .inconclusive: .inconclusive
    }
  }
}
