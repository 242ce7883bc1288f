import Planning
import ProfileModel
import Testing
import Text

@Suite("A plan")
struct PlanTests {
  private func ids(
    _ request: PlanRequest, on machine: MachineDescription = Machines.plain(2)
  ) throws -> [String] {
    try Plan(request: request, machine: machine).configurations.map(\.id)
  }

  @Test("compares both workloads and the plain strategies when nothing is asked for")
  func defaults() throws {
    #expect(
      try ids(PlanRequest(seed: 1)) == [
        "cpu/sequential/core", "cpu/thread-2/core", "cpu/process-2/core",
        "io/sequential/core", "io/thread-2/core", "io/process-2/core",
      ])
  }

  @Test("has sequential once and first, hybrids once, and no duplicates")
  func combinations() throws {
    let request = PlanRequest(
      workloads: [.cpu, .cpu],
      strategies: [
        .thread, .hybrid(processes: 2, threadsPerProcess: 3), .sequential, .thread, .sequential,
      ], workers: WorkerCounts([1, 4, 1]), placements: [.standard, .standard], seed: 1)
    #expect(
      try ids(request) == [
        "cpu/sequential/core", "cpu/thread-1/core", "cpu/thread-4/core", "cpu/hybrid-2x3/core",
      ])
  }

  @Test("compares placements as configurations, lists named as written")
  func placements() throws {
    let request = PlanRequest(
      workloads: [.cpu], strategies: [.thread],
      placements: try Placement.parse(["core", "0-1", "none", "1,0"]), seed: 1)
    let plan = try Plan(request: request, machine: Machines.plain(2))
    #expect(
      plan.configurations.map(\.id) == [
        "cpu/thread-2/core", "cpu/thread-2/0-1", "cpu/thread-2/none", "cpu/thread-2/1,0",
      ])
    #expect(plan.configurations.map(\.pin) == ["core", "0-1", "none", "1,0"])
    #expect(
      plan.configurations.map(\.workerCPUs) == [
        [[0], [1]], [[0], [1]], [[0, 1], [0, 1]], [[1], [0]],
      ])
  }

  @Test("names only the parameters that differ")
  func parameters() throws {
    let request = PlanRequest(
      workloads: [
        .io(blockSize: 4096), .cpu,
        .io(blockSize: 65_536),
      ], strategies: [.sequential], seed: 1)
    #expect(
      try ids(request) == [
        "io/sequential/core;blockSizeBytes=4096", "io/sequential/core;blockSizeBytes=65536",
        "cpu/sequential/core",
      ])
  }

  @Test("gives every worker of a hybrid its CPUs")
  func hybrid() throws {
    let request = PlanRequest(
      workloads: [.cpu],
      strategies: [.hybrid(processes: 2, threadsPerProcess: 2)], seed: 1)
    let plan = try Plan(request: request, machine: Machines.plain(3))
    let configuration = try #require(plan.configurations.first)
    #expect(configuration.processes == 2)
    #expect(configuration.threadsPerProcess == 2)
    #expect(configuration.workers == 4)
    #expect(configuration.workerCPUs == [[0], [1], [2], [0]])
    #expect(configuration.id == "cpu/hybrid-2x2/core")
  }

  @Test(
    "has as many workers as can use up the allowed CPUs or the quota, and one less where that stops them",
    arguments: [
      (nil, [4]), (8, [4]), (4, [4]), (3.5, [3, 4]), (1.4, [1, 2]), (2, [2]), (1, [1]), (0.5, [1]),
      (0, [1]), (.nan, [4]), (.infinity, [4]), (-1, [1]),
    ] as [(Double?, [Int])])
  func defaultWorkers(quota: Double?, workers: [Int]) throws {
    var machine = Machines.plain(4)
    machine.cpuQuotaCores = quota
    #expect(machine.defaultWorkerCount == workers.last)
    #expect(
      try ids(PlanRequest(strategies: [.thread], seed: 1), on: machine)
        .filter { $0.hasPrefix("cpu/") } == workers.map { "cpu/thread-\($0)/core" })
  }

  @Test("warns when the quota will throttle it")
  func quota() throws {
    var machine = Machines.plain(4)
    machine.cpuQuotaCores = 1.5
    let request = PlanRequest(workers: WorkerCounts([4]), seed: 1)
    #expect(
      try Plan(request: request, machine: machine).warnings == [
        "The CPU quota of this cgroup is 1.5 cores: up to 4 workers will be throttled; "
          + "raise cpu.max, or ask for at most 2."
      ])
    #expect(
      try Plan(request: PlanRequest(seed: 1), machine: machine).warnings == [
        "The CPU quota of this cgroup is 1.5 cores: 2 workers can use it up, "
          + "and are stopped for part of the time."
      ])
  }

  @Test(
    "is refused when the kernel, the cgroup or the user's limit has no room, naming the tightest")
  func limits() throws {
    var machine = Machines.plain(2)
    let request = PlanRequest(workers: WorkerCounts([1000]), seed: 1)
    #expect(throws: Never.self) { try Plan(request: request, machine: machine) }
    let limits: [(WritableKeyPath<MachineDescription, Int?>, Int, String)] = [
      (\.settings.pidMax, 900, "kernel.pid_max"),
      (\.settings.threadsMax, 800, "kernel.threads-max"),
      (\.settings.cgroupTasksLeft, 700, "pids.max"), (\.settings.userTasksMax, 600, "RLIMIT_NPROC"),
    ]
    for (path, value, name) in limits {
      machine[keyPath: path] = value
      let described = machine
      let refused = try #require(
        refusal { () throws(Refusal) in try Plan(request: request, machine: described) })
      #expect(refused.kind == .unavailable)
      #expect(refused.why.contains(name) && refused.why.contains("\(value)"), "\(refused)")
    }
  }

  @Test("is refused beyond --max-workers, and when nothing or far too much is asked for")
  func usage() throws {
    let machine = Machines.plain(2)
    let tooMany = PlanRequest(
      strategies: [.hybrid(processes: 3, threadsPerProcess: 3)], maxWorkers: 8, seed: 1)
    let refused = refusal { () throws(Refusal) in try Plan(request: tooMany, machine: machine) }
    #expect(
      refused?.description == "hybrid-3x3 (9 workers): --max-workers allows 8. "
        + "Ask for at most 8 workers, or raise --max-workers.")
    #expect(refused?.kind == .usage)
    let requests = [
      PlanRequest(workloads: [], seed: 1), PlanRequest(strategies: [], seed: 1),
      PlanRequest(placements: [], seed: 1), PlanRequest(maxWorkers: 0, seed: 1),
      PlanRequest(workers: try WorkerCounts.parse(["1..4096"]), seed: 1),
    ]
    for request in requests {
      let refused = refusal { () throws(Refusal) in try Plan(request: request, machine: machine)
      }
      #expect(refused?.kind == .usage)
    }
  }
}
