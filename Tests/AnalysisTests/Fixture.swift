import ProfileModel

/// Studies made of given wall times.
enum Fixture {
  static let machine = MachineDescription(
    hostname: "fixture", kernel: "6.1", cpus: [], nodes: [], caches: [])

  static func configuration(
    _ layout: Layout, workload: String = "cpu", parameters: [String: ParameterValue] = [:]
  ) -> Configuration {
    let id =
      layout.strategy == .sequential
      ? "\(workload)/sequential/core"
      : "\(workload)/\(layout.strategy)-\(layout.workers)/core"
    return Configuration(
      id: id, workload: workload, layout: layout, pin: "core",
      workerCPUs: (0..<layout.workers).map { [$0] }, parameters: parameters)
  }

  static func study(_ configurations: [Configuration], trials: [Trial] = []) -> Study {
    var study = Study(
      createdAt: "2025-01-01T00:00:00Z", toolVersion: "1.0.0", commandLine: ["profile"], seed: 1,
      machine: machine,
      design: StudyDesign(trials: nil, warmupRounds: 1, sampleIntervalSeconds: 0.01),
      configurations: configurations)
    study.trials = trials
    return study
  }

  /// A completed trial; wall time in seconds.
  static func trial(
    _ configuration: Configuration, round: Int, wall: Double, twin: Bool = false
  ) -> Trial {
    var trial = Trial(configuration: configuration.id, round: round, position: 1, twin: twin)
    trial.wallSeconds = wall
    trial.startupSeconds = 0.002
    trial.teardownSeconds = 0.001
    trial.workDone = 1000
    trial.workUnit = "additions"
    trial.counters.userSeconds = wall * Double(configuration.workers)
    trial.counters.systemSeconds = 0
    trial.counters.voluntaryContextSwitches = 2
    trial.counters.involuntaryContextSwitches = 10
    trial.peakRSSBytes = 4_000_000 * UInt64(configuration.processes)
    trial.peakPSSBytes = 2_000_000 * UInt64(configuration.processes)
    return trial
  }

  /// One trial per wall time, in rounds from 1.
  static func trials(
    _ configuration: Configuration, walls: [Double], twin: Bool = false
  ) -> [Trial] {
    walls.enumerated().map { trial(configuration, round: $0 + 1, wall: $1, twin: twin) }
  }

  /// A server under a closed load, each on CPUs of its own.
  static func server(
    cpus: [Int] = [0], loadCPUs: [Int] = [1], connections: Int
  ) -> ServiceSpec {
    var server = ServiceSpec(
      ready: .init(kind: .tcp, target: "127.0.0.1:{port}", withinSeconds: 1),
      stop: .init(signal: "TERM", withinSeconds: 1),
      load: .init(command: ["load"], warmUpSeconds: 0, model: .closed))
    server.serverCPUs = cpus
    server.loadCPUs = loadCPUs
    server.load.connections = connections
    return server
  }
}
