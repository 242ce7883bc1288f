import Foundation

/// A Markdown document, and what it names.
struct Document {
  /// Its path in the repository.
  let file: String
  let text: String

  /// What its links point to, apart from other sites.
  var links: [String] {
    text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }.filter { !$0.contains("://") }
  }

  /// The file that a link leads to, by its path in the repository; the document itself for a bare anchor.
  func target(of link: String) -> String {
    let path = link.prefix { $0 != "#" }
    guard !path.isEmpty else { return file }
    let folder = URL(filePath: "/\(file)").deletingLastPathComponent()
    let target = folder.appending(path: String(path)).standardizedFileURL
    return String(target.path(percentEncoded: false).dropFirst())
  }

  /// Paths in the repository that stand in code: `Sources/…`, `scripts/test`.
  var paths: [String] {
    let pattern =
      /(?m)(?:^|[^\w\/.$}-])((?:Sources|Tests|scripts|docs|\.ci|Benchmarks)\/[\w.+\/-]*\w)/
    return text.matches(of: pattern).map { String($0.1) }
  }

  /// Names of Swift files.
  var swiftFiles: [String] {
    text.matches(of: /[\w+-]+\.swift\b/).map { String($0.0) }
  }

  /// The headings' anchors, as GitHub makes them.
  var anchors: Set<String> {
    Set(
      text.matches(of: /(?m)^#+ (.+)$/).map { heading in
        heading.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
          .replacing(" ", with: "-")
      })
  }

  /// What it names that is not there.
  func problems() throws -> [String] {
    var problems: [String] = []
    for link in links {
      let target = target(of: link)
      if !Repository.exists(target) {
        problems.append("\(file) links \(link), which is not there")
      } else if let anchor = link.split(separator: "#").last, link.contains("#") {
        let page = Document(file: target, text: try Repository.text(target))
        if !page.anchors.contains(String(anchor)) {
          problems.append("\(file) links \(link), and \(target) has no such heading")
        }
      }
    }
    problems += paths.filter { !Repository.exists($0) }.map { "\(file) names \($0)" }
    problems += swiftFiles.filter { !Repository.swiftFiles.contains($0) && $0 != "Package.swift" }
      .map { "\(file) names \($0)" }
    return problems
  }
}
