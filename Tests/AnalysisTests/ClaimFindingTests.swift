import Analysis
import Builtin
import ProfileModel
import Testing

@Suite("Claims held against a study")
struct ClaimFindingTests {
  private static func configuration(
    _ builtin: Builtin, _ layout: Layout, pin: String = "core",
    parameters: [String: ParameterValue] = [:]
  ) -> Configuration {
    var configuration = Fixture.configuration(
      layout, workload: builtin.rawValue, parameters: parameters)
    configuration.pin = pin
    configuration.id += parameters.map { ";\($0.key)=\($0.value)" }.sorted().joined() + pin
    return configuration
  }

  /// Threads that take 1 s, and processes that take the given times, in as many rounds.
  private func finding(
    _ claim: Claim, _ builtin: Builtin, pin: String = "core",
    parameters: [String: ParameterValue] = [:], processes walls: [Double]
  ) -> ClaimFinding? {
    let threads = Self.configuration(builtin, .threads(2), pin: pin, parameters: parameters)
    let processes = Self.configuration(builtin, .processes(2), pin: pin, parameters: parameters)
    var study = Fixture.study(
      [threads, processes],
      trials: Fixture.trials(threads, walls: walls.map { _ in 1 })
        + Fixture.trials(processes, walls: walls))
    study.design.margin = 0.05
    let all = ClaimFinding.all(in: study, Findings(of: study, named: "study.json"))
    return all.first { $0.claim == claim }
  }

  private static let spread = [0.99, 0.995, 1, 1.0, 1.002, 1.005, 1.01, 0.998]

  private static func times(_ factor: Double) -> [Double] { spread.map { $0 * factor } }

  @Test(
    "a difference beyond the margin decides each claim its way",
    arguments: [
      (Claim.map, Builtin.map, 0.7, ClaimFinding.Verdict.holds), (.map, .map, 1.3, .doesNotHold),
      (.map, .map, 1.0, .doesNotHold), (.control, .control, 1.0, .holds),
      (.control, .control, 1.3, .doesNotHold), (.fault, .fault, 1.0, .holds),
    ])
  func verdicts(claim: Claim, builtin: Builtin, factor: Double, verdict: ClaimFinding.Verdict)
    throws
  {
    let found = try #require(finding(claim, builtin, processes: Self.times(factor)))
    #expect(found.verdict == verdict)
    let ratio = try #require(found.ratio)
    #expect(abs(ratio - factor) < 0.02 * factor, "processes over threads")
    #expect(found.first.perSecond == 1000)
  }

