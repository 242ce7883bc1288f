import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct FleetTests {
  @Test func `one kind of alike nodes gets one answer and names nobody`() throws {
    let fleet = try Fleets.fleet(Fleets.studies(12))
    #expect(fleet.answers == ["Use 2 threads on all 12 nodes.", "No node stands out."])
    #expect(fleet.kinds.map(\.name) == ["A"])
    #expect(fleet.kinds[0].isJudged)
    let speedup = try #require(fleet.kinds[0].answers[0].speedup)
    #expect(abs(speedup - 2) < 0.02)
    #expect(fleet.rows.allSatisfy { $0.outcome == .usual && $0.low != nil })
    #expect(fleet.rows.map(\.node).suffix(3) == ["n10", "n11", "n12"])
    #expect(fleet.gate == nil)
  }

  /// The numbers of a verdict without a recommendation are those of the best so far, which is not who stands in the row.
  @Test(arguments: [1, 8])
  func `without a recommendation no speed-up stands beside the reference`(nodes: Int) throws {
    var studies = Fleets.studies(nodes)
    for (node, trial) in studies.indices.flatMap({ node in
      studies[node].trials.indices.map { (node, $0) }
    }) where studies[node].trials[trial].configuration == Fleets.threads.id {
      let isEven = (node + studies[node].trials[trial].round).isMultiple(of: 2)
      studies[node].trials[trial].wallSeconds? *= isEven ? 1.5 : 2.6
    }
    let answer = try Fleets.fleet(studies).kinds[0].answers[0]
    #expect(answer.configuration == Fleets.sequential.id)
    #expect(answer.speedup == nil && answer.speedupLow == nil && answer.speedupHigh == nil)
  }

  @Test func `the ill node is named with its interval and what only its doctor says`() throws {
    var studies = Fleets.studies(12, factors: [7: 1.11])
    for index in studies.indices {
      for trial in studies[index].trials.indices {
        let wall = studies[index].trials[trial].wallSeconds ?? 0
        studies[index].trials[trial].environment.stealSeconds = index == 6 ? 0.09 * wall : 0
        studies[index].trials[trial].environment.otherCPUSeconds = 0
      }
    }
    let fleet = try Fleets.fleet(studies)
    #expect(fleet.outliers == ["n7"])
    let sentence = try #require(fleet.answers.last)
    #expect(sentence.hasPrefix("n7 is 1"))
    #expect(sentence.contains(" slower than its kind: the hypervisor took 9"), "\(sentence)")
    let row = try #require(fleet.rows.first { $0.node == "n7" })
    let (low, high) = (try #require(row.low), try #require(row.high))
    #expect(low > 1.05 && low < 1.11 && high > 1.11 && high < 1.17)
    #expect(fleet.rows.filter { $0.node != "n7" }.allSatisfy { $0.oddities.isEmpty })
  }

  @Test func `only like machines are held against each other`() throws {
    let fast = Fleets.studies(12)
    let slow = Fleets.studies(4, prefix: "m", cpuModel: "Model B", seed: 2).map { study in
      var study = study
      for index in study.trials.indices { study.trials[index].wallSeconds? *= 3 }
      return study
    }
    let fleet = try Fleets.fleet(slow + fast)
    #expect(fleet.kinds.map(\.nodes.count) == [12, 4])
    #expect(fleet.outliers.isEmpty)
    #expect(
      fleet.answers[0]
        == "Use 2 threads on all 12 nodes of kind A; use 2 threads on all 4 nodes of kind B.")
  }

  @Test(arguments: [1, 2, 3])
  func `a kind of fewer than 4 is shown and not judged`(count: Int) throws {
    let fleet = try Fleets.fleet(Fleets.studies(count, factors: [1: 1.5]), gate: 0.05)
    #expect(fleet.rows.allSatisfy { $0.outcome == .notJudged && $0.median != nil })
    #expect(fleet.rows.allSatisfy { $0.low == nil && $0.unavailable[.low] != nil })
    #expect(fleet.answers.last?.contains("fewer than 4 machines") == true)
    #expect(fleet.answers[0].hasPrefix("Use 2 threads on"))
    #expect(fleet.gate?.outcome == .inconclusive)
  }

  @Test func `nodes with one boot id are one machine, which it says`() throws {
    var random = SplitMix64(seed: 3)
    let studies = (1...5).map { Fleets.study("pod-\($0)", boot: "same", &random) }
    let fleet = try Fleets.fleet(studies)
    #expect(fleet.kinds[0].machines == 1 && !fleet.kinds[0].isJudged)
    #expect(
      fleet.remarks.contains {
        $0.hasPrefix("pod-1, pod-2, pod-3, pod-4 and pod-5 are one machine")
      })
  }

  @Test func `of two studies of a node the newer counts, which it says`() throws {
    var studies = Fleets.studies(5)
    var newer = studies[1]
    newer.createdAt = "2025-02-01T00:00:00Z"
    for index in newer.trials.indices { newer.trials[index].wallSeconds? *= 2 }
    studies.insert(newer, at: 0)
    let fleet = try Fleets.fleet(studies)
    #expect(fleet.rows.count == 5)
    #expect(fleet.outliers == ["n2"])
    #expect(fleet.remarks.contains { $0.hasPrefix("n2 has 2 studies: the newest counts") })
  }

  @Test func `a node whose trials failed is named and spoils nothing`() throws {
    var studies = Fleets.studies(6)
    for index in studies[2].trials.indices {
      studies[2].trials[index].outcome = .failed
      studies[2].trials[index].failure = "it was killed"
    }
    let fleet = try Fleets.fleet(studies, gate: 0.1)
    #expect(fleet.rows[2].outcome == .notMeasured && fleet.rows[2].median == nil)
    #expect(fleet.rows[2].unavailable[.median] != nil)
    #expect(fleet.rows.filter { $0.outcome == .usual }.count == 5)
    #expect(fleet.remarks.contains { $0.hasPrefix("n3: 24 of 24 measured trials failed: it was") })
    #expect(fleet.gate?.outcome == .inconclusive, "of n3 nothing is known")
  }

  @Test func `missing nodes are named, those expected or those of the job`() throws {
    var studies = Fleets.studies(4)
    #expect(
      try Fleets.fleet(studies, expected: ["n1", "n10", "n9", "n2"]).missing == ["n9", "n10"])
    #expect(try Fleets.fleet(studies).missing.isEmpty)
    for index in studies.indices {
      studies[index].scheduler = SchedulerRecord(kind: .slurm)
      studies[index].scheduler?.node = "n\(index + 1)"
      studies[index].scheduler?.nodes = "n[1-6]"
    }
    #expect(try Fleets.fleet(studies).missing == ["n5", "n6"])
  }

  @Test func `studies of another plan are refused with what differs`() {
    var studies = Fleets.studies(4)
    for index in studies[3].configurations.indices {
      studies[3].configurations[index].parameters = ["limit": .integer(5)]
    }
    let error = #expect(throws: StudyMismatch.self) { try Fleets.fleet(studies) }
    #expect(
      error?.description.hasPrefix(
        "n4/study.json is not of the plan of n1/study.json: cpu/sequential/core: limit none against 5; "
      ) == true, "\(error?.description ?? "")")
    studies[3].machine.cpuModel = "Model B"
    #expect(throws: StudyMismatch.self, "nor on another kind") { try Fleets.fleet(studies) }
    var units = Fleets.studies(4)
    for index in units[3].trials.indices { units[3].trials[index].workUnit = "bytes" }
    #expect(throws: StudyMismatch.self) { try Fleets.fleet(units) }
  }

  @Test func `seeds, places and clocks may differ`() throws {
    var studies = Fleets.studies(5)
    for index in studies.indices {
      studies[index].seed = UInt64(index)
      studies[index].createdAt = "20\(30 - index)-01-01T00:00:00Z"
      studies[index].configurations[0].workerCPUs = [[index]]
    }
    #expect(try Fleets.fleet(studies).rows.count == 5)
  }

  @Test func `the gate fails for a node beyond it and passes without one, in 20 of 20 fleets`()
    throws
  {
    for seed in 1...20 as ClosedRange<UInt64> {
      let ill = Fleets.studies(16, factors: [4: 1.2], seed: seed)
      #expect(try Fleets.fleet(ill, gate: 0.05).gate?.outcome == .worse)
      #expect(
        try Fleets.fleet(Fleets.studies(16, seed: seed), gate: 0.1).gate?.outcome == .notWorse)
    }
  }

  @Test func `a node that differs from its kind's answer is named`() throws {
    var studies = Fleets.studies(8)
    for index in studies[5].trials.indices {
      let isThreads = studies[5].trials[index].configuration == Fleets.threads.id
      studies[5].trials[index].wallSeconds? *= isThreads ? 3 : 1
    }
    let fleet = try Fleets.fleet(studies)
    #expect(fleet.kinds[0].answers[0].dissenters == ["n6"])
    #expect(fleet.answers[0].contains("n6 (use sequential)"), "\(fleet.answers[0])")
  }

  @Test func `a fleet of nothing has no row`() throws {
    let fleet = try Fleets.fleet([], gate: 0.05)
    #expect(fleet.rows.isEmpty && fleet.kinds.isEmpty)
    #expect(fleet.gate?.outcome == .inconclusive)
  }
}
