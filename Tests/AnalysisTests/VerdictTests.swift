import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct VerdictTests {
  let sequential = Fixture.configuration(.sequential)
  let threads = Fixture.configuration(.threads(2))
  let processes = Fixture.configuration(.processes(2))

  /// A study of sequential, 2 threads and 2 processes with the given ratios of their wall times to 1 s.
  func findings(
    threads threadRatio: Double, processes processRatio: Double, rounds: Int = 12,
    noise: Double = 0.004, seed: UInt64 = 11, change: (inout Trial) -> Void = { _ in }
  ) -> Findings {
    var random = SplitMix64(seed: seed)
    var trials: [Trial] = []
    for round in 1...rounds {
      for (configuration, ratio, twin) in [
        (sequential, 1, false), (threads, threadRatio, false), (processes, processRatio, false),
        (sequential, 1, true),
      ] {
        let wall = ratio * (1 + noise * random.normal())
        var trial = Fixture.trial(configuration, round: round, wall: wall, twin: twin)
        // A worker that halves the time was busy throughout; one that does not, half of the time.
        trial.counters.userSeconds = 1
        trial.startupSeconds = 0.001 * Double(1 + configuration.processes)
        change(&trial)
        trials.append(trial)
      }
    }
    return Findings(
      of: Fixture.study([sequential, threads, processes], trials: trials), named: "study.json")
  }

  @Test func `the winner is named with its ratio, the others, the price and the reason`() throws {
    let verdict = try #require(findings(threads: 1, processes: 0.515).verdicts.first)
    #expect(verdict.outcome == .recommended)
    #expect(verdict.configuration == processes.id)
    #expect(verdict.strategy == .process)
    #expect(verdict.workers == 2)
    #expect(
      verdict.text == """
        2 processes: 1.94× [1.93, 1.95] over sequential. No different from sequential within \
        ±2.0 %: 2 threads. Price over sequential: +1.9 MiB of memory. \
        2 processes kept 1.94 cores busy, 2 threads 1.00.
        """)
  }

  @Test func `the reason is told in the ledger's terms`() throws {
    let found = findings(threads: 1, processes: 0.515) { trial in
      let isThreads = trial.configuration == threads.id
      let shape = TrialShape(
        workers: .init(
          repeating: isThreads
            ? WorkerShape(
              user: 0.49, runQueue: 0.2, wall: trial.wallSeconds ?? 0,
              states: ["runnable": 70, "lock": 30])
            : WorkerShape(user: 0.98, wall: trial.wallSeconds ?? 0, states: ["runnable": 98]),
          count: trial.configuration == sequential.id ? 1 : 2))
      trial.workers = shape.trial(1).workers
      trial.waits = isThreads ? [.interpreterLock([0, 1], samples: 30)] : []
    }
    let verdict = try #require(found.verdicts.first)
    #expect(
      verdict.text.hasSuffix(
        """
        2 processes: CPU-bound in user mode (user 98.0 % of a worker's time; 1.94 cores busy). \
        2 threads: lock-bound, consistent with Python's GIL (user 49.0 %, lock 31.0 % and run queue \
        20.0 % of a worker's time; 1.00 cores busy).
        """), "\(verdict.text)")
  }

  @Test func `between those that tie the one with less memory is taken, and it says so`() throws {
    let verdict = try #require(findings(threads: 0.516, processes: 0.515).verdicts.first)
    #expect(verdict.outcome == .recommended)
    #expect(verdict.configuration == threads.id)
    #expect(
      verdict.text.contains("No different from it within ±2.0 %: 2 processes (1.94×"),
      "\(verdict.text)")
    #expect(
      verdict.thoughts.contains("Taken because it has the least memory (PSS) of them"),
      "\(verdict.text)")
  }

  @Test func `without memory figures the faster of those that tie stands`() throws {
    let found = findings(threads: 0.516, processes: 0.515) { $0.peakPSSBytes = nil }
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.text.contains("memory is not known for all"), "\(verdict.text)")
  }

  @Test func `of those within a standard error of the fastest the fewest workers are taken`() throws
  {
    let more = Fixture.configuration(.processes(4))
    func chosen(_ ratio: Double) throws -> Verdict {
      var random = SplitMix64(seed: 5)
      var trials: [Trial] = []
      for round in 1...8 {
        for (configuration, wall) in [(sequential, 1), (threads, 0.5), (more, ratio)] {
          trials.append(
            Fixture.trial(
              configuration, round: round, wall: wall * (1 + 0.1 * random.normal())))
        }
      }
      let study = Fixture.study([sequential, threads, more], trials: trials)
      return try #require(Findings(of: study, named: "study.json").verdicts.first)
    }
    let near = try chosen(0.497)
    #expect(near.configuration == threads.id, "\(near.text)")
    #expect(near.candidates.contains(more.id))
    #expect(try chosen(0.3).configuration == more.id)
  }

  @Test func `of as many workers the one with less memory is taken, whichever noise made faster`()
    throws
  {
    for seed in UInt64(1)...10 {
      let found = findings(threads: 0.5, processes: 0.5, rounds: 8, noise: 0.1, seed: seed)
      let verdict = try #require(found.verdicts.first)
      let ratio = try #require(found.comparison(of: processes.id)?.ratio)
      // By a standard error and more in some of the seeds: that is noise no longer.
      guard verdict.configuration != threads.id else { continue }
      let other = try #require(found.comparison(of: threads.id)?.ratio)
      #expect(ratio < 0.97 * other, "seed \(seed): \(verdict.text)")
    }
  }

  @Test func `a clear difference is no less clear for a wide noise floor`() throws {
    // Rounds that differ by a third: the interval has that in it already.
    let found = findings(threads: 0.5, processes: 0.51, rounds: 8, noise: 0.2, seed: 3)
    let floor = try #require(found.noiseFloor.first?.ratio)
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.outcome == .recommended, "noise floor \(floor): \(verdict.text)")
    // What is no larger than the floor is not claimed.
    let small = findings(threads: 0.9, processes: 0.9, rounds: 8, noise: 0.2, seed: 3)
    #expect(small.verdicts.first?.outcome != .recommended)
  }

  @Test func `a slower winner is the runner-up`() throws {
    let verdict = try #require(findings(threads: 0.7, processes: 0.5).verdicts.first)
    #expect(verdict.configuration == processes.id)
    #expect(verdict.text.contains("Runner-up 2 threads (1.43×"), "\(verdict.text)")
  }

  @Test func `a runner-up is told apart from the winner, be it not from the reference`() throws {
    let verdict = try #require(
      findings(threads: 0.94, processes: 0.5, noise: 0.05).verdicts.first)
    #expect(verdict.configuration == processes.id)
    #expect(verdict.text.contains("), not told apart from sequential yet"), "\(verdict.text)")
  }

  @Test func `when all are alike there is no difference`() throws {
    let verdict = try #require(findings(threads: 1, processes: 1).verdicts.first)
    #expect(verdict.outcome == .noDifference)
    #expect(verdict.configuration == nil)
    #expect(
      verdict.text == """
        No difference within ±2.0 % between sequential, 2 threads and 2 processes. Least memory: \
        sequential (1.91 MiB PSS).
        """)
  }

  @Test func `when all others are slower the reference is recommended`() throws {
    let verdict = try #require(findings(threads: 1.2, processes: 1.4).verdicts.first)
    #expect(verdict.outcome == .recommended)
    #expect(verdict.configuration == sequential.id)
    #expect(verdict.text.hasPrefix("Sequential: nothing is faster. Slower than sequential: "))
    #expect(verdict.text.contains("2 threads (0.83"), "\(verdict.text)")
    let hopeless = try #require(findings(threads: 1.2, processes: 57).verdicts.first)
    #expect(hopeless.text.contains("2 processes (57.0× ["), "\(hopeless.text)")
    #expect(hopeless.text.contains("] as long)"), "\(hopeless.text)")
  }

  @Test func `what noise hides is inconclusive, with what it would take`() throws {
    let verdict = try #require(
      findings(threads: 0.97, processes: 0.96, noise: 0.03).verdicts.first)
    #expect(verdict.outcome == .inconclusive)
    #expect(verdict.configuration == nil)
    #expect(verdict.text.contains("Not told apart in 12 rounds: "), "\(verdict.text)")
    #expect(verdict.text.contains("more round"), "\(verdict.text)")
    #expect(verdict.candidates == [sequential.id, threads.id, processes.id])
  }

  @Test func `what is open and close will do either way, and is said so`() throws {
    let found = findings(threads: 0.51, processes: 0.525, rounds: 4, noise: 0.02)
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.outcome == .recommended)
    #expect(verdict.candidates == [threads.id, processes.id])
    #expect(verdict.beaten == [sequential.id])
    #expect(verdict.eitherWillDo)
    #expect(try #require(verdict.widestGap) < 0.1)
    #expect(verdict.headline == "use 2 threads or 2 processes: either will do")
    #expect(verdict.text.contains("Either will do, not told apart (at most"), "\(verdict.text)")
    // What is not told apart is not said to be no different, nor what would tell it apart where that does not matter.
    #expect(!verdict.text.contains("No different from it"), "\(verdict.text)")
    #expect(!verdict.text.contains("would settle it"), "\(verdict.text)")
  }

  @Test func `more rounds that would hardly settle it are not asked for`() throws {
    for seed in 1...20 {
      let found = findings(
        threads: 0.99, processes: 0.975, rounds: 8, noise: 0.04, seed: UInt64(seed))
      let verdict = try #require(found.verdicts.first)
      let isHopeless = verdict.text.contains("hardly settle it")
      #expect(!isHopeless || verdict.moreRounds == nil, "\(verdict.text)")
      #expect(!isHopeless || !verdict.text.contains("more rounds would settle it"))
    }
  }

  @Test func `a cheaper choice that is nearly as fast is named`() throws {
    let found = findings(threads: 0.6, processes: 0.5)
    let thrifty = try #require(found.verdicts.first?.thrifty)
    #expect(thrifty.configuration == threads.id)
    #expect(abs(thrifty.speedShare - 0.83) < 0.01 && abs(thrifty.memoryShare - 0.5) < 0.01)
    #expect(
      try #require(found.verdicts.first).text.contains(
        "2 threads: 83."), "\(found.verdicts[0].text)")
  }

  @Test func `a leaner one that looks faster and is not told apart is named beside the winner`()
    throws
  {
    let found = findings(threads: 0.5, processes: 0.6) { trial in
      guard trial.configuration == threads.id, trial.round % 3 == 0 else { return }
      trial.wallSeconds = trial.wallSeconds.map { 5 * $0 }
    }
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.outcome == .recommended && verdict.configuration == processes.id)
    let thrifty = try #require(verdict.thrifty)
    #expect(thrifty.configuration == threads.id && thrifty.speedShare > 1.1)
    #expect(
      verdict.text.contains(
        "2 threads may be the better choice: it looks 1.2× as fast for 50.0 % of the memory; that is not established"
      ), "\(verdict.text)")
  }

  @Test func `the edge of what was tried is told, with the command that goes on`() throws {
    let walls = [1: 1.0, 2: 0.6, 4: 0.4]
    let configurations = [1, 2, 4].map { Fixture.configuration(.threads($0)) }
    var random = SplitMix64(seed: 4)
    let trials = configurations.flatMap { configuration in
      (1...8).map { round in
        var trial = Fixture.trial(
          configuration, round: round,
          wall: (walls[configuration.workers] ?? 1) * (1 + 0.005 * random.normal()))
        trial.counters.userSeconds = 0.1
        return trial
      }
    }
    var study = Fixture.study(configurations, trials: trials)
    study.machine.cpus = (0..<2).map {
      MachineDescription.CPU(
        id: $0, core: $0, die: 0, package: 0, node: 0, kind: .uniform, online: true, allowed: true,
        isolated: false, siblings: [$0])
    }
    study.commandLine = ["profile", "--workers", "1,2,4", "--output", "x"]
    let edge = try #require(Findings(of: study, named: "s").verdicts.first?.edge)
    #expect(edge.workers == 4)
    #expect(abs(edge.gain - 0.5) < 0.03)
    #expect(edge.command == "profile --workers 4,8,16")
    // Where every core is busy, more workers would find none.
    for index in study.trials.indices { study.trials[index].counters.userSeconds = 2 }
    #expect(Findings(of: study, named: "s").verdicts[0].edge == nil)
  }

  @Test func `placements that are compared get an answer of their own`() throws {
    var free = Fixture.configuration(.threads(2))
    free.id = "cpu/thread-2/none"
    free.pin = "none"
    var random = SplitMix64(seed: 6)
    var trials: [Trial] = []
    for round in 1...10 {
      for (configuration, wall) in [(sequential, 1.0), (threads, 0.5), (free, 0.5)] {
        trials.append(
          Fixture.trial(configuration, round: round, wall: wall * (1 + 0.002 * random.normal())))
      }
    }
    let found = Findings(
      of: Fixture.study([sequential, threads, free], trials: trials), named: "s")
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.pin == "core")
    #expect(verdict.pinning?.outcome == .noDifference)
    #expect(verdict.text.contains("Pinning itself: no difference"), "\(verdict.text)")
    #expect(verdict.headline == "use 2 threads, one per core", "\(verdict.headline)")
  }

  @Test func `below three rounds it says how many there must be`() throws {
    let verdict = try #require(findings(threads: 1, processes: 0.5, rounds: 2).verdicts.first)
    #expect(verdict.outcome == .inconclusive)
    #expect(verdict.text.contains("An interval needs at least 3 rounds"), "\(verdict.text)")
    #expect(verdict.text.contains("2 processes 2.0"), "\(verdict.text)")
  }

  @Test func `three rounds decide what is clear`() throws {
    let verdict = try #require(findings(threads: 1, processes: 0.5, rounds: 3).verdicts.first)
    #expect(verdict.outcome == .recommended)
    #expect(verdict.configuration == processes.id)
  }

  @Test func `copies that each do the whole work are compared by throughput`() throws {
    var single = sequential
    single.command = CommandSpec(commands: [["true"]])
    var copies = processes
    copies.command = CommandSpec(commands: [["true"], ["true"]], isCopied: true)
    let trials = (1...8).flatMap { round in
      [
        Fixture.trial(single, round: round, wall: 1 + 0.002 * Double(round % 3)),
        Fixture.trial(copies, round: round, wall: 1.45 + 0.002 * Double(round % 5)),
      ]
    }
    let found = Findings(of: Fixture.study([single, copies], trials: trials), named: "s")
    let comparison = try #require(found.comparisons.first)
    #expect(comparison.copies == [2, 1])
    #expect(abs(try #require(comparison.ratio) - 0.7265) < 0.005)
    #expect(comparison.outcome == .better)
    #expect(found.verdicts.first?.configuration == copies.id)
    #expect(found.remarks.contains { $0.contains("compared by throughput") })
  }

  @Test func `a machine too noisy to tell anything is no proof that nothing differs`() throws {
    // Each trial beside a neighbour that comes and goes: the reference against itself strays by more than the truth.
    let found = findings(threads: 0.8, processes: 0.8, rounds: 6, noise: 0.4, seed: 3)
    #expect(try #require(found.noiseFloor.first?.ratio) > 0.3)
    #expect(found.comparisons.allSatisfy { $0.outcome == .inconclusive })
    #expect(try #require(found.verdicts.first).outcome == .inconclusive)
  }

  @Test func `a single configuration has nothing to be compared with`() throws {
    let study = Fixture.study(
      [sequential], trials: Fixture.trials(sequential, walls: [1, 1, 1.1, 1, 0.9, 1, 1]))
    let verdict = try #require(Findings(of: study, named: "study.json").verdicts.first)
    #expect(verdict.outcome == .inconclusive)
    #expect(verdict.text.contains("the only configuration"))
  }

  @Test func `seeds and noise never reverse a true difference`() {
    for seed in 1...50 {
      for ratio in [0.5, 0.9, 1, 1.1] {
        let found = findings(threads: ratio, processes: ratio, noise: 0.02, seed: UInt64(seed))
        for comparison in found.comparisons where ratio != 1 {
          #expect(comparison.outcome != (ratio < 1 ? .worse : .better))
          #expect(comparison.outcome != .noDifference || abs(ratio - 1) < 0.11)
        }
      }
    }
  }
}