  @Test(
    "what costs both alike may differ by a tenth, what is cheaper must be so by more than the margin",
    arguments: [
      (Claim.control, Builtin.control, 1.06, ClaimFinding.Verdict.holds),
      (.control, .control, 0.93, .holds), (.control, .control, 1.12, .doesNotHold),
      (.control, .control, 1.1, .cannotTell), (.map, .map, 0.93, .holds),
      (.map, .map, 0.97, .doesNotHold), (.map, .map, 1.06, .doesNotHold),
      (.disk, .io, 0.8, .holds), (.disk, .io, 1.06, .holds), (.disk, .io, 1.1, .cannotTell),
      (.disk, .io, 1.2, .doesNotHold),
    ])
  func margins(claim: Claim, builtin: Builtin, factor: Double, verdict: ClaimFinding.Verdict)
    throws
  {
    let parameters: [String: ParameterValue] = claim == .disk ? ["cache": .text("warm")] : [:]
    let found = try #require(
      finding(claim, builtin, parameters: parameters, processes: Self.times(factor)))
    #expect(found.verdict == verdict, "\(String(describing: found.low))")
  }

  @Test("an interval across the margin tells nothing")
  func unclear() throws {
    let found = try #require(
      finding(.map, .map, processes: [0.7, 1.2, 0.9, 1.1, 0.8, 1.3, 0.95, 1.05]))
    #expect(found.verdict == .cannotTell)
    #expect(found.low != nil)
  }

  /// From alike to dearer: that it is cheaper is refuted, that both cost alike is open.
  @Test(arguments: [
    (Claim.map, Builtin.map, ClaimFinding.Verdict.doesNotHold), (.control, .control, .cannotTell),
  ])
  func `what no part of the interval allows does not hold`(
    claim: Claim, builtin: Builtin, verdict: ClaimFinding.Verdict
  ) throws {
    let found = try #require(
      finding(claim, builtin, processes: [0.98, 1.2, 0.99, 1.1, 0.985, 1.3, 0.99, 1.05]))
    #expect(found.verdict == verdict)
    #expect(try #require(found.low) < 1 && #require(found.high) > 1.1)
  }

  @Test("a switch is looked for on one CPU only, by its pin")
  func pinned() throws {
    let found = finding(
      .handOver, .handOver, pin: "0", parameters: ["channel": .text("futex")],
      processes: Self.times(1.2))
    #expect(found?.verdict == .holds)
    #expect(finding(.handOver, .handOver, pin: "core", processes: Self.times(1.2)) == nil)
  }

  private func memoryStudy(thread: Double, process: Double, fork: Double) -> Study {
    var configurations: [Configuration] = []
    var trials: [Trial] = []
    for workers in Claim.memoryWorkers {
      let threads = Self.configuration(
        .cpu, .threads(workers), pin: "none", parameters: ["limit": .integer(20_000_000)])
      var all = [(threads, thread)]
      for start in workers == 1 ? [.spawn] : ProcessStart.allCases {
        let configuration = Self.configuration(
          .cpu, .processes(workers), pin: "none",
          parameters: [
            "limit": .integer(20_000_000), ProcessStart.parameter: .text(start.rawValue),
          ])
        // One process is always spawned: both slopes have it as their base.
        let slope = start == .spawn && workers > 1 ? process : fork
        all.append((configuration, slope))
      }
      for (configuration, bytes) in all {
        configurations.append(configuration)
        for round in 1...6 {
          var trial = Fixture.trial(configuration, round: round, wall: 1)
          trial.peakPSSBytes = UInt64(2e6 + bytes * Double(workers - 1) + Double(round))
          trials.append(trial)
        }
      }
    }
    return Fixture.study(configurations, trials: trials)
  }

  @Test(
    "memory is the slope over the workers: threads, processes that are spawned, and forked ones")
  func memory() throws {
    let study = memoryStudy(thread: 50_000, process: 1_000_000, fork: 300_000)
    let all = ClaimFinding.all(in: study, Findings(of: study, named: "study.json"))
    let found = try #require(all.first { $0.claim == .threadMemory })
    #expect(found.first.bytesPerWorker.map { abs($0 - 50_000) < 10 } == true)
    #expect(found.second.bytesPerWorker.map { abs($0 - 1_000_000) < 10 } == true)
    #expect(found.forked?.bytesPerWorker.map { abs($0 - 300_000) < 10 } == true)
    #expect(found.verdict == .doesNotHold, "50 kB are little, and more than nothing")
    #expect(all.first { $0.claim == .processMemory }?.verdict == .holds)
    let free = memoryStudy(thread: 100, process: 1_000_000, fork: 300_000)
    let other = ClaimFinding.all(in: free, Findings(of: free, named: "study.json"))
    #expect(other.first { $0.claim == .threadMemory }?.verdict == .holds)
  }

  @Test("a failure is alone only where the others finished, and only among processes")
  func failure() throws {
    func verdict(threads: [Int], processes: [Int]) throws -> ClaimFinding.Verdict {
      var study = Fixture.study([])
      study.kills = [
        KillRecord(configuration: "t", strategy: .thread, workers: 3, killed: 0, finished: threads),
        KillRecord(
          configuration: "p", strategy: .process, workers: 3, killed: 0, finished: processes),
      ]
      let all = ClaimFinding.all(in: study, Findings(of: study, named: "study.json"))
      return try #require(all.first { $0.claim == .failure }).verdict
    }
    #expect(try verdict(threads: [], processes: [1, 2]) == .holds)
    #expect(try verdict(threads: [], processes: [1]) == .doesNotHold)
    #expect(try verdict(threads: [1, 2], processes: [1, 2]) == .doesNotHold)
  }

  @Test("a study without its configurations has no claims")
  func nothing() {
    let study = Fixture.study([Fixture.configuration(.sequential)])
    #expect(ClaimFinding.all(in: study, Findings(of: study, named: "study.json")).isEmpty)
  }
}
