import Builtin
import Execution
import Foundation
import LinuxSystem
import Planning
import ProfileModel
import TestSupport
import Testing
import profile

/// Each trial takes what its configuration and round say, so that a study has the same trials however often it is cut short.
private struct SteadyExecutor: TrialExecutor {
  /// The first rounds of which take longer.
  var slowRounds = 0

  func run(_ planned: PlannedTrial) -> TrialResult {
    var trial = Trial(
      configuration: planned.configuration.id, round: planned.round, position: planned.position,
      warmup: planned.warmup, twin: planned.twin)
    let isSlow = !planned.warmup && planned.round <= slowRounds
    trial.wallSeconds = (isSlow ? 2 : 1) + 0.001 * Double(planned.round * 3 % 7)
    return TrialResult(trial: trial)
  }
}

@Suite("A study that is resumed")
struct ResumptionTests {
  private let machine = MachineDescription(
    hostname: "h", kernel: "k",
    cpus: (0..<2).map {
      MachineDescription.CPU(
        id: $0, core: $0, die: 0, package: 0, node: 0, kind: .uniform, online: true,
        allowed: true, isolated: false, siblings: [$0])
    }, nodes: [], caches: [])

  private func plan(seed: UInt64 = 7, searches: Bool = false) throws -> Plan {
    var request = PlanRequest(
      workloads: [WorkloadVariant(.cpu, Sum())], strategies: searches ? [.thread] : nil,
      seed: seed, twins: true)
    request.doublesWorkers = searches
    return try Plan(request: request, machine: machine)
  }

  private func study(_ plan: Plan, trials: Int?) -> Study {
    Study(
      createdAt: "2026-01-01T00:00:00Z", toolVersion: "t", commandLine: [], seed: plan.seed,
      machine: machine,
      design: StudyDesign(trials: trials, warmupRounds: 1, sampleIntervalSeconds: nil),
      configurations: plan.configurations)
  }

  /// Runs a study, or goes on with it.
  private func run(
    _ study: Study, _ plan: Plan, resumed: Bool, _ executor: SteadyExecutor = SteadyExecutor()
  ) throws -> Study {
    let parent = try TemporaryFolder()
    let folder = try StudyFolder(output: parent.file("x"), name: "x", force: false)
    var study = study
    let session = StudySession(
      plan: study.narrowed(plan), executor: executor, folder: folder,
      progress: Progress(quiet: true), started: MonotonicClock.now(), isResumed: resumed)
    try resumed ? session.resume(&study) : session.run(&study)
    return study
  }

  /// The rounds that were measured, as they ran; the warm-ups are those of each sitting.
  private func order(_ study: Study) -> [String] {
    study.trials.filter(\.isOfMeasuredRound)
      .map { "\($0.round).\($0.position) \($0.configuration) \($0.twin) \($0.warmup)" }
  }

  @Test("has the trials and the order of one that was not, wherever it was cut short")
  func everyCut() throws {
    let plan = try plan()
    var design = study(plan, trials: 12)
    design.design.warmupRule = .auto
    let executor = SteadyExecutor(slowRounds: 2)
    let whole = try run(design, plan, resumed: false, executor)
    #expect(order(whole).count == 4 * 14, "two rounds became warm-ups")
    for cut in 0..<whole.trials.count {
      var short = design
      short.trials = Array(whole.trials.prefix(cut))
      // The trend is looked for once, and what it dropped is saved then.
      if cut >= 3 + 4 * 10 {
        short.design.trendRounds = 2
      } else {
        for index in short.trials.indices where short.trials[index].trendDropped {
          short.trials[index].warmup = false
          short.trials[index].trendDropped = false
        }
      }
      let resumed = try run(short, plan, resumed: true, executor)
      #expect(order(resumed) == order(whole), "cut after \(cut) trials")
      #expect(resumed.design.stoppedBy == "trials")
      let isBegun = short.trials.contains(where: \.isOfMeasuredRound)
      #expect(resumed.warnings.contains { $0.contains("was resumed") } == isBegun)
    }
  }

