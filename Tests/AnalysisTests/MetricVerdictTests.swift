import Analysis
import Builtin
import ProfileModel
import Testing

/// What a program tells of its own run, and servers under load.
@Suite struct MetricVerdictTests {
  let sequential = Fixture.configuration(.sequential, workload: "web")
  let threads = Fixture.configuration(.threads(4), workload: "web")
  let processes = Fixture.configuration(.processes(2), workload: "web")

  /// Rates and latencies, by configuration, with noise; the wall times are all the same.
  private func findings(
    rates: [Double], p99: [Double] = [10, 10, 10], atMost: Double? = nil, primary: Bool = true,
    service: ServiceSpec? = nil, loads: [Double] = [0.5, 0.5, 0.5], seed: UInt64 = 3
  ) -> Findings {
    var random = SplitMix64(seed: seed)
    var rate = MetricSpec(name: "rate", source: "stdout", reading: .regex, unit: "requests/s")
    rate.isPrimary = primary
    var latency = MetricSpec(name: "p99", source: "stdout", reading: .regex, unit: "ms")
    latency.atMost = atMost
    let configurations = [sequential, threads, processes].map { configuration in
      var configuration = configuration
      configuration.command = CommandSpec(commands: [["server"]])
      configuration.command?.metrics = [rate, latency]
      configuration.command?.service = service
      return configuration
    }
    var trials: [Trial] = []
    for round in 1...12 {
      for (index, twin) in [(0, false), (1, false), (2, false), (0, true)] {
        var trial = Fixture.trial(configurations[index], round: round, wall: 5, twin: twin)
        let noise = 1 + 0.004 * random.normal()
        trial.metrics = ["rate": rates[index] * noise, "p99": p99[index] / noise]
        trial.counters.userSeconds = 2.5
        trial.service = ServiceRecord(port: 8000)
        trial.service?.load = .init(
          cpuSeconds: 5 * loads[index], runQueueSeconds: 0, threads: 1,
          busiestThreadSeconds: 5 * loads[index], busiestThreadCPUSeconds: 5 * loads[index],
          exitStatus: 0)
        trials.append(trial)
      }
    }
    return Findings(of: Fixture.study(configurations, trials: trials), named: "study.json")
  }

  private let server = Fixture.server(connections: 8)

  @Test func `the primary metric decides, and more of a rate is better`() throws {
    let found = findings(rates: [100, 180, 90], p99: [10, 10, 20])
    let comparison = try #require(found.comparison(of: threads.id))
    #expect(comparison.quantity == "metrics.rate")
    #expect(comparison.better == .higher)
    #expect(comparison.outcome == .better)
    #expect(abs((comparison.ratio ?? 0) - 1.8) < 0.02)
    #expect(comparison.gain == comparison.ratio)
    #expect(found.comparison(of: processes.id)?.outcome == .worse)
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.configuration == threads.id)
    #expect(verdict.text.hasPrefix("4 threads: 1.80× ["), "\(verdict.text)")
    #expect(verdict.text.contains("p99 no different"), "\(verdict.text)")
    #expect(verdict.text.contains("Worse than sequential: 2 processes (0."), "\(verdict.text)")
  }

  @Test func `further metrics are compared in their own direction`() throws {
    let found = findings(rates: [100, 180, 90], p99: [10, 10, 20])
    let rows = found.metricComparisons.filter { $0.quantity == "metrics.p99" }
    #expect(rows.map(\.configuration) == [threads.id, processes.id])
    #expect(rows.map(\.outcome) == [.noDifference, .worse])
    #expect(abs((rows[1].gain ?? 0) - 0.5) < 0.02)
    #expect(found.estimates.contains { $0.quantity == "metrics.p99" && $0.unit == "ms" })
  }

  @Test func `without a primary metric the wall time decides`() {
    let found = findings(rates: [100, 180, 90], primary: false)
    #expect(found.comparisons.allSatisfy { $0.quantity == "wallSeconds" })
    #expect(Set(found.metricComparisons.map(\.quantity)) == ["metrics.rate", "metrics.p99"])
  }

  @Test func `what exceeds a limit is not recommended, and said`() throws {
    let found = findings(rates: [100, 180, 120], p99: [10, 60, 10], atMost: 50)
    let verdict = try #require(found.verdicts.first)
    #expect(found.exceeded.map(\.configuration) == [threads.id])
    #expect(verdict.configuration == processes.id)
    #expect(
      verdict.text.contains("Left out: 4 threads (p99 ")
        && verdict.text.contains(" ms, over 50.0 ms)") && !verdict.text.contains("Runner-up"),
      "\(verdict.text)")
    let none = try #require(
      findings(rates: [100, 180, 120], p99: [60, 60, 60], atMost: 50).verdicts.first)
    #expect(none.outcome == .inconclusive)
    #expect(none.text.hasPrefix("No configuration meets the conditions"), "\(none.text)")
  }

  @Test func `a generator without CPU left names no winner`() throws {
    let found = findings(
      rates: [100, 180, 90], service: server, loads: [0.5, 0.97, 0.5])
    #expect(found.services.map(\.limit).contains(.generator))
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.outcome == .inconclusive)
    #expect(verdict.configuration == nil)
    #expect(
      verdict.text.hasPrefix(
        "Cannot tell: the load generator used all of its CPU under 4 threads, so that its rate is a floor."
      ), "\(verdict.text)")
    #expect(verdict.text.contains("--load-cpus"), "\(verdict.text)")
  }

  @Test func `CPU time per request and open requests follow from the medians`() throws {
    let found = findings(rates: [100, 180, 90], service: server)
    let service = try #require(found.services.first)
    // 2.5 s of CPU time in 5 s are half a CPU: 5 ms for each of 100 requests a second.
    #expect(abs((service.cpuSecondsPerRequest ?? 0) - 0.005) < 0.0001)
    #expect(abs((service.serverCPUShare ?? 0) - 0.5) < 0.001)
    #expect(service.connections == 8)
  }
}

