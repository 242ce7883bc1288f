import Foundation
import Help
import ProfileModel
import Testing
import Text

@Suite("The glossary")
struct GlossaryTests {
  @Test("explains every column of every report that the golden files show")
  func columns() throws {
    let titles = try Self.columnTitles()
    #expect(titles.contains("cores busy"))
    // A number is so many cores busy.
    for title in titles.sorted() where Int(title) == nil && !Self.isMetric(title) {
      #expect(Glossary.topic(named: title) != nil, "no topic explains the column “\(title)”")
    }
  }

  @Test("explains every heading and every word in bold of the golden reports")
  func strong() throws {
    let headings = try Self.found(/^##+ (.+)$/.anchorsMatchLineEndings())
    let strong = try Self.found(/\*\*([^*\n]+)\*\*/)
    #expect(headings.contains("The price") && strong.contains("Cores busy"))
    // Names of what was measured, and a cell's answer to a question.
    let workloads = headings.filter { $0.hasPrefix(Self.evidence) }.map {
      String($0.dropFirst(Self.evidence.count))
    }
    let skipped = Set(workloads + ["no", "Warning:"])
    for word in (headings.union(strong)).subtracting(skipped).sorted()
    where word.wholeMatch(of: Self.configurations) == nil && !word.contains(/[;<]/) {
      let term = word.hasPrefix("use ") ? "use" : word
      let name = term.hasPrefix(Self.evidence) ? "The evidence" : term
      #expect(Glossary.topic(named: name) != nil, "no topic explains “\(word)”")
    }
  }

  private static let evidence = "The evidence: "
  nonisolated(unsafe) private static let configurations =
    /(sequential|(thread|process)-\d+)(( and |, )(sequential|(thread|process)-\d+))*/

  @Test("explains what every line below an answer is about", arguments: AnswerLine.allCases)
  func lines(line: AnswerLine) {
    #expect(Glossary.topic(named: line.rawValue)?.name == line.rawValue)
  }

  @Test("explains every quantity by its key, its words and its heading")
  func quantities() {
    for quantity in Quantity.all {
      for name in [quantity.key, quantity.words, quantity.heading] {
        #expect(Glossary.topic(named: name) != nil, "no topic explains “\(name)”")
      }
    }
    for part in LedgerPart.allCases {
      for name in [part.key, part.words, part.heading] {
        #expect(Glossary.topic(named: name) != nil, "no topic explains “\(name)”")
      }
    }
    for kind in BoundKind.allCases {
      #expect(Glossary.topic(named: "bound by \(kind.words)")?.name == "bound by")
      #expect(Glossary.topic(named: kind.phrase)?.name == "bound by")
    }
    for limit in ServiceLimit.allCases {
      #expect(Glossary.topic(named: limit.words) != nil, "no topic explains “\(limit.words)”")
      #expect(Glossary.topic(named: "limited by \(limit.words)")?.name == "limit")
    }
  }

  @Test(
    "finds what else a reader may look up",
    arguments: [
      "cost", "lean", "know", "more", "next", "but", "help", "why", "established", "CPUs",
      "timeslices", "time asleep", "CPU time of others", "lever", "SMT", "NUMA node", "idle",
      "cpuset", "isolated CPUs",
    ])
  func further(word: String) {
    #expect(Glossary.topic(named: word) != nil)
  }

  @Test(
    "knows the design's words",
    arguments: [
      "workload", "strategy", "layout", "worker", "placement", "configuration", "trial", "round",
      "sample", "ledger", "study", "finding",
    ])
  func words(word: String) {
    #expect(Glossary.topic(named: word)?.name == word)
  }

  @Test(
    "finds a topic however it is written",
    arguments: [
      ("PSS", "peak PSS"), ("peak-pss", "peak PSS"), ("Run Queue Wait", "run-queue wait"),
      ("runQueueSeconds", "run-queue wait"), ("startup", "start-up"), ("--pin", "pin"),
      ("p99.9", "read latency"), ("threads", "thread"), ("process", "process"),
    ])
  func spelling(written: String, name: String) {
    #expect(Glossary.topic(named: written)?.name == name)
  }

  @Test("finds nothing for what is no word", arguments: ["", "   ", "--", "pps", "p999"])
  func unknown(text: String) {
    #expect(Glossary.topic(named: text) == nil)
  }

  @Test("has one topic for each name")
  func unique() {
    var owners: [String: String] = [:]
    for topic in Glossary.topics {
      for name in [topic.name] + topic.aliases {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." }
        let other = owners.updateValue(topic.name, forKey: folded)
        #expect(
          other == nil || other == topic.name, "“\(name)” is in \(topic.name) and in \(other ?? "")"
        )
      }
    }
  }

  @Test("reads in any window", arguments: [30, 40, 80, 132], [true, false])
  func fits(width: Int, unicode: Bool) {
    let style = TerminalStyle(width: width, unicode: unicode)
    for text in [Glossary.list(style)] + Glossary.topics.map({ $0.rendered(style) }) {
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(String(line)) <= width, "\(line)")
      }
      #expect(unicode || text.unicodeScalars.allSatisfy { $0.isASCII })
      #expect(unicode || !text.contains("<U+"), "a sign has no ASCII form: \(text)")
    }
  }

  @Test("is written in sentences: a summary ends with a stop, and begins as the word goes on")
  func sentences() {
    for topic in Glossary.topics {
      #expect(topic.summary.hasSuffix("."), "\(topic.name)")
      #expect(topic.details.allSatisfy { $0.hasSuffix(".") }, "\(topic.name)")
    }
  }

  /// What the recorded service measures of itself, under names of its own.
  private static func isMetric(_ title: String) -> Bool {
    let name = title.replacing(" / reference", with: "").replacing(" (median)", with: "")
    return ["rate", "p50", "p90", "p99", "mean", "failed"].contains(name)
  }

  /// The golden reports.
  private static func reports() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "ReportingTests/Golden")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }.map { try String(contentsOf: $0, encoding: .utf8) }
  }

  /// What a pattern's group matches in them.
  private static func found(_ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
    Set(try reports().flatMap { $0.matches(of: pattern).map { String($0.output.1) } })
  }

  /// The first rows of the tables in the golden reports.
  private static func columnTitles() throws -> Set<String> {
    var titles = Set<String>()
    for report in try reports() {
      let lines = report.split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst()) where next.hasPrefix("| -") {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        titles.formUnion(cells.filter { !$0.isEmpty })
      }
    }
    return titles
  }
}
