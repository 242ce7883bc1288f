import ProfileModel
import Text

/// Where the workers were meant to run, could run, and ran.
struct PlacementSection {
  /// More workers than this share one row.
  private static let rowsPerConfiguration = 8

  let blocks: [Block]
  /// Pins that did not hold, plain text: warnings for the top of the report.
  let violations: [String]

  init(_ facts: StudyFacts) {
    violations = facts.rows.compactMap { Self.violation($1, workload: $0.name) }
    var table = Table([
      .left("workload"), .left("strategy"), .right("worker"), .left("asked"), .left("obtained"),
      .left("observed"), .right("migrations"), .left("held"),
    ])
    for (workload, configuration) in facts.rows {
      for row in Self.rows(configuration) {
        table.add([.text(workload.name), configuration.cell] + row)
      }
    }
    let held = Self.held(facts, violations)
    let placed =
      [Block].exhibit(table, notes: Self.notes(facts)) + Self.memory(facts)
    let shown =
      violations.isEmpty ? [Block.folded(title: "Each worker's CPUs", placed)] : placed
    blocks =
      table.rows.isEmpty
      ? [] : [.heading(level: 2, "Placement"), .paragraph([.text(held)])] + shown
  }

  private static func held(_ facts: StudyFacts, _ violations: [String]) -> String {
    let pinned = facts.configurations.contains { facts in
      facts.measured.contains { $0.held != nil }
    }
    return !pinned
      ? "Nothing was pinned: the kernel chose the CPUs."
      : violations.isEmpty
        ? "Every pinned worker kept to its CPUs."
        : facts.configurations.contains { $0.measured.contains { $0.held == false } }
          ? "Some pins did not hold; see the top."
          : "Of the measured trials every pinned worker kept to its CPUs, but not of all others; see the top."
  }

  private static func notes(_ facts: StudyFacts) -> [[Inline]] {
    let words = [
      "CPUs are the kernel's ids. “Obtained” is the mask read back from the kernel, “observed” where the samples saw the worker, “migrations” the most in one trial (of commands, as last read of each thread)."
    ]
    return (words + Self.pages(facts)).map { [.text($0)] }
  }

  /// Where the work's memory lies: only where the kernel was asked.
  private static func memory(_ facts: StudyFacts) -> [Block] {
    let table = Table(
      facts.rows.filter { shares($0.facts) != nil },
      StudyFacts.names + [
        .left("policy") { $0.facts.configuration.memoryPolicy.description },
        .left("pages by node") { shares($0.facts) },
      ])
    return .exhibit(
      table,
      notes: [["The kernel was asked on which NUMA node each page of the work's buffers lies."]])
  }

  /// Of all its trials' pages, by node; nil where no page is known.
  private static func shares(_ facts: ConfigurationFacts) -> String? {
    let pages = facts.measured.map(\.pagesPerNode)
      .reduce(into: [String: UInt64]()) { $0.merge($1, uniquingKeysWith: &+) }
    let all = pages.values.reduce(0.0) { $0 + Double($1) }
    guard all > 0 else { return nil }
    return pages.sorted { (Int($0.key) ?? .max, $0.key) < (Int($1.key) ?? .max, $1.key) }
      .map { "node \($0.key): \(NumberText.percent(Double($0.value) / all))" }
      .joined(separator: ", ")
  }

  private static func rows(_ facts: ConfigurationFacts) -> [[Inline]] {
    let workers = facts.measured.flatMap(\.workers)
    let indices = Set(workers.map(\.index)).sorted()
    guard indices.count > rowsPerConfiguration else {
      return indices.map { index in
        row("\(index)", workers.filter { $0.index == index }, facts)
      }
    }
    return [row("all \(NumberText.count(indices.count))", workers, facts)]
  }

  private static func row(
    _ name: String, _ workers: [WorkerRecord], _ facts: ConfigurationFacts
  ) -> [Inline] {
    let migrations = workers.map(\.counters.migrations)
    // A command's threads do not have them one by one: of all together the trial's total is known.
    let total =
      Set(workers.map(\.index)).count > 1
      ? facts.measured.compactMap(\.counters.migrations).max() : nil
    let most = migrations.contains(nil) ? total : migrations.compactMap { $0 }.max()
    let holds = workers.map(\.held)
    let held: Inline =
      holds.contains(nil) ? .text(NumberText.absent) : holds.contains(false) ? .strong("no") : "yes"
    return [
      .text(name), union(workers, \.requestedCPUs), union(workers, \.obtainedCPUs),
      union(workers, \.observedCPUs),
      .text(most.map { NumberText.count($0) } ?? NumberText.absent),
      facts.configuration.pin == "none" ? "not pinned" : held,
    ]
  }

