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
    let table = Table(
      facts.rows.flatMap { row in Self.rows(row.facts).map { (facts: row, worker: $0) } },
      [
        .left("workload") { $0.facts.workload.name }, .left("strategy") { $0.facts.facts.cell },
        .right("worker") { $0.worker.name }, .left("asked") { $0.worker.cpus(\.requestedCPUs) },
        .left("obtained") { $0.worker.cpus(\.obtainedCPUs) },
        .left("observed") { $0.worker.cpus(\.observedCPUs) },
        .right("migrations") { row in
          row.worker.migrations(row.facts.facts).map { NumberText.count($0) }
        },
        .left("held") { row in
          row.facts.facts.configuration.pin == "none" ? "not pinned" : row.worker.held
        },
      ])
    let held = Self.held(facts, violations)
    let placed = [Block].exhibit(table, notes: [[Self.note]]) + Self.memory(facts)
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

  private static let note: Inline =
    "CPUs are the kernel's ids. “Obtained” is the mask read back from the kernel, “observed” where the samples saw the worker, “migrations” the most in one trial (of commands, as last read of each thread)."

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

  /// The records of one worker over all trials, or of all workers where there are many.
  private struct WorkerRow {
    let name: String
    let records: [WorkerRecord]

    func cpus(_ cpus: KeyPath<WorkerRecord, [Int]>) -> String {
      ListText.cpus(records.flatMap { $0[keyPath: cpus] })
    }

    /// The most in one trial.
    func migrations(_ facts: ConfigurationFacts) -> UInt64? {
      let migrations = records.map(\.counters.migrations)
      guard migrations.contains(nil) else { return migrations.compactMap(\.self).max() }
      // A command's threads do not have them one by one: of all together the trial's total is known.
      return Set(records.map(\.index)).count > 1
        ? facts.measured.compactMap(\.counters.migrations).max() : nil
    }

    var held: Inline {
      let holds = records.map(\.held)
      return holds.contains(nil)
        ? .text(NumberText.absent) : holds.contains(false) ? .strong("no") : "yes"
    }
  }

  private static func rows(_ facts: ConfigurationFacts) -> [WorkerRow] {
    let workers = facts.measured.flatMap(\.workers)
    let indices = Set(workers.map(\.index)).sorted()
    guard indices.count > rowsPerConfiguration else {
      return indices.map { index in
        WorkerRow(name: "\(index)", records: workers.filter { $0.index == index })
      }
    }
    return [WorkerRow(name: "all \(NumberText.count(indices.count))", records: workers)]
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