/// Who was the limit, from shares and bounds.
@Suite struct ServiceDecisionTests {
  private func limit(
    server: Double, load: Double, bound: BoundKind?, workers: Int, connections: Int = 64,
    serverCPUs: [Int] = [0], sharesCPUs: Bool = false, busyHands: Double? = nil
  ) -> ServiceLimit {
    let spec = Fixture.server(
      cpus: serverCPUs, loadCPUs: sharesCPUs ? serverCPUs : [serverCPUs.count],
      connections: connections)
    return ServiceDecision.limit(
      server: server, load: load, loadBusiest: load,
      bound: bound.map { Bound(configuration: "a", kind: $0, evidence: [], lever: "") },
      workers: workers, busyHands: busyHands, spec)
  }

  @Test func `each limit is told from its signature`() {
    #expect(limit(server: 0.97, load: 0.3, bound: .cpuUser, workers: 4) == .serverCPU)
    #expect(limit(server: 0.97, load: 0.95, bound: .cpuUser, workers: 4) == .generator)
    #expect(limit(server: 0.4, load: 0.99, bound: .peer, workers: 4) == .generator)
    #expect(limit(server: 0.01, load: 0.01, bound: .timer, workers: 2) == .pool)
    #expect(limit(server: 0.01, load: 0.01, bound: .timer, workers: 64) == .timer)
    // An event loop sleeps for all its requests at once; a pool that waits for work lets none wait.
    #expect(limit(server: 0.1, load: 0.1, bound: .timer, workers: 1, busyHands: 0.1) == .timer)
    #expect(limit(server: 0.1, load: 0.1, bound: .timer, workers: 4, busyHands: 4) == .pool)
    #expect(limit(server: 0.1, load: 0.1, bound: .peer, workers: 4, busyHands: 0.3) == .peer)
    #expect(limit(server: 0.1, load: 0.1, bound: .peer, workers: 4, busyHands: 3.9) == .pool)
    #expect(limit(server: 0.5, load: 0.1, bound: .lock, workers: 4, serverCPUs: [0, 1]) == .lock)
    #expect(limit(server: 0.3, load: 0.1, bound: .starved, workers: 4) == .starved)
    #expect(limit(server: 0.8, load: 0.1, bound: .starved, workers: 4) == .serverCPU)
    #expect(
      limit(server: 0.45, load: 0.4, bound: .starved, workers: 4, sharesCPUs: true) == .serverCPU)
    #expect(
      limit(server: 0.3, load: 0.1, bound: .starved, workers: 4, sharesCPUs: true) == .starved)
    #expect(limit(server: 0.1, load: 0.1, bound: .storage, workers: 4) == .storage)
    #expect(limit(server: 0.3, load: 0.3, bound: .peer, workers: 4, connections: 1) == .peer)
    // One worker fills one of two CPUs: more workers would use the other.
    #expect(
      limit(server: 0.5, load: 0.1, bound: .cpuUser, workers: 1, serverCPUs: [0, 1]) == .pool)
  }
}

/// Saved studies of programs that tell their own rate, against each other.
@Suite struct MetricComparisonTests {
  private func study(rate: Double) -> Study {
    var metric = MetricSpec(name: "rate", source: "stdout", reading: .regex, unit: "requests/s")
    metric.isPrimary = true
    var configuration = Fixture.configuration(.threads(2), workload: "web")
    configuration.command = CommandSpec(commands: [["server"]])
    configuration.command?.metrics = [metric]
    let trials = (1...8).map { round in
      var trial = Fixture.trial(configuration, round: round, wall: 5)
      trial.metrics = ["rate": rate * (1 + 0.001 * Double(round))]
      return trial
    }
    return Fixture.study([configuration], trials: trials)
  }

  @Test func `a rate that falls is slower, although the time is the same`() throws {
    let gate = Gate(slower: 0.05, larger: nil)
    for (rate, outcome) in [
      (100.0, StudyComparison.Outcome.notWorse), (50, .worse), (200, .notWorse),
    ] {
      let comparison = try StudyComparison(
        base: study(rate: 100), named: "base", new: study(rate: rate), named: "new", gate: gate)
      #expect(comparison.rows.map(\.quantity) == ["wallSeconds", "metrics.rate", "peakPSSBytes"])
      #expect(comparison.rows.map(\.outcome) == [nil, outcome, nil])
      #expect(comparison.rows[1].unit == "requests/s")
    }
  }
}
