import ProfileModel
import Text

/// What a workload's table does not show: processes against threads, where totals come from, and what commands told.
enum EvidenceWords {
  static func sentences(_ workload: WorkloadFacts) -> [String] {
    memory(workload) + totals(workload) + reported(workload)
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
    // The mean, as where it limits what is said of a bound: of short trials many are not seen at all.
    let coverages = trials.compactMap(\.sampleCoverage)
    if !coverages.isEmpty {
      let coverage = coverages.reduce(0, +) / Double(coverages.count)
      text += "; the samples saw \(NumberText.percent(coverage)) of the CPU time on the average"
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
