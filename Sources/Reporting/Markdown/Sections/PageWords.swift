import ProfileModel
import Text

/// On which NUMA nodes the workers' buffers lay, and what was asked for, in plain text.
enum PageWords {
  /// More configurations than this are left to the study.
  private static let mostNamed = 12

  static func sentences(_ facts: StudyFacts) -> [String] {
    let placed = facts.configurations.filter { facts in
      facts.measured.contains { !$0.pagesPerNode.isEmpty }
    }
    guard !placed.isEmpty else { return [] }
    let nodes = Set(placed.flatMap { $0.measured.flatMap(\.pagesPerNode.keys) })
    if let only = nodes.first, nodes.count == 1 {
      return ["The kernel was asked where the work's buffers lay: all their pages on node \(only)."]
    }
    let named = placed.prefix(mostNamed).compactMap(sentence)
    let rest = placed.count - named.count
    let more = rest > 0 ? ["\(rest) more: see pagesPerNode in study.json"] : []
    return [
      "Pages of the work's buffers by node, as the kernel told at the end of the last trial: "
        + (named + more).joined(separator: "; ") + "."
    ]
  }

  private static func sentence(_ facts: ConfigurationFacts) -> String? {
    guard let pages = facts.measured.last(where: { !$0.pagesPerNode.isEmpty })?.pagesPerNode else {
      return nil
    }
    let counts = pages.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map {
      "node \($0.key): \(NumberText.count($0.value))"
    }
    let policy = facts.configuration.memoryPolicy
    let asked = policy == .standard ? "" : " (\(policy))"
    return "\(facts.configuration.id)\(asked) \(counts.joined(separator: ", "))"
  }
}
