import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct BoundMemoryTests {
  /// A study of a copying workload and the `cpu` kernel with 1 and 2 workers, whose CPU time per unit of work grows as given.
  private func study(
    copy: Double, kernel: Double?, rounds: Int = 8, noise: Double = 0.01
  ) -> Study {
    var random = SplitMix64(seed: 5)
    var configurations: [Configuration] = []
    var trials: [Trial] = []
    let growths = [("copy", copy)] + (kernel.map { [("cpu", $0)] } ?? [])
    for (workload, growth) in growths {
      for (layout, factor) in [(Layout.sequential, 1.0), (Layout.threads(2), growth)] {
        let configuration = Fixture.configuration(layout, workload: workload)
        configurations.append(configuration)
        for round in 1...rounds {
          let cpu = factor * (1 + noise * random.normal())
          let worker = WorkerShape(user: 0.99, wall: cpu / Double(layout.workers))
          var shape = TrialShape(workers: .init(repeating: worker, count: layout.workers))
          shape.workload = workload
          var trial = shape.trial(round)
          trial.configuration = configuration.id
          trial.workDone = 1_000_000
          trial.workUnit = "bytes"
          trials.append(trial)
        }
      }
    }
    return Fixture.study(configurations, trials: trials)
  }

  private func bound(_ study: Study) throws -> Bound {
    let findings = Findings(of: study, named: "study.json")
    return try #require(findings.bounds.first { $0.configuration == "copy/thread-2/core" })
  }

  @Test func `growth beyond the kernel's own is the memory's`() throws {
    let found = try bound(study(copy: 1.6, kernel: 1.1))
    #expect(found.kind == .memory)
    #expect(found.evidence[1].hasPrefix("a unit of work costs 1.6"), "\(found.evidence)")
    #expect(found.lever.contains("fewer workers"))
  }

  @Test(arguments: [
    (1.33, 1.33 as Double?, 8, 0.01), (1.6, nil, 8, 0.01), (1.6, 1.1, 2, 0.01),
    (1.08, 1.0, 8, 0.001),
    (1.6, 1.3, 8, 0.25),
  ])
  func
    `as much growth, no kernel to compare with, too few rounds, little, or noise: not the memory's`(
      copy: Double, kernel: Double?, rounds: Int, noise: Double
    ) throws
  {
    let found = try bound(study(copy: copy, kernel: kernel, rounds: rounds, noise: noise))
    #expect(found.kind == .cpuUser, "\(found.evidence)")
  }

  @Test func `the kernel itself, and one worker, are never called memory-bound`() {
    let findings = Findings(of: study(copy: 1.6, kernel: 1.5), named: "study.json")
    #expect(findings.bounds.count == 4)
    let others = findings.bounds.filter { $0.configuration != "copy/thread-2/core" }
    #expect(others.allSatisfy { $0.kind == .cpuUser })
  }

  @Test func `a kernel on other CPUs is no comparison`() throws {
    var study = study(copy: 1.6, kernel: 1.1)
    for index in study.configurations.indices where study.configurations[index].workload == "cpu" {
      study.configurations[index].workerCPUs = study.configurations[index].workerCPUs.map { _ in
        [7]
      }
    }
    #expect(try bound(study).kind == .cpuUser)
  }
}
