import Analysis
import ProfileModel
import Text

/// What a workload's table shows, in plain words made from its numbers.
enum EvidenceWords {
  /// Switches a second and worker from which they are worth a sentence.
  private static let notableSwitches = 50.0

  static func sentences(_ workload: WorkloadFacts) -> [String] {
    guard let fastest = workload.fastest, let reference = workload.reference else { return [] }
    var sentences = [speed(workload, fastest: fastest, reference: reference)]
    sentences += outcomes(workload, reference: reference)
    if let occupation = occupation(fastest) { sentences.append(occupation) }
    sentences += switches(workload)
    sentences += memory(workload)
    sentences += totals(workload)
    sentences += reported(workload)
    return sentences
  }

  private static func speed(
    _ workload: WorkloadFacts, fastest: ConfigurationFacts, reference: ConfigurationFacts
  ) -> String {
    let wall =
      fastest[workload.deciding].map { workload.deciding.text($0.median) } ?? NumberText.absent
    let degrees = workload.deciding.degrees
    guard workload.configurations.count > 1 else {
      return "One configuration was measured (\(wall)): there is nothing to compare it with."
    }
    guard fastest.configuration.id != reference.configuration.id else {
      return
        "By the medians, nothing was \(degrees.better) than the reference \(reference.label) (\(wall))."
    }
    guard let speedup = fastest.speedup(over: reference) else {
      return "By the medians, \(fastest.label) was the \(degrees.best) (\(wall))."
    }
    return
      "By the medians, \(fastest.label) was the \(degrees.best) (\(wall)); within a round it was "
      + "\(DecimalText.significant(speedup.value)) times as \(degrees.good) as \(reference.label), which is the \(degrees.gain)."
  }

  /// What is established against the reference, and what is not.
  private static func outcomes(
    _ workload: WorkloadFacts, reference: ConfigurationFacts
  ) -> [String] {
    guard workload.configurations.count > 1 else { return [] }
    if workload.rounds < AnswerSection.roundsForInterval {
      let rounds = ListText.counted(workload.rounds, "round")
      return [
        "\(workload.rounds == 1 ? "This is" : "These are") \(rounds): too few to establish any difference."
      ]
    }
    let degrees = workload.deciding.degrees
    let groups: [(Comparison.Outcome, String)] = [
      (.better, "Established as \(degrees.better) than \(reference.label):"),
      (.worse, "Established as \(degrees.worse) than \(reference.label):"),
      (.noDifference, "No different from \(reference.label) within the margin:"),
      (.inconclusive, "Undecided against \(reference.label):"),
    ]
    return groups.compactMap { outcome, words in
      let names = workload.configurations.filter { $0.comparison?.outcome == outcome }
      return names.isEmpty ? nil : "\(words) \(ListText.and(names.map(\.label)))."
    }
  }

  /// How much of the time the workers had a CPU, and whether they waited for one.
  private static func occupation(_ facts: ConfigurationFacts) -> String? {
    // A command's tree may have any number of threads; its ledger tells how they spent their time.
    guard facts.configuration.command == nil, let cores = facts[.coresBusy]?.median,
      let wall = facts[.wallSeconds]?.median
    else { return nil }
    let workers = facts.configuration.workers
    let share = cores / Double(workers)
    let who =
      workers == 1 ? "The worker of \(facts.label)" : "The \(workers) workers of \(facts.label)"
    var text =
      "\(who) \(workers == 1 ? "was" : "were") on a CPU \(NumberText.percent(min(1, share))) of the time"
    if let wait = facts[.runQueueSeconds]?.median, wait / wall > 0.1 {
      text += ", and waited for a free CPU \(NumberText.percent(min(1, wait / wall)))"
    }
    return text + (share < 0.5 ? "; most of the time they waited for something." : ".")
  }

  private static func switches(_ workload: WorkloadFacts) -> [String] {
    [
      (
        Quantity.voluntaryContextSwitchesPerSecond, "gave up the CPU",
        "that is waiting (for a read, a lock, a peer)"
      ),
      (
        Quantity.involuntaryContextSwitchesPerSecond, "lost the CPU to others",
        "others wanted the same one"
      ),
    ].compactMap { quantity, verb, meaning in
      let highest = workload.configurations.max {
        perWorker($0, quantity) < perWorker($1, quantity)
      }
      guard let highest, perWorker(highest, quantity) >= notableSwitches,
        let rate = highest[quantity]
      else { return nil }
      return
        "The \(highest.configuration.workers == 1 ? "worker" : "workers") of \(highest.label) \(verb) \(NumberText.number(rate.median)) times a "
        + "second in all: \(meaning)."
    }
  }

  private static func perWorker(_ facts: ConfigurationFacts, _ quantity: Quantity) -> Double {
    (facts[quantity]?.median ?? 0) / Double(max(1, facts.configuration.workers))
  }

  /// Processes against threads of the same number.
  private static func memory(_ workload: WorkloadFacts) -> [String] {
    let pairs = workload.configurations.compactMap { process -> (Int, Double)? in
      guard process.configuration.strategy == .process, let own = process[.peakPSSBytes]?.median,
        let thread = workload.configurations.first(where: {
          $0.configuration.strategy == .thread
            && $0.configuration.workers == process.configuration.workers
        }), let other = thread[.peakPSSBytes]?.median
      else { return nil }
      return (process.configuration.workers, own - other)
    }
    guard let (workers, difference) = pairs.max(by: { $0.0 < $1.0 }) else { return [] }
    let amount = NumberText.bytes(abs(difference))
    return [
      "\(ListText.counted(workers, "process", plural: "processes")) took \(amount) \(difference < 0 ? "less" : "more") PSS than \(ListText.counted(workers, "thread"))."
    ]
  }

  /// Of commands: which source told the totals, and how much of it the samples saw.
  private static func totals(_ workload: WorkloadFacts) -> [String] {
    let trials = workload.configurations.flatMap(\.measured).filter { $0.totalsTier != "workers" }
    guard !trials.isEmpty else { return [] }
    let tiers = Set(trials.map(\.totalsTier)).sorted().map { tier in
      switch tier {
      case "cgroup": "a cgroup of its own"
      case "accounts": "the kernel's accounts of each process and of the children that it reaped"
      case "perf": "perf's inherited counters"
      case "rusage": "what the kernel tells of ended processes (wait4)"
      case "sampled": "samples, which miss what was over between two of them"
      default: tier
      }
    }
    var text = "Totals of the process trees come from \(ListText.and(tiers))"
    if let coverage = Summary(trials.compactMap(\.sampleCoverage))?.median {
      text += "; the samples saw \(NumberText.percent(coverage)) of the CPU time"
    }
    return ["\(text)."]
  }

  /// What the commands told of themselves: of all at once where they agree.
  private static func reported(_ workload: WorkloadFacts) -> [String] {
    let told = workload.configurations.compactMap { facts -> (label: String, text: String)? in
      guard let reported = facts.measured.last?.reported, !reported.isEmpty else { return nil }
      let parts = reported.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      return (facts.label, parts.joined(separator: "; "))
    }
    guard let first = told.first else { return [] }
    guard told.contains(where: { $0.text != first.text }) else {
      return ["The commands report: \(first.text)."]
    }
    return told.map { "\($0.label) reports: \($0.text)." }
  }
}
