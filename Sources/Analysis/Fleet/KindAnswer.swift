import ProfileModel

/// What to do on a kind of machine, for one workload, from all its nodes.
///
/// Nodes are the units: each gives one median per configuration, and these are compared as rounds of one study are, so
/// the interval is that of nodes like these. Of fewer nodes than an interval needs, the answer is the one that all give.
struct KindAnswer {
  let answer: Fleet.Answer

  /// Nil when no node has measured it.
  init?(_ workload: String, _ members: [NodeStudy]) {
    let measured = members.filter { node in
      node.configurations.contains {
        $0.comparisonName == workload && node.values[$0.id]?.isEmpty == false
      }
    }
    guard let first = measured.first ?? members.first,
      let reference = first.configurations.first(where: { $0.comparisonName == workload })
    else { return nil }
    let verdict = Self.verdict(workload, measured)
    let isComparison = first.configurations.count { $0.comparisonName == workload } > 1
    let deciding = reference.command?.primaryMetric.map(Quantity.metric) ?? .wallSeconds
    let configuration = verdict?.configuration ?? reference.id
    // Without a recommendation they are those of the best so far.
    let numbers = verdict?.numbers.flatMap { $0.configuration == configuration ? $0 : nil }
    answer = Fleet.Answer(
      workload: workload,
      headline: isComparison ? verdict?.headline ?? "undecided" : "nothing was compared",
      configuration: configuration, quantity: deciding.key,
      unit: deciding.unitText(workUnit: nil), better: deciding.better,
      speedup: numbers?.speedup, speedupLow: numbers?.speedupLow,
      speedupHigh: numbers?.speedupHigh,
      dissenters: verdict.map { Self.dissenters(measured, $0) } ?? [])
  }

  private static func verdict(_ workload: String, _ nodes: [NodeStudy]) -> Verdict? {
    let own = nodes.compactMap { $0.verdict(of: workload) }
    let isServer = nodes.contains { node in
      node.configurations.contains { $0.comparisonName == workload && $0.command?.service != nil }
    }
    // Who was the limit of a server stands in each node's own verdict alone.
    guard nodes.count >= Confidence.minimumPairs, !isServer else {
      guard let first = own.first else { return nil }
      let agree = own.allSatisfy {
        $0.outcome == first.outcome && $0.configuration == first.configuration
      }
      return agree && own.count == nodes.count ? first : nil
    }
    return Findings(summarising: pooled(nodes, workload)).verdicts.first
  }

  /// A study whose rounds are the nodes.
  private static func pooled(_ nodes: [NodeStudy], _ workload: String) -> Study {
    let first = nodes[0]
    var study = Study(
      createdAt: first.createdAt, toolVersion: first.toolVersion, commandLine: [], seed: 0,
      machine: MachineDescription(hostname: "", kernel: "", cpus: [], nodes: [], caches: []),
      design: first.design,
      configurations: first.configurations.filter { $0.comparisonName == workload })
    let ids = Set(study.configurations.map(\.id))
    for (index, node) in nodes.enumerated() {
      for var trial in node.medians where ids.contains(trial.configuration) {
        trial.round = index + 1
        study.trials.append(trial)
      }
    }
    return study
  }

  /// Nodes that recommend what the kind's verdict rules out.
  private static func dissenters(_ nodes: [NodeStudy], _ verdict: Verdict) -> [String] {
    guard verdict.outcome == .recommended else { return [] }
    return nodes.filter { node in
      node.verdict(of: verdict.workload)?.configuration.map(verdict.beaten.contains) ?? false
    }.map(\.node)
  }
}

extension NodeStudy {
  func verdict(of workload: String) -> Verdict? { verdicts.first { $0.workload == workload } }
}
