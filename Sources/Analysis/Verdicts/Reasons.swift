import ProfileModel
import Text

/// Why one configuration is faster than the next, in terms of where its workers' time goes.
enum Reasons {
  /// What binds the chosen one and the one to set it against, a sentence each with the ledger's shares; without such
  /// findings, how many cores each kept busy.
  static func words(
    _ findings: Findings, _ chosen: String, _ ruling: Ruling, _ names: Names
  ) -> [String] {
    let other = counterpart(chosen, ruling)
    let subjects = [chosen, other].compactMap(\.self)
    let bounds = subjects.compactMap { id in
      findings.bound(of: id).map { bound in
        let evidence = [bound.evidence.first, cores(findings, id).map { "\($0) cores busy" }]
        let words = evidence.compactMap(\.self).joined(separator: "; ")
        return "\(names[id]): \(bound.phrase) (\(words))"
      }
    }
    if !bounds.isEmpty { return bounds }
    let busy = subjects.compactMap { id in
      cores(findings, id).map { (names[id], $0) }
    }
    guard let first = busy.first, busy.count == subjects.count else { return [] }
    let rest = busy.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    return ["\(first.0) kept \(first.1) cores busy\(rest)"]
  }

  private static func cores(_ findings: Findings, _ id: String) -> String? {
    findings.estimate(.coresBusy, of: id).map { NumberText.number($0.median) }
  }

  /// The fastest configuration of another strategy with as many workers; else the reference.
  private static func counterpart(_ chosen: String, _ ruling: Ruling) -> String? {
    guard let own = ruling.study.configuration(chosen) else { return nil }
    let alike = ruling.configurations.first {
      $0.workers == own.workers && $0.strategy != own.strategy && $0.workers > 1
    }
    if let alike { return alike.id }
    return chosen == ruling.reference.id ? nil : ruling.reference.id
  }
}