  private static func union(
    _ workers: [WorkerRecord], _ cpus: KeyPath<WorkerRecord, [Int]>
  ) -> Inline {
    .text(ListText.cpus(workers.flatMap { $0[keyPath: cpus] }))
  }

  private static func violation(_ facts: ConfigurationFacts, workload: String) -> String? {
    // Warm-ups and twins too: they went through the same pinning, and the noise floor rests on the twins.
    let judged = facts.trials.filter { $0.held != nil }
    let broken = judged.filter { $0.held == false }
    guard let first = broken.first else { return nil }
    let details = first.workers.filter { $0.held == false }.prefix(4).map(words(of:))
    let detail = details.isEmpty ? "" : ": \(details.joined(separator: "; "))"
    let gone = Set(broken.flatMap(\.offlinedCPUs)).sorted()
    let cause =
      gone.isEmpty
      ? "Something changed the workers' affinity"
      : "\(ListText.named("CPU", gone)) went offline meanwhile"
    return "\(workload), \(facts.label): the pin did not hold in \(broken.count) of "
      + "\(ListText.counted(judged.count, "trial"))\(kinds(of: broken))\(detail). "
      + "\(cause); \(advice(broken, hasOthers: !facts.measured.isEmpty))."
  }

  /// Which of the trials are in no table: `, a warm-up`.
  private static func kinds(of broken: [Trial]) -> String {
    let counts = [
      ("warm-up", broken.count { $0.warmup }), ("twin", broken.count { $0.twin && !$0.warmup }),
    ].filter { $0.1 > 0 }
    guard let first = counts.first else { return "" }
    guard broken.count > 1 else { return ", a \(first.0)" }
    return ", of which " + ListText.and(counts.map { ListText.counted($0.1, $0.0) })
  }

  /// - Parameter hasOthers: whether there are measured trials, which all held then.
  private static func advice(_ broken: [Trial], hasOthers: Bool) -> String {
    if broken.contains(where: { !$0.warmup && !$0.twin }) { return "do not trust these rows" }
    guard hasOthers else { return "no measured trial was completed" }
    return broken.contains { !$0.warmup }
      ? "the measured trials held, but do not trust the noise floor" : "the measured trials held"
  }

  private static func words(of worker: WorkerRecord) -> String {
    let final = worker.finalCPUs.flatMap { $0 == worker.obtainedCPUs ? nil : $0 }
    return
      "worker \(worker.index) was asked to stay on CPU \(ListText.cpus(worker.requestedCPUs)), "
      + "\(final == nil ? "may" : "could") run on \(ListText.cpus(worker.obtainedCPUs))"
      + (final.map { ", at its end on \(ListText.cpus($0))," } ?? "")
      + " and was seen on \(ListText.cpus(worker.observedCPUs))"
  }
}

extension PlacementSection {
  /// More configurations than this are left to the study.
  private static let mostNamed = 12

  /// On which NUMA nodes the workers' buffers lay, and what was asked for, in plain text.
  private static func pages(_ facts: StudyFacts) -> [String] {
    let placed = facts.configurations.filter { facts in
      facts.measured.contains { !$0.pagesPerNode.isEmpty }
    }
    guard !placed.isEmpty else { return [] }
    let nodes = Set(placed.flatMap { $0.measured.flatMap(\.pagesPerNode.keys) })
    if let only = nodes.first, nodes.count == 1 {
      return ["The kernel was asked where the work's buffers lay: all their pages on node \(only)."]
    }
    let named = placed.prefix(mostNamed).compactMap(pages(of:))
    let rest = placed.count - named.count
    let more = rest > 0 ? ["\(rest) more: see pagesPerNode in study.json"] : []
    return [
      "Pages of the work's buffers by node, as the kernel told at the end of the last trial: "
        + (named + more).joined(separator: "; ") + "."
    ]
  }

  private static func pages(of facts: ConfigurationFacts) -> String? {
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
