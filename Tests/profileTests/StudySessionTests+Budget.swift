import Analysis
import Execution
import Foundation
import LinuxSystem
import Planning
import ProfileModel
import Testing
import profile

/// Budgets that are too tight for a decision.
extension StudySessionTests {
  /// Warm-ups of three configurations, then rounds of four trials: 15 s and 20 s, or 15 s without the twin.
  @Test(
    "gives up twins, and then the warm-up, where the budget has no room for three rounds else",
    arguments: [
      (80.0, false, false), (61, false, false), (59, true, false), (46, true, false),
      (44, true, true), (31, true, true), (29, false, false), (19, true, false), (14, true, true),
      (5, true, true),
    ])
  func tightBudget(left: Double, dropsTwins: Bool, countsWarmup: Bool) throws {
    var study = empty(
      StudyDesign(trials: nil, warmupRounds: 1, sampleIntervalSeconds: nil))
    study.design.timeBudgetSeconds = left + 0.5
    study.trials = plan.trials(inRound: 1, warmup: true).map { trial($0, wall: 5).trial }
    var pace = RoundPace(started: MonotonicClock.now())
    pace.expect(20)
    let fit = TightBudget(study, plan, pace)
    #expect(
      (fit?.dropsTwins ?? false) == dropsTwins && (fit?.countsWarmup ?? false) == countsWarmup)
    fit?.settle(&study)
    #expect(study.trials.allSatisfy { $0.warmup } != countsWarmup)
    #expect(study.warnings.isEmpty == (fit?.words == nil))
    study.design.extendedBudgetSeconds = 300
    #expect(TightBudget(study, plan, pace)?.words == nil, "a budget that may grow gives up nothing")
  }

  @Test("counts the warm-up as the only round where a budget has room for no other, and says so")
  func onlyWarmup() throws {
    var design = StudyDesign(trials: nil, warmupRounds: 1, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 10
    let executor = ScriptedExecutor { _, planned in
      trial(planned, wall: 1 / Double(planned.configuration.workers))
    }
    let (study, folder) = try run(
      design: design, started: MonotonicClock.now() - 60_000_000_000, executor)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(study.design.stoppedBy == "budget")
    #expect(executor.count == 3 && measured(study) == 3)
    let warning = try #require(study.warnings.first)
    #expect(
      warning.contains("the warm-up counts as the only round, which decides nothing; 3 rounds"))
    #expect(Findings(of: study, named: "study.json").verdicts.map(\.outcome) == [.inconclusive])
    #expect(try saved(folder) == study)
  }

  @Test("refuses a budget that holds no round after several warm-ups, and keeps them")
  func shortBudget() throws {
    var design = StudyDesign(trials: nil, warmupRounds: 2, sampleIntervalSeconds: nil)
    design.timeBudgetSeconds = 10
    let path = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID())")
    defer { try? FileManager.default.removeItem(at: path) }
    let executor = ScriptedExecutor { _, planned in trial(planned, wall: 1) }
    let folder = try StudyFolder(output: path.path, name: "x", force: false)
    var study = empty(design)
    let error = try #require(throws: ProfileError.self) {
      try StudySession(
        plan: plan, executor: executor, folder: folder, progress: Progress(quiet: true),
        started: MonotonicClock.now() - 60_000_000_000
      ).run(&study)
    }
    #expect("\(error)".contains("--time-budget 10s: a round takes about"), "\(error)")
    #expect(error.status == .unavailable)
    #expect(try saved(path).trials.count == 6)
  }
}
