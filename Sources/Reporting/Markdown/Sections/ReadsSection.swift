import ProfileModel
import Text

/// For a workload that reads a file: rates, where the bytes came from, and how long a read took.
enum ReadsSection {
  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    guard workload.readsFile else { return throughput(workload) + bytes(workload) }
    let table = Table(
      workload.configurations,
      [
        .left("strategy") { $0.cell },
        .right("workers") { NumberText.count($0.configuration.workers) },
        .right("reads") { EvidenceSection.cell($0, .readsPerSecond) },
        .right("throughput", throughput),
      ] + EvidenceSection.fields(Quantity.columns(.reads)))
    return .exhibit(
      table, folded: "Reads: how many, how fast, and from where",
      notes: [[.text(sentences(workload).joined(separator: " "))]])
  }

  private static func throughput(_ facts: ConfigurationFacts) -> String? {
    facts[.workPerSecond].map { NumberText.throughput($0.median) }
  }

  /// For work that is counted in bytes but comes from no file: how many a second.
  private static func throughput(_ workload: WorkloadFacts) -> [Block] {
    let known = workload.configurations.filter { facts in
      facts[.workPerSecond] != nil && facts.measured.contains { $0.workUnit == "bytes" }
    }
    let table = Table(
      known,
      [
        .left("strategy") { $0.cell },
        .right("workers") { NumberText.count($0.configuration.workers) },
        .right("throughput", throughput),
      ])
    let best = known.max { ($0[.workPerSecond]?.median ?? 0) < ($1[.workPerSecond]?.median ?? 0) }
    let words = best.map { facts in
      "Most bytes a second, over all workers: \(facts.label), \(throughput(facts) ?? "")."
    }
    return .exhibit(table, notes: [[.text(words ?? "")]])
  }

  /// What commands read and wrote, where that is worth a word.
  private static func bytes(_ workload: WorkloadFacts) -> [Block] {
    let quantities: [Quantity] = [
      .requestedReadBytes, .storageReadBytes, .requestedWriteBytes, .storageWriteBytes,
    ]
    let commands = workload.configurations.filter { facts in
      facts.configuration.command != nil
        && quantities.contains { (facts[$0]?.median ?? 0) >= leastBytes }
    }
    let table = Table(
      commands, [.left("strategy") { $0.cell }] + EvidenceSection.fields(quantities))
    let note =
      "“written” goes to files, pipes and sockets; “to the device” is what of it goes to storage, sooner or later."
    return .exhibit(table, titled: "Bytes read and written:", notes: [[.text(note)]])
  }

  /// A program that reads its own libraries is not worth a table.
  private static let leastBytes = Double(16 << 20)

  private static func sentences(_ workload: WorkloadFacts) -> [String] {
    var sentences: [String] = []
    let best = workload.configurations.filter { $0[.readsPerSecond] != nil }.max {
      ($0[.readsPerSecond]?.median ?? 0) < ($1[.readsPerSecond]?.median ?? 0)
    }
    if let best, let rate = best[.readsPerSecond] {
      sentences.append("Most reads a second: \(best.label), \(NumberText.rate(rate.median)).")
    }
    if let source = source(workload) { sentences.append(source) }
    sentences.append(
      "This is the device as this kernel sees it: in a virtual machine the hypervisor may answer from its memory."
    )
    return sentences
  }

  /// Whether the bytes came from the device; an “I/O” trial that never touched it says so.
  static func source(_ workload: WorkloadFacts) -> String? {
    let shares = workload.configurations.compactMap { facts -> Double? in
      guard let asked = facts[.requestedReadBytes]?.median, asked > 0,
        let device = facts[.storageReadBytes]?.median
      else { return nil }
      return device / asked
    }
    guard let least = shares.min(), let most = shares.max() else { return nil }
    switch (least, most) {
    case (0.95..., 1.05...):
      return "All bytes asked for came from the device, and read-ahead fetched more."
    case (0.95..., _): return "The bytes asked for came from the device."
    case (_, ..<0.05):
      return
        "The bytes came from memory (the page cache), not from the device: this measures the cache."
    default:
      return "Of the bytes asked for, \(NumberText.range(least, most, unit: .share)) came from the "
        + "device and the others from memory (the page cache)."
    }
  }
}
