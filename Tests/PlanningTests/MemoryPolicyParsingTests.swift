import Planning
import ProfileModel
import TestSupport
import Testing
import Text

@Suite("Memory policies")
struct MemoryPolicyParsingTests {
  private static func plan(
    _ texts: [String], on machine: MachineDescription, workload: WorkloadVariant? = nil
  ) throws(Refusal) -> Plan {
    var request = PlanRequest(
      workloads: [workload ?? .cpu], strategies: [.sequential], seed: 1)
    request.memory = try MemoryPolicy.parse(texts, on: machine)
    return try Plan(request: request, machine: machine)
  }

  @Test(
    "stand in the configuration with their nodes in order, each once",
    arguments: [
      ("default", "default"), ("local", "local"), ("bind:0", "bind:0"),
      ("bind:8,0,0", "bind:0,8"), ("interleave:250-252,8", "interleave:8,250-252"),
      ("preferred:255", "preferred:255"), ("bind:250-255", "bind:250-255"),
    ])
  func resolves(text: String, policy: String) throws {
    let machine = try DumpedTree.sparseIDs.surveyed()
    let plan = try Self.plan([text], on: machine)
    #expect(plan.configurations.map(\.memoryPolicy.description) == [policy])
    // A single policy does not stand in the id.
    #expect(plan.configurations.map(\.id) == ["cpu/sequential/core"])
  }

  @Test("are the kernel's default when nothing is asked for")
  func standard() throws {
    let plan = try Plan(request: PlanRequest(seed: 1), machine: Machines.plain(2))
    #expect(Set(plan.configurations.map(\.memoryPolicy.description)) == ["default"])
  }

  @Test("that are compared stand in the ids; the same one twice is one")
  func compares() throws {
    let machine = try DumpedTree.twoSocketsSMT.surveyed()
    let plan = try Self.plan(["default", "bind:0", "bind:0,0", "bind:1"], on: machine)
    #expect(
      plan.configurations.map(\.id) == [
        "cpu/sequential/core;memory=default", "cpu/sequential/core;memory=bind:0",
        "cpu/sequential/core;memory=bind:1",
      ])
  }

  @Test(
    "that make no sense on any machine are refused, with the reason",
    arguments: [
      ("", "policy is missing"), ("bnd:0", "Did you mean bind?"), ("locale", "Did you mean local?"),
      ("bind", "which nodes"), ("bind:", "which nodes"), ("interleave", "which nodes"),
      ("local:0", "takes no nodes"), ("default:", "takes no nodes"),
      ("preferred:0,1", "only one node"), ("preferred:0-1", "only one node"),
      ("preferred:0-9223372036854775807", "only one node"),
      ("bind:3-1", "3-1 runs backwards"), ("bind:0x1", "hexadecimal"), ("bind:010", "octal"),
      ("bind:0,,1", "between two commas"), ("bind:0,", "at an end"), ("bind:-1", "lacks an end"),
      ("bind:1-", "lacks an end"), ("bind:1-2-3", "neither a node nor a range"),
      ("bind:all", "not a whole number"), ("bind:0:1", "not a whole number"),
      ("bind:99999999999999999999", "beyond any node"), ("BIND:0", "Did you mean bind?"),
      ("node0", "Did you mean bind:0?"), ("3", "Did you mean bind:3?"),
      ("local,bind:0", "Repeat the option to compare policies: --memory local --memory bind:0."),
      ("bind:0,1,local", "Repeat the option"), (" ", "--memory \" \""),
    ])
  func refusesSyntax(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try MemoryPolicy.parse([text], on: Machines.plain(2)) })
    #expect(refused.kind == .usage)
    #expect(refused.what.hasPrefix("--memory"))
    #expect(refused.description.contains(why), "\(refused)")
  }

  @Test(
    "whose nodes are missing or have no memory are refused, with those that have some",
    arguments: [
      ("bind:3", "node 3 does not exist; this machine has nodes 0-2"),
      ("bind:1", "node 1 has no memory"), ("interleave:0-2", "node 1 has no memory"),
      ("preferred:1", "node 1 has no memory"), ("bind:0-4000000000", "node 1 has no memory"),
    ])
  func refusesNodes(text: String, why: String) throws {
    let machine = try DumpedTree.memoryless.surveyed()
    let refused = try #require(
      refusal { () throws(Refusal) in try Self.plan([text], on: machine) })
    #expect(refused.kind == .unavailable)
    #expect(refused.why.contains(why), "\(refused)")
    #expect(refused.remedy == "Choose from the nodes with memory: 0,2")
  }

  @Test("need nodes to name")
  func noNodes() throws {
    let machine = try DumpedTree.noNodes.surveyed()
    let refused = refusal { () throws(Refusal) in try Self.plan(["bind:0"], on: machine) }
    #expect(refused?.kind == .unavailable)
    #expect(try Self.plan(["local"], on: machine).configurations.count == 1)
  }

  @Test(
    "that bind a buffer to nodes too small for it are refused: the kernel would kill the worker")
  func tooSmall() throws {
    let machine = try DumpedTree.memoryless.surveyed()
    let buffer = try WorkloadVariant.memory(
      size: "1100MiB", repeats: "1", on: machine)
    let refused = refusal { () throws(Refusal) in
      try Self.plan(["bind:2"], on: machine, workload: buffer)
    }
    #expect(refused?.kind == .unavailable)
    #expect(refused?.why.contains("1.07 GiB does not fit") == true)
    #expect(try Self.plan(["bind:0,2"], on: machine, workload: buffer).configurations.count == 1)
  }
}

