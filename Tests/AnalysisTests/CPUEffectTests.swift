import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct CPUEffectTests {
  /// Rounds in which sequential visits CPU 0, slower by a factor, and CPU 1; threads are on both.
  func study(slowdown: Double, rounds: Int = 12, change: (inout Trial) -> Void = { _ in }) -> Study
  {
    var sequential = Fixture.configuration(.sequential)
    sequential.rotation = [[0], [1]]
    let threads = Fixture.configuration(.threads(2))
    var random = SplitMix64(seed: 5)
    var trials: [Trial] = []
    for round in 1...rounds {
      let cpu = (round + round / 3) % 2
      for twin in [false, true] {
        let wall = (cpu == 0 ? slowdown : 1) * (1 + 0.01 * random.normal())
        var trial = Fixture.trial(sequential, round: round, wall: wall, twin: twin)
        trial.workerCPUs = [[cpu]]
        change(&trial)
        trials.append(trial)
      }
      var trial = Fixture.trial(threads, round: round, wall: 0.6 * (1 + 0.01 * random.normal()))
      trial.workerCPUs = [[0], [1]]
      trials.append(trial)
    }
    return Fixture.study([sequential, threads], trials: trials)
  }

  @Test func `what a CPU costs is told, with the interval`() throws {
    let findings = Findings(of: study(slowdown: 1.4), named: "s")
    let effect = try #require(findings.cpuEffects.first)
    #expect(effect.slowest == 0 && effect.fastest == 1)
    #expect(effect.low < 1.4 && effect.high > 1.4 && effect.low > 1.35)
    #expect(effect.rounds == 12)
    #expect(effect.text.hasPrefix("CPU 1 works 1.4"), "\(effect.text)")
    #expect(findings.remarks.contains { $0.contains("times as fast as CPU 0") })
  }

  @Test func `CPUs that are alike are not worth a word`() {
    #expect(Findings(of: study(slowdown: 1), named: "s").cpuEffects.isEmpty)
    #expect(Findings(of: study(slowdown: 1.4, rounds: 3), named: "s").cpuEffects.isEmpty)
  }

  @Test func `only what was seen on the CPUs is given as evidence`() throws {
    let findings = Findings(
      of: study(slowdown: 1.4) { trial in
        var slow = CPUActivity(
          cpu: 0, busySeconds: 0.97 * (trial.wallSeconds ?? 0), stealSeconds: 0)
        slow.interrupts = 9_000
        slow.busiestSource = "nvme0q1"
        var fast = CPUActivity(cpu: 1, busySeconds: 0, stealSeconds: 0)
        fast.interrupts = 100
        trial.environment.cpus = [slow, fast]
      }, named: "s")
    let effect = try #require(findings.cpuEffects.first)
    #expect(effect.evidence.count == 2, "\(effect.evidence)")
    #expect(effect.evidence[0].contains("kept CPU 0 busy for 97.0 %"))
    #expect(
      effect.evidence[1]
        == "CPU 0 served 98.9 % of the devices' interrupts, most of them of nvme0q1")
    let quiet = Findings(of: study(slowdown: 1.4), named: "s")
    #expect(try #require(quiet.cpuEffects.first).evidence.isEmpty)
  }

  @Test func `a ratio against what visits slow and fast CPUs is that over both, and narrow`() throws
  {
    let findings = Findings(of: study(slowdown: 1.4), named: "s")
    let comparison = try #require(findings.comparisons.first)
    let truth = 0.6 / 1.4.squareRoot()
    #expect(abs(try #require(comparison.ratio) / truth - 1) < 0.02)
    #expect(try #require(comparison.high) / #require(comparison.low) < 1.05)
  }
}
