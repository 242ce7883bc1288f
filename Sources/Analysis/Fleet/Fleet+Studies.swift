import ProfileModel
import Text

extension Fleet {
  /// Holds like machines against each other.
  ///
  /// - Parameters:
  ///   - studies: one plan's, of any number of nodes; of one node's several the newest counts.
  ///   - unread: files that could not be used.
  ///   - expected: the nodes that should be there; empty takes those of the studies' own job.
  ///   - gate: how much slower a node may be, such as 0.05; nil gates nothing.
  /// - Throws: ``StudyMismatch`` when a study is of another plan.
  public init(
    _ studies: [NodeStudy], unread: [Unread] = [], expected: [String] = [], gate: Double? = nil
  ) throws(StudyMismatch) {
    let roster = FleetRoster(studies)
    try FleetPlan.check(roster.nodes)
    format = Self.format
    version = Self.version
    margin = roster.nodes.map(\.design.margin).max() ?? 0
    self.unread = unread
    remarks = roster.remarks
    missing = roster.missing(of: expected)
    kinds = []
    rows = []
    for (index, members) in roster.kinds.enumerated() {
      let name = Self.letter(index)
      let answers = (members.first?.workloads ?? []).compactMap { KindAnswer($0, members)?.answer }
      kinds.append(
        Kind(
          name: name, machine: members[0].machineWords, nodes: members.map(\.node),
          machines: FleetRoster.machines(members),
          isJudged: FleetRoster.machines(members) >= Self.fewestJudged, answers: answers))
      let rule = KindRule(name: name, members: members, margin: margin, gate: gate)
      rows += answers.flatMap(rule.rows)
    }
    answers = []
    self.gate = gate.map { Gate(threshold: $0, outcome: .notWorse) }
    let outcome = gateOutcome
    self.gate?.outcome = outcome
    answers = FleetWords(fleet: self).answers
  }

  /// The worst of all rows; what is missing cannot be told.
  private var gateOutcome: StudyComparison.Outcome {
    let isWhole = missing.isEmpty && unread.isEmpty && !rows.isEmpty
    return .init(worstOf: rows.compactMap(\.gate) + (isWhole ? [] : [.inconclusive]))
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let round = index / letters.count
    return String(letters[index % letters.count]) + (round == 0 ? "" : "\(round + 1)")
  }
}
