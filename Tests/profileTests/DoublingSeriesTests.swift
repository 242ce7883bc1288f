import ProfileModel
import TestSupport
import Testing
import profile

@Suite("A search of the number of workers")
struct DoublingSeriesTests {
  private let configurations = [1, 2, 4, 8, 16].map { workers in
    Configuration(
      id: "io/thread-\(workers)/core", workload: "io", layout: .threads(workers), pin: "core",
      workerCPUs: [], parameters: [:])
  }

  private func trial(_ configuration: Configuration, wall: Double) -> Trial {
    var trial = Trial(configuration: configuration.id, round: 1, position: 1, warmup: true)
    trial.wallSeconds = wall
    return trial
  }

  /// The numbers of workers that are tried when each takes so long.
  private func tried(_ walls: [Int: [Double]]) -> (counts: [Int], isOpen: Bool) {
    var series = DoublingSeries(configurations, margin: 0.02)
    var visits: [Int: Int] = [:]
    while !series.next.isEmpty {
      series.add(
        series.next.map { configuration in
          let own = walls[configuration.workers] ?? [1]
          let visit = visits[configuration.workers, default: 0]
          visits[configuration.workers] = visit + 1
          return trial(configuration, wall: own[min(visit, own.count - 1)])
        })
    }
    return (series.tried.map(\.workers), series.isOpen)
  }

  @Test("goes on while doubling pays, and ends with the first that does not")
  func ends() {
    let found = tried([1: [1], 2: [0.5], 4: [0.3], 8: [0.3]])
    #expect(found.counts == [1, 2, 4, 8])
    #expect(!found.isOpen)
  }

  @Test("tries one step beyond the workers that keep all cores busy, whatever noise makes of it")
  func full() {
    var series = DoublingSeries(configurations, margin: 0.02, cores: 2)
    for (wall, cpu) in [(1.0, 1.0), (0.5, 0.95), (0.4, 0.78)] { add(wall, cpu, to: &series) }
    #expect(series.tried.map(\.workers) == [1, 2, 4])
    #expect(series.next.isEmpty)
    #expect(!series.isOpen)
  }

  @Test("knows the cores that a configuration's own limits leave it")
  func limited() {
    let half = configurations.map { $0.limited(to: ResourceLimits(cpuQuotaCores: 0.5)) }
    var series = DoublingSeries.all(of: half, margin: 0.02, on: SampleStudy.study.machine)[0]
    for (wall, cpu) in [(1.0, 0.5), (0.7, 0.35)] { add(wall, cpu, to: &series) }
    #expect(series.tried.map(\.workers) == [1, 2])
    #expect(series.next.isEmpty)
  }

  /// Takes in trials of the next step, which have used so much CPU time.
  private func add(_ wall: Double, _ cpu: Double, to series: inout DoublingSeries) {
    series.add(
      series.next.map { configuration in
        var trial = trial(configuration, wall: wall)
        trial.counters.userSeconds = cpu
        trial.counters.systemSeconds = 0
        return trial
      })
  }

  @Test("is open where the most workers still gain")
  func open() {
    let found = tried([1: [1], 2: [0.5], 4: [0.25], 8: [0.12], 16: [0.06]])
    #expect(found.counts == [1, 2, 4, 8, 16])
    #expect(found.isOpen)
  }

  @Test("looks twice where the gain is small, so that one slow trial does not end it")
  func twice() {
    let found = tried([1: [1], 2: [1.05, 0.5], 4: [0.5], 8: [0.5]])
    #expect(found.counts == [1, 2, 4])
  }

  @Test("ends where a trial fails, without what failed")
  func failure() {
    var series = DoublingSeries(configurations, margin: 0.02)
    series.add([trial(configurations[0], wall: 1)])
    var failed = trial(configurations[1], wall: 1)
    failed.outcome = .failed
    series.add([failed])
    #expect(series.next.isEmpty)
    #expect(series.tried.map(\.workers) == [1])
  }

  @Test("treats workloads, strategies and placements apart")
  func groups() {
    let processes = [1, 2].map { workers in
      Configuration(
        id: "io/process-\(workers)/core", workload: "io", layout: .processes(workers), pin: "core",
        workerCPUs: [], parameters: [:])
    }
    let sequential = Configuration(
      id: "io/sequential/core", workload: "io", layout: .sequential, pin: "core", workerCPUs: [],
      parameters: [:])
    let series = DoublingSeries.all(
      of: [sequential] + configurations + processes, margin: 0.02,
      on: SampleStudy.study.machine)
    #expect(series.map { $0.configurations.count } == [5, 2])
  }
}
