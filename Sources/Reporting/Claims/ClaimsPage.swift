import Analysis
import Builtin
package import ProfileModel
package import Text

/// The page of claims: what is said of threads and processes, and what was measured, in one language.
///
/// A pure function of its inputs: equal studies give equal bytes.
package struct ClaimsPage {
  private let language: ClaimLanguage
  private let words: any ClaimWords
  private let findings: [ClaimFinding]
  private let facts: ClaimFacts
  private let segments: [SegmentBars]

  package init(study: Study, findings: Findings, language: ClaimLanguage) {
    self.language = language
    words = language.words
    self.findings = ClaimFinding.all(in: study, findings)
    facts = ClaimFacts(
      cpuModel: study.machine.cpuModel ?? NumberText.absent, kernel: study.machine.kernel,
      cpus: study.machine.allowedCPUs.count, rounds: MeasuredTrials(study).rounds.count,
      margin: NumberText.percent(study.design.margin),
      alikeMargin: NumberText.percent(max(study.design.margin, ClaimFinding.alikeMargin)))
    segments = SegmentBars.all(in: study, names: words.segmentNames)
  }

  /// Whether the study measured any claim.
  package var isEmpty: Bool { findings.isEmpty }

  package var markdown: String { MarkdownRenderer().page(blocks) + "\n" }

  package var html: String {
    HTMLPage.text(
      title: words.title, body: "<div class=\"prose\">\n\(HTMLRenderer().page(blocks))\n</div>",
      language: language.rawValue)
  }

  /// The figures as a table, and what they mean as sentences.
  package func terminal(_ style: TerminalStyle) -> String {
    let headings = words.columns
    let rows = findings.map { ClaimRow($0, words) }
    let table = Table(
      rows,
      [
        .left(headings[0]) { $0.name }, .left(headings[2]) { $0.first },
        .left(headings[3]) { $0.second }, .left(headings[4]) { $0.ratio },
        .left(headings[1]) { $0.verdict },
      ])
    return TerminalRenderer(style).page([
      .heading(level: 1, words.title), .table(table),
      .items(
        rows.map { row in
          let why = row.why == NumberText.absent ? "" : "\(row.why). "
          return [.lead("\(row.name):", .bold), .text(" \(why)\(row.meaning).")]
        }),
    ])
  }

  private var blocks: [Block] {
    [.heading(level: 1, words.title)]
      + words.introduction(facts).map { .paragraph([.text($0)]) }
      + part(words.articleHeading, findings.filter(\.claim.isOfArticle))
      + part(words.othersHeading, findings.filter { !$0.claim.isOfArticle })
      + picture
  }

  private func part(_ heading: String, _ findings: [ClaimFinding]) -> [Block] {
    guard !findings.isEmpty else { return [] }
    let rows = findings.map { ClaimRow($0, words) }
    let headings = words.columns
    let table = Table(
      rows,
      [
        .left(headings[0]) { .strong($0.name) }, .left(headings[1]) { .strong($0.verdict) },
        .left(headings[2]) { $0.first }, .left(headings[3]) { $0.second },
        .left(headings[4]) { $0.ratio }, .left(headings[5]) { $0.meaning },
      ])
    // As a list, for eight columns are wider than most windows.
    let statements = rows.map { row in
      let why = row.why == NumberText.absent ? "" : " \(words.whyLabel): \(row.why)."
      return [Inline.strong(row.name), .text(": \(row.statement).\(why)")]
    }
    return [.heading(level: 2, heading), .table(table), .items(statements)]
  }

  private var picture: [Block] {
    guard !segments.isEmpty else { return [] }
    return [
      .heading(level: 2, words.segmentsHeading),
      .code(segments.flatMap { $0.lines(words) }, language: ""),
      .paragraph([.text(words.segmentsNote)]),
    ]
  }
}