  @Test("goes on with the search where it ended, without what the search left behind")
  func search() throws {
    let plan = try plan(searches: true)
    let begun = study(plan, trials: 3)
    let whole = try run(begun, plan, resumed: false)
    for cut in [1, 2, 3, whole.trials.count - 2] {
      var short = begun
      short.trials = Array(whole.trials.prefix(cut))
      if cut > 3 { short.configurations = whole.configurations }
      let resumed = try run(short, plan, resumed: true)
      #expect(order(resumed) == order(whole), "cut after \(cut)")
      #expect(resumed.configurations == whole.configurations)
    }
  }

  @Test("measures nothing when all is there, and more rounds when they are asked for")
  func moreRounds() throws {
    let plan = try plan()
    let whole = try run(study(plan, trials: 4), plan, resumed: false)
    var finished = whole
    finished.design.stoppedBy = nil
    #expect(try run(finished, plan, resumed: true).trials == whole.trials)
    finished.design.trials = 6
    let more = try run(finished, plan, resumed: true)
    #expect(order(more) == order(try run(study(plan, trials: 6), plan, resumed: false)))
    #expect(more.trials.count { $0.warmup } == 6, "the machine is warmed up again")
  }

  @Test("settles a round that was being repeated")
  func repeats() throws {
    let plan = try plan()
    var short = try run(study(plan, trials: 4), plan, resumed: false)
    short.design.stoppedBy = nil
    for var trial in short.trials.filter({ $0.round == 2 && !$0.warmup }).prefix(2) {
      trial.repeatsRound = true
      short.trials.append(trial)
    }
    let resumed = try run(short, plan, resumed: true)
    #expect(resumed.trials.suffix(2).allSatisfy { $0.replaced }, "half a repetition does not count")
    #expect(resumed.trials.count { $0.replaced } == 2)
  }

  @Test("says what differs")
  func differences() throws {
    let plan = try plan()
    let saved = study(plan, trials: 4)
    #expect(saved.reasonsNotToResume(as: study(plan, trials: 9)) == [])
    func reasons(_ change: (inout Study) -> Void) -> [String] {
      var now = saved
      change(&now)
      return saved.reasonsNotToResume(as: now)
    }
    #expect(reasons { $0.seed = 8 } == ["seed: 7 against 8"])
    #expect(reasons { $0.toolVersion = "u" } == ["version of profile: t against u"])
    #expect(reasons { $0.machine.kernel = "l" } == ["kernel: k against l"])
    #expect(reasons { $0.machine.cpuModel = "fast" } == ["CPU model: unknown against fast"])
    #expect(reasons { $0.design.margin = 0.05 } == ["margin: 2.0 % against 5.0 %"])
    #expect(reasons { $0.design.warmupRounds = 3 } == ["warm-up rounds: 1 against 3"])
    let last = plan.configurations[2].id
    #expect(reasons { $0.configurations.removeLast() } == ["\(last) is not in the plan any more"])
    #expect(reasons { $0.configurations[2].id = "new" }.contains("new is new"))
    #expect(
      reasons { $0.configurations[1].command = CommandSpec(commands: [["true"]]) }
        == ["\(plan.configurations[1].id): what it runs"])
    #expect(reasons { $0.configurations[1].parameters["limit"] = .text("1") }.count == 1)
  }

  @Test("has a command line of its own and what was added, without where it goes on")
  func commandLines() {
    let recorded = MeasuringCommandLine(["exec", "--trials", "3", "--", "make", "--", "-j8"])
    #expect(recorded.command == "exec" && recorded.subject == ["make", "--", "-j8"])
    let added = recorded.adding(
      MeasuringCommandLine(["exec", "--resume", "reports/a", "--trials=9", "--resume=b"]))
    #expect(added.arguments == ["--trials", "3", "--trials=9", "--", "make", "--", "-j8"])
    #expect(MeasuringCommandLine(["-q", "--trials", "2"]).loud.arguments == ["--trials", "2"])
    #expect(MeasuringCommandLine(["--workload", "cpu"]).command == "run")
    #expect(MeasuringCommandLine([]).arguments == [])
  }
}
