import Analysis
import ProfileModel
import Text

/// For a server under load: who was the limit, what a request costs, and what a reader must know of the latencies.
enum ServiceSection {
  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let known = workload.configurations.filter { $0.service != nil }
    guard let spec = known.first?.configuration.command?.service else { return [] }
    let table = Table(
      known,
      [
        .left("strategy") { $0.cell }, .left("limit") { $0.service?.limit.words },
        .right("server's CPUs") { $0.service?.serverCPUShare.map(NumberText.percent) },
        .right("load's CPUs") { $0.service?.loadCPUShare.map(NumberText.percent) },
        .right("CPU per request") {
          $0.service?.cpuSecondsPerRequest.map { NumberText.duration($0) }
        },
        .right("busiest worker") { $0.service?.busiestWorkerShare.map(NumberText.percent) },
        .right("requests open") { $0.service.flatMap(open) },
        .right("ready") { EvidenceSection.cell($0, .startupSeconds) },
        .right("stop") { EvidenceSection.cell($0, .teardownSeconds) },
        .right("peak PSS") { EvidenceSection.cell($0, .peakPSSBytes) },
      ])
    return [.paragraph([.text(layout(known, spec))])]
      + .exhibit(table, notes: notes(known, spec).map { [.text($0)] })
      + [.items(known.compactMap(limit))]
  }

  private static func open(_ service: ServiceFinding) -> String? {
    service.openRequests.map { open in
      NumberText.number(open)
        + (service.connections.map { " of \(NumberText.count($0))" } ?? "")
    }
  }

  private static func layout(_ known: [ConfigurationFacts], _ spec: ServiceSpec) -> String {
    let load = "\(ListText.counted(spec.loadCPUs.count, "CPU")) (\(spec.loadCPUs.idList))"
    let server = "\(ListText.counted(spec.serverCPUs.count, "CPU")) (\(spec.serverCPUs.idList))"
    guard !spec.sharesCPUs else {
      return
        "Server and load shared \(server): each took time from the other, so that the rates hold for this machine with this load on it."
    }
    let proof =
      known.allSatisfy(keptToMasks)
      ? "as the masks say that were read back" : "but not all masks that were read back say so"
    return
      "The server had \(server), the load \(load), \(proof). Each trial had a fresh server; what is told of it is from the window alone."
  }

  /// Whether all threads that were read, of server and load, could run on their own CPUs only.
  private static func keptToMasks(_ facts: ConfigurationFacts) -> Bool {
    guard let spec = facts.configuration.command?.service else { return false }
    return facts.measured.allSatisfy { trial in
      guard let service = trial.service, !service.serverCPUs.isEmpty, !service.loadCPUs.isEmpty
      else { return false }
      return Set(service.serverCPUs).isSubset(of: spec.serverCPUs)
        && Set(service.loadCPUs).isSubset(of: spec.loadCPUs)
    }
  }

  /// What binds each, and what would help.
  private static func limit(_ facts: ConfigurationFacts) -> [Inline]? {
    guard let service = facts.service else { return nil }
    let lever = service.lever.isEmpty ? "" : " What would help: \(service.lever)."
    return [
      .strong(facts.label), .text(" was limited by "), .strong(service.limit.words),
      .text(": \(service.evidence.joined(separator: "; ")).\(lever)"),
    ]
  }

  private static func notes(_ known: [ConfigurationFacts], _ spec: ServiceSpec) -> [String] {
    [little(known), closedLoop(spec), stopped(known), killed(known), unequal(known)].compactMap(
      \.self)
  }

  /// Little's law tells whether all connections were really open.
  private static func little(_ known: [ConfigurationFacts]) -> String? {
    let short = known.filter { facts in
      guard let open = facts.service?.openRequests, let all = facts.service?.connections else {
        return false
      }
      return open < 0.9 * Double(all)
    }
    guard known.contains(where: { $0.service?.openRequests != nil }) else { return nil }
    guard !short.isEmpty else {
      return
        "Requests open = rate × mean latency (Little's law): all connections were in use, as they should be."
    }
    return
      "Requests open = rate × mean latency (Little's law): under \(ListText.and(short.map(\.label))) not all connections were in use, so that the generator asked less than it was told to."
  }

  private static func closedLoop(_ spec: ServiceSpec) -> String? {
    spec.load.model == .closed
      ? "Percentiles come from a closed loop: a user who waits sends nothing, so that a stall of the server counts once for each connection however long it lasts (coordinated omission), and latencies of two rows compare only at an equal rate. An open loop (model: open) tells what users at a given rate would see."
      : nil
  }

  private static func stopped(_ known: [ConfigurationFacts]) -> String? {
    let rows = known.filter { facts in
      facts.measured.contains { $0.notes.contains { $0.hasPrefix("it was stopped by ") } }
    }
    return rows.isEmpty
      ? nil
      : "The server was stopped by a signal for part of a window under \(ListText.and(rows.map(\.label))): the percentiles hide most of that."
  }

  private static func killed(_ known: [ConfigurationFacts]) -> String? {
    let rows = known.filter { $0.measured.contains { $0.service?.wasKilled == true } }
    return rows.isEmpty
      ? nil
      : "\(ListText.and(rows.map(\.label))) did not end when asked to, and \(rows.count == 1 ? "was" : "were") killed."
  }

  /// One accept queue can give one worker most of the requests.
  private static func unequal(_ known: [ConfigurationFacts]) -> String? {
    let rows = known.filter { facts in
      guard let service = facts.service, let share = service.busiestWorkerShare,
        facts.configuration.processes > 1
      else { return false }
      return share > 1.5 / Double(facts.configuration.processes)
    }
    guard !rows.isEmpty else { return nil }
    let words = rows.map { facts in
      "\(facts.label) (\(NumberText.percent(facts.service?.busiestWorkerShare ?? 0)), even would be \(NumberText.percent(1 / Double(facts.configuration.processes))))"
    }
    return "One process did far more than its share of the work: \(ListText.and(words))."
  }
}
