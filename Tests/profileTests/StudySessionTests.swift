import Builtin
import Execution
import Foundation
import LinuxSystem
import Planning
import ProfileModel
import Testing
import profile

@Suite("A session")
struct StudySessionTests {
  let plan: Plan

  init() throws {
    let cpus = (0..<2).map {
      MachineDescription.CPU(
        id: $0, core: $0, die: 0, package: 0, node: 0, kind: .uniform, online: true,
        allowed: true, isolated: false, siblings: [$0])
    }
    let machine = MachineDescription(
      hostname: "h", kernel: "k", cpus: cpus, nodes: [], caches: [])
    plan = try Plan(
      request: PlanRequest(workloads: [WorkloadVariant(.cpu, Sum())], seed: 1, twins: true),
      machine: machine)
  }

  func run(
    design: StudyDesign, started: UInt64 = MonotonicClock.now(), _ executor: ScriptedExecutor
  ) throws -> (study: Study, folder: URL) {
    let path = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID())")
    let folder = try StudyFolder(output: path.path, name: "x", force: false)
    var study = empty(design)
    try StudySession(
      plan: plan, executor: executor, folder: folder, progress: Progress(quiet: true),
      started: started
    ).run(&study)
    return (study, path)
  }

  /// The plan's study, before its first trial.
  func empty(_ design: StudyDesign) -> Study {
    Study(
      createdAt: "2026-01-01T00:00:00Z", toolVersion: "t", commandLine: [], seed: 1,
      machine: MachineDescription(hostname: "h", kernel: "k", cpus: [], nodes: [], caches: []),
      design: design, configurations: plan.configurations)
  }

  /// Trials that count.
  func measured(_ study: Study) -> Int {
    let trials = MeasuredTrials(study)
    return study.configurations.map { trials.trials(of: $0.id).count }.reduce(0, +)
  }

  func saved(_ folder: URL) throws -> Study {
    try Study(decoding: Data(contentsOf: folder.appending(path: "study.json")))
  }

  @Test(
    "says the most that can be left: of the budget, or of the rounds for which it is extended",
    arguments: [(rounds: 2, round: 30.0, left: 120.0), (0, 100, 290), (6, 30, 10), (2, 1, 10)])
  func mostLeft(rounds: Int, round: Double, left: Double) throws {
    var study = empty(
      StudyDesign(trials: nil, warmupRounds: 1, sampleIntervalSeconds: nil))
    study.design.timeBudgetSeconds = 20
    study.design.extendedBudgetSeconds = 300
    var pace = RoundPace(started: MonotonicClock.now() - 10_000_000_000)
    pace.expect(round)
    let standing = Standing(of: study, rounds: rounds, repeats: 0, pace: pace)
    let found = try #require(standing.mostSecondsLeft)
    #expect(abs(found - left) < 2, "\(found)")
    study.design.timeBudgetSeconds = nil
    #expect(Standing(of: study, rounds: 1, repeats: 0, pace: pace).mostSecondsLeft == nil)
  }

  @Test("gives up when nothing has worked for two rounds, and not before")
  func hopeless() throws {
    let design = StudyDesign(trials: 50, warmupRounds: 0, sampleIntervalSeconds: nil)
    // A round has a trial of each configuration, and a twin.
    let size = plan.trials(inRound: 1, warmup: false).count
    let lost = ScriptedExecutor { place, planned in
      var result = trial(planned, wall: 1)
      // The first round works, one in the midst fails by accident, and from the sixth on all fail.
      if place / size == 2 || place / size >= 5 { result.trial.outcome = .failed }
      return result
    }
    let (study, folder) = try run(design: design, lost)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "failed")
    #expect(study.trials.map(\.round).max() == 7)
    #expect(study.trials.count { $0.outcome == .completed } == 4 * size)
  }

  @Test("does not give up for one that fails again and again, while others work")
  func oneFails() throws {
    var design = StudyDesign(trials: 3, warmupRounds: 0, sampleIntervalSeconds: nil)
    // So often that its attempts outnumber two rounds.
    design.retryNoisy = 9
    let lost = ScriptedExecutor { _, planned in
      var result = trial(planned, wall: 1)
      result.trial.disturbed = planned.twin
      if planned.twin { result.trial.outcome = .failed }
      return result
    }
    let (study, folder) = try run(design: design, lost)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "trials")
    #expect(study.trials.map(\.round).max() == 3)
  }

  @Test("runs as many rounds as were asked for, a warm-up first, a twin in each measured one")
  func trials() throws {
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1) }
    let (study, folder) = try run(
      design: StudyDesign(trials: 3, warmupRounds: 1, sampleIntervalSeconds: nil), executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "trials")
    #expect(study.trials.count { $0.warmup } == 3)
    #expect(measured(study) == 9)
    #expect(study.trials.count { $0.twin } == 3)
    #expect(try saved(folder) == study)
  }

  @Test("stops on precision, not before round 10")
  func precision() throws {
    var design = StudyDesign(trials: nil, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.precision = 0.02
    design.timeBudgetSeconds = 1000
    let executor = ScriptedExecutor { index, planned in
      trial(planned, wall: 1 + Double(index % 5) * 0.0001)
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "precision")
    #expect(study.trials.map(\.round).max() == 10)
  }

  @Test("starts no round that does not fit the budget, but always one")
  func budget() throws {
    var design = StudyDesign(trials: nil, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.precision = 0.02
    design.timeBudgetSeconds = 10
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1) }
    let (study, folder) = try run(
      design: design, started: MonotonicClock.now() - 60_000_000_000, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "budget")
    #expect(study.trials.map(\.round).max() == 1)
  }

  @Test("obeys both a number of rounds and a budget, whichever ends first")
  func trialsAndBudget() throws {
    var design = StudyDesign(trials: 5, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 10
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1) }
    let (study, folder) = try run(
      design: design, started: MonotonicClock.now() - 60_000_000_000, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "budget")
    design.timeBudgetSeconds = 1000
    let (other, second) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: second) }
    #expect(other.design.stoppedBy == "trials")
    #expect(other.trials.map(\.round).max() == 5)
  }

  @Test("measures disturbed rounds again at the end, keeps both, and counts the quieter")
  func repeatedRounds() throws {
    var design = StudyDesign(trials: 9, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 1000
    // Rounds 2 and 5, of four trials each, are disturbed once.
    let executor = ScriptedExecutor { index, planned in
      let isDisturbed = index < 36 && [2, 5].contains(planned.round)
      return trial(planned, wall: isDisturbed ? 9 : 1, disturbed: isDisturbed)
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "trials")
    #expect(study.trials.count == 44)
    #expect(study.trials.filter(\.replaced).map(\.round) == [2, 2, 2, 2, 5, 5, 5, 5])
    #expect(study.trials.filter(\.repeatsRound).map(\.round) == [2, 2, 2, 2, 5, 5, 5, 5])
    #expect(
      MeasuredTrials(study).trials(of: plan.configurations[0].id).allSatisfy { $0.wallSeconds == 1 }
    )
    let first = MeasuredTrials(study, asFirstMeasured: true)
    #expect(
      first.trials(of: plan.configurations[0].id).map(\.wallSeconds) == [1, 9, 1, 1, 9, 1, 1, 1, 1])
    #expect(try saved(folder) == study)
  }

  @Test("lets the first measurement of a round stand when its repetition is disturbed as well")
  func disturbedAgain() throws {
    var design = StudyDesign(trials: 6, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 1000
    let executor = ScriptedExecutor { index, planned in
      trial(planned, wall: 1, disturbed: planned.round == 3)
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.trials.count == 28)
    #expect(study.trials.filter(\.replaced).allSatisfy { $0.repeatsRound })
    #expect(study.trials.filter(\.replaced).count == 4)
  }

  @Test("repeats nothing where most rounds are disturbed")
  func alwaysDisturbed() throws {
    var design = StudyDesign(trials: 4, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 1000
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1, disturbed: true) }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.trials.count == 16)
  }

  @Test("repeats nothing without a budget: so many rounds were asked for")
  func noBudget() throws {
    let design = StudyDesign(trials: 6, warmupRounds: 0, sampleIntervalSeconds: nil)
    let executor = ScriptedExecutor { _, planned in
      trial(planned, wall: 1, disturbed: planned.round == 3)
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.trials.count == 24)
  }

  @Test(
    "makes the first rounds warm-ups when they show a trend, and measures as many as were asked for"
  )
  func trend() throws {
    var design = StudyDesign(trials: 12, warmupRounds: 1, sampleIntervalSeconds: nil)
    design.warmupRule = .auto
    let executor = ScriptedExecutor { index, planned in
      let isFirst = !planned.warmup && planned.round <= 2
      return trial(planned, wall: (isFirst ? 2 : 1) + 0.001 * Double(index % 7))
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.trendRounds == 2)
    #expect(Set(study.trials.filter(\.trendDropped).map(\.round)) == [1, 2])
    #expect(study.trials.filter(\.trendDropped).allSatisfy { $0.warmup })
    #expect(MeasuredTrials(study).rounds == Array(3...14))
    #expect(try saved(folder) == study)
  }

  @Test("says before it measures what cannot decide, and how long it takes")
  func outlook() {
    var design = StudyDesign(trials: 2, warmupRounds: 1, sampleIntervalSeconds: nil)
    func outlook(_ design: StudyDesign) -> Outlook {
      Outlook(
        Study(
          createdAt: "", toolVersion: "t", commandLine: [], seed: 1,
          machine: MachineDescription(hostname: "h", kernel: "k", cpus: [], nodes: [], caches: []),
          design: design, configurations: plan.configurations))
    }
    #expect(
      outlook(design).warning
        == "--trials 2 cannot decide between configurations: an interval needs at least 3 rounds")
    #expect(
      outlook(design).words(round: 4, elapsed: 5)
        == "a round takes about 4.00 s: 2 rounds, done after about 13.0 s; that cannot decide, 3 rounds can, done after about 17.0 s"
    )
    design.trials = 3
    #expect(outlook(design).warning == nil)
    #expect(
      outlook(design).words(round: 4, elapsed: 5)
        == "a round takes about 4.00 s: 3 rounds, done after about 17.0 s")
    design.trials = nil
    design.precision = 0.02
    design.timeBudgetSeconds = 60
    #expect(
      outlook(design).words(round: 20, elapsed: 25)
        == "a round takes about 20.0 s: up to about 1 round, done after about 45.0 s; that cannot decide, 3 rounds can, done after about 85.0 s"
    )
    #expect(outlook(design).refusal(round: 20, elapsed: 25) == nil)
    #expect(
      outlook(design).refusal(round: 40, elapsed: 25)
        == "--time-budget 60s: a round takes about 40.0 s, and 25.0 s have passed with start-up and warm-up. Give 65s or more; 3 rounds, the fewest that can decide, need 145s."
    )
    design.extendedBudgetSeconds = 300
    #expect(outlook(design).refusal(round: 400, elapsed: 25) == nil)
    // It goes on to six while something is open.
    #expect(
      outlook(design).words(round: 20, elapsed: 25)
        == "a round takes about 20.0 s: up to about 6 rounds, done after about 145 s")
  }

  @Test("searches the workers, then measures what it tried in rounds")
  func search() throws {
    let cpus = (0..<2).map {
      MachineDescription.CPU(
        id: $0, core: $0, die: 0, package: 0, node: 0, kind: .uniform, online: true,
        allowed: true, isolated: false, siblings: [$0])
    }
    var request = PlanRequest(
      workloads: [WorkloadVariant(.cpu, Sum())], strategies: [.thread], seed: 1, twins: true)
    request.doublesWorkers = true
    let plan = try Plan(
      request: request,
      machine: MachineDescription(hostname: "h", kernel: "k", cpus: cpus, nodes: [], caches: []))
    #expect(plan.configurations.map(\.workers) == [1, 2, 4, 8, 16, 32, 64])
    let executor = ScriptedExecutor { _, planned in
      trial(planned, wall: 1 / Double(min(2, planned.configuration.workers)))
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID())")
    defer { try? FileManager.default.removeItem(at: path) }
    let folder = try StudyFolder(output: path.path, name: "x", force: false)
    var study = Study(
      createdAt: "2026-01-01T00:00:00Z", toolVersion: "t", commandLine: [], seed: 1,
      machine: MachineDescription(hostname: "h", kernel: "k", cpus: [], nodes: [], caches: []),
      design: StudyDesign(trials: 3, warmupRounds: 1, sampleIntervalSeconds: nil),
      configurations: plan.configurations)
    try StudySession(
      plan: plan, executor: executor, folder: folder, progress: Progress(quiet: true),
      started: MonotonicClock.now()
    ).run(&study)
    #expect(study.configurations.map(\.workers) == [1, 2, 4])
    #expect(
      Set(study.trials.filter(\.warmup).map(\.configuration)) == Set(study.configurations.map(\.id))
    )
    #expect(measured(study) == 9)
    #expect(try saved(path) == study)
  }

  @Test("repeats a disturbed trial, keeps both, and counts the last")
  func retries() throws {
    var design = StudyDesign(trials: 1, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.retryNoisy = 2
    let executor = ScriptedExecutor { index, planned in
      trial(planned, wall: index == 0 ? 9 : 1, disturbed: index == 0)
    }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.trials.count == 5)
    #expect(study.trials[0].replaced && measured(study) == 3)
    #expect(study.trials[1].retryOf == 0 && !study.trials[1].replaced)
    #expect(try saved(folder).trials[0].replaced)
  }

  @Test("gives up repeating when the machine stays busy, and then counts what it has")
  func stillNoisy() throws {
    var design = StudyDesign(trials: 1, warmupRounds: 0, sampleIntervalSeconds: nil)
    design.retryNoisy = 1
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1, disturbed: true) }
    let (study, folder) = try run(design: design, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.trials.count == 8)
    #expect(study.trials.count { $0.replaced } == 4)
    #expect(measured(study) == 3)
  }

  @Test("ends at an interrupt with what was measured saved")
  func interrupt() throws {
    let executor = ScriptedExecutor { index, planned in
      var result = trial(planned, wall: 1)
      if index == 4 {
        result.trial.outcome = .interrupted
        result.interrupt = 2
      }
      return result
    }
    let (study, folder) = try run(
      design: StudyDesign(trials: 9, warmupRounds: 1, sampleIntervalSeconds: nil), executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "interrupted")
    #expect(study.trials.count == 5)
    #expect(executor.count == 5)
  }
}
