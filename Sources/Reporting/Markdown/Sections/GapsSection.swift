import Builtin
import ProfileModel
import Text

/// What could not be measured, collected from everywhere, each reason once.
enum GapsSection {
  /// One reason and the quantities that it explains.
  struct Gap: Sendable, Equatable {
    var reason: String
    var quantities: [String]
    /// Configurations that it touches; empty for the study or the machine as a whole.
    var configurations: Set<String>
  }

  private static let mostGaps = 40
  /// The quantities that tables show.
  private static let shown: [Quantity] =
    [.wallSeconds] + Quantity.columns(.evidence) + Quantity.columns(.price)
    + [.migrations, .workPerSecond] + Quantity.columns(.reads)

  static func blocks(_ facts: StudyFacts) -> [Block] {
    let items = items(facts)
    return [
      .heading(level: 2, "What could not be measured"),
      items.isEmpty
        ? .paragraph(["Everything that this report shows was measured."]) : .items(items),
    ]
  }

  private static func items(_ facts: StudyFacts) -> [[Inline]] {
    let gaps = gaps(facts)
    let all = facts.configurations.count
    var items: [[Inline]] = gaps.prefix(mostGaps).map { gap in
      [
        .strong(ListText.and(gap.quantities)),
        .text("\(scope(gap, all: all)): \(sentence(gap.reason))"),
      ]
    }
    let hidden = gaps.count - items.count
    if hidden > 0 {
      items.append([
        .text("\(ListText.counted(hidden, "more reason")) in "), .code("study.json"), " under ",
        .code("unavailable"),
      ])
    }
    return items
  }

  private static func scope(_ gap: Gap, all: Int) -> String {
    guard !gap.configurations.isEmpty, gap.configurations.count < all else { return "" }
    guard gap.configurations.count <= 3 else {
      return " (\(gap.configurations.count) of \(all) configurations)"
    }
    return " (\(gap.configurations.sorted().joined(separator: ", ")))"
  }

  private static func sentence(_ reason: String) -> String {
    reason.hasSuffix(".") ? reason : "\(reason)."
  }

  /// - Parameter offline: whether to tell what the kernel keeps of offline CPUs, which no worker can use.
  static func gaps(_ facts: StudyFacts, offline: Bool = true) -> [Gap] {
    var collector = Collector()
    collector.add(facts.study.unavailable)
    collector.add(offline ? facts.study.machine.unavailable : ofUsableCPUs(facts.study.machine))
    for configuration in facts.configurations {
      let id = configuration.configuration.id
      for trial in configuration.measured {
        collector.add(trial.unavailable.reasons, id)
        collector.add(trial.environment.unavailable.reasons, id)
        for worker in trial.workers { collector.add(worker.unavailable.reasons, id) }
        for process in trial.processes { collector.add(Self.missing(process, of: trial), id) }
      }
      collector.addUnexplained(configuration)
    }
    for estimate in facts.findings.estimates {
      for (key, reason) in estimate.unavailable.reasons.sorted(by: { $0.key < $1.key }) {
        let isInterval = key == "low" || key == "high"
        let words =
          isInterval ? "the medians' 95 % intervals" : QuantityWords.words(key)
        collector.add(reason, words, estimate.configuration)
      }
    }
    return collector.gaps
  }

  /// Without the places of offline CPUs, where those of all online ones are known.
  private static func ofUsableCPUs(_ machine: MachineDescription) -> [String: String] {
    let fields: [(String, KeyPath<MachineDescription.CPU, Int?>)] = [
      ("cpus.core", \.core), ("cpus.die", \.die), ("cpus.package", \.package),
    ]
    var reasons = machine.unavailable
    for (key, field) in fields
    where machine.cpus.allSatisfy({ !$0.online || $0[keyPath: field] != nil }) {
      reasons[key] = nil
    }
    return reasons
  }

  /// Of a process that was gone before its memory could be read: a gap only where the trial's own peak is missing too.
  private static func missing(_ process: ProcessRecord, of trial: Trial) -> [String: String] {
    var unavailable = process.unavailable
    if trial.peakRSSBytes != nil { unavailable[.peakRSSBytes] = nil }
    if trial.peakPSSBytes != nil { unavailable[.peakPSSBytes] = nil }
    return unavailable.reasons
  }

  /// Keeps the order in which reasons were first seen.
  private struct Collector {
    var gaps: [Gap] = []
    private var indices: [String: Int] = [:]

    mutating func add(_ unavailable: [String: String], _ configuration: String? = nil) {
      for key in unavailable.keys.sorted() {
        add(unavailable[key] ?? "", QuantityWords.words(key), configuration)
      }
    }

    /// A quantity that the trial has no use for is no gap; the study marks its reason so.
    mutating func add(_ reason: String, _ words: String, _ configuration: String?) {
      guard !reason.hasPrefix("not applicable") else { return }
      let index = indices[reason] ?? gaps.count
      if index == gaps.count {
        indices[reason] = index
        gaps.append(Gap(reason: reason, quantities: [], configurations: []))
      }
      if !gaps[index].quantities.contains(words) { gaps[index].quantities.append(words) }
      if let configuration { gaps[index].configurations.insert(configuration) }
    }

    /// What the tables show as absent though nothing says why.
    mutating func addUnexplained(_ facts: ConfigurationFacts) {
      guard !facts.measured.isEmpty else { return }
      let readsFile = Builtin(rawValue: facts.configuration.workload)?.workload.readsFile == true
      let explained = Set(facts.measured.flatMap(\.unavailable.reasons.keys))
      for quantity in GapsSection.shown where facts[quantity] == nil {
        if Quantity.reads.contains(quantity), !readsFile { continue }
        guard explained.isDisjoint(with: quantity.sources) else { continue }
        add("no value and no reason is recorded", quantity.words, facts.configuration.id)
      }
    }
  }
}
