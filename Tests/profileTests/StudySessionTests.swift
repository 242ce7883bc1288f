import Builtin
import Execution
import Foundation
import LinuxSystem
import Planning
import ProfileModel
import Testing
import profile

/// Trials that a script makes up: nothing is run, so sessions are tested without waiting.
private final class ScriptedExecutor: TrialExecutor {
  /// What the n-th trial is like, from 0.
  private let script: (Int, PlannedTrial) -> TrialResult
  private(set) var count = 0

  init(_ script: @escaping (Int, PlannedTrial) -> TrialResult) {
    self.script = script
  }

  func run(_ planned: PlannedTrial) -> TrialResult {
    defer { count += 1 }
    return script(count, planned)
  }
}

private func trial(_ planned: PlannedTrial, wall: Double, disturbed: Bool = false) -> TrialResult {
  var trial = Trial(
    configuration: planned.configuration.id, round: planned.round, position: planned.position,
    warmup: planned.warmup, twin: planned.twin)
  trial.wallSeconds = wall
  trial.disturbed = disturbed
  return TrialResult(trial: trial)
}

@Suite("A session")
struct StudySessionTests {
  private let plan: Plan

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

  private func run(
    design: StudyDesign, started: UInt64 = MonotonicClock.now(), _ executor: ScriptedExecutor
  ) throws -> (study: Study, folder: URL) {
    let path = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID())")
    let folder = try StudyFolder(output: path.path, name: "x", force: false)
    var study = Study(
      createdAt: "2026-01-01T00:00:00Z", toolVersion: "t", commandLine: [], seed: 1,
      machine: MachineDescription(hostname: "h", kernel: "k", cpus: [], nodes: [], caches: []),
      design: design, configurations: plan.configurations)
    try StudySession(
      plan: plan, executor: executor, folder: folder, progress: Progress(quiet: true),
      started: started
    ).run(&study)
    return (study, path)
  }

  /// Trials that count.
  private func measured(_ study: Study) -> Int {
    let trials = MeasuredTrials(study)
    return study.configurations.map { trials.trials(of: $0.id).count }.reduce(0, +)
  }

  private func saved(_ folder: URL) throws -> Study {
    try Study(decoding: Data(contentsOf: folder.appending(path: "study.json")))
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