@Suite("Free memory of bound nodes")
struct FreeMemoryTests {
  @Test("that is less than the buffer is warned of, with both sizes")
  func warnings() throws {
    let machine = try DumpedTree.memoryless.surveyed()
    func warnings(_ size: String, _ memory: String) throws -> [String] {
      let buffer = try WorkloadVariant.memory(size: size, repeats: "1", on: machine)
      var request = PlanRequest(
        workloads: [buffer], strategies: [.sequential],
        placements: try Placement.parse(["core", "none"]), seed: 1)
      request.memory = try MemoryPolicy.parse([memory], on: machine)
      return try Plan(request: request, machine: machine).warnings
    }
    let only = try warnings("600MiB", "bind:2")
    #expect(only.count == 1)
    #expect(only.first?.hasPrefix("The buffer of 600 MiB is larger") == true)
    #expect(only.first?.contains("--memory bind:2 have free, 512 MiB:") == true)
    #expect(try warnings("512MiB", "bind:2").isEmpty)
    #expect(try warnings("600MiB", "bind:0,2").isEmpty)
    #expect(try warnings("600MiB", "preferred:2").isEmpty)
  }
}

@Suite("Parameters of memory")
struct MemoryParametersTests {
  @Test(
    "are past every cache, and read about 8 GiB, when nothing is asked for",
    arguments: [
      (8, [32], 256, 32), (64, [256], 1024, 8), (64, Array(repeating: 32, count: 16), 1024, 8),
      (4, [512], 1024, 8), (256, [4096], 16384, 4),
    ] as [(Int64, [Int64], Int64, Int64)])
  func defaults(
    gibibytes: Int64, cacheMebibytes: [Int64], mebibytes: Int64, repeats: Int64
  ) throws {
    var machine = Machines.plain(4)
    machine.memoryBytes = UInt64(gibibytes) << 30
    machine.caches =
      [.init(level: 1, type: "Data", sizeBytes: 32768, cpus: [0])]
      + cacheMebibytes.map {
        .init(level: 3, type: "Unified", sizeBytes: UInt64($0) << 20, cpus: [0])
      }
    let parameters = try WorkloadVariant.memory(on: machine)
    #expect(parameters.parameters["sizeBytes"] == .integer(mebibytes << 20))
    #expect(parameters.parameters["repeats"] == .integer(repeats))
  }

  @Test(
    "that make no sense are refused, with the reason",
    arguments: [
      ("0", nil, .usage, "--size 0"), ("4097", nil, .usage, "not a multiple of 4KiB"),
      ("2GiB", nil, .unavailable, "does not fit"), ("1GiB", nil, .unavailable, "(1GiB)"),
      (nil, "0", .usage, "nothing to read"), (nil, "1000001", .usage, "1,000,000 passes"),
      (nil, "-1", .usage, "negative"), (nil, "99999999999999999999", .usage, "1,000,000 passes"),
    ] as [(String?, String?, Refusal.Kind, String)])
  func refuses(size: String?, repeats: String?, kind: Refusal.Kind, message: String) throws {
    var machine = Machines.plain(2)
    machine.memoryBytes = 8 << 30
    machine.memoryLimitBytes = 1 << 30
    let refused = try #require(
      refusal { () throws(Refusal) in
        try WorkloadVariant.memory(size: size, repeats: repeats, on: machine)
      })
    #expect(refused.kind == kind)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("that the last-level cache holds are warned of")
  func cached() throws {
    var machine = Machines.plain(2)
    machine.caches = [.init(level: 3, type: "Unified", sizeBytes: 32 << 20, cpus: [0, 1])]
    func warnings(_ size: String) throws -> [String] {
      let workload = try WorkloadVariant.memory(size: size, on: machine)
      return try Plan(request: PlanRequest(workloads: [workload], seed: 1), machine: machine)
        .warnings
    }
    #expect(try warnings("64MiB").isEmpty)
    #expect(try warnings("60MiB").first?.contains("32.0 MiB") == true)
  }
}
