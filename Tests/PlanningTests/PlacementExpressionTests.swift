import Planning
import ProfileModel
import TestSupport
import Testing
import Text

@Suite("Placements by expression")
struct PlacementExpressionTests {
  private func cpus(_ text: String, _ tree: DumpedTree) throws -> [Int] {
    try Placement.parse(text).slots(on: tree.surveyed()).flatMap { $0 }
  }

  @Test(
    "count within domains, whole cores first",
    arguments: [
      ("S0:0-3", [0, 1, 2, 3]), ("S0:4", [8]), ("S1:0,4@S0:0", [4, 12, 0]),
      ("S0:0-3@node1:0-1", [0, 1, 2, 3, 4, 5]), ("L3-1:0-6:2", [4, 6, 12, 14]),
      ("node1", [4, 5, 6, 7, 12, 13, 14, 15]), ("s1:0@NODE0:0@l3-1:1", [4, 0, 5]),
      ("S0:1,1", [1, 1]), ("!0-7", [8, 9, 10, 11, 12, 13, 14, 15]), ("+15,0", [15, 0]),
      ("!1-15:2", [0, 2, 4, 6, 8, 10, 12, 14]), ("+0-14:7", [0, 7, 14]),
    ])
  func twoSockets(text: String, expected: [Int]) throws {
    #expect(try cpus(text, .twoSocketsSMT) == expected)
  }

  @Test("keep the kernel's ids of sockets and nodes, and skip what is offline or not allowed")
  func oddMachines() throws {
    #expect(try cpus("S8:0@node8:4@node0:1", .sparseIDs) == [88, 89, 4])
    #expect(try cpus("node0:0-2@S1:2", .offlineCPUs) == [0, 1, 2, 7])
    #expect(try cpus("S0:0-1", .cpusetV1) == [2, 3])
  }

  @Test(
    "that are malformed are refused on any machine, with the reason",
    arguments: [
      ("S0:", "the list of CPUs is empty"), ("S0:0,", "at an end of the list"),
      ("S0:3-1", "backwards"),
      ("S0:0x1", "hexadecimal"), ("S01:0", "octal"), ("S0:01", "octal"),
      ("S0@", "an empty part names no domain"),
      ("S0@@S1", "an empty part"), ("S0@0-3", "0-3 names no domain"),
      ("S0;1", "neither an end nor a colon"),
      ("S0-1", "neither an end nor a colon"), ("S0:0@core", "core names no domain"),
      ("S99999999999999999999", "99999999999999999999 is too large"),
      ("!", "the list of CPUs is empty"), ("+", "the list of CPUs is empty"),
      ("!0,,1", "no CPU between"),
      ("+-1", "lacks an end"), ("!!0", "not a whole number"), ("@S0", "not a whole number"),
      ("S", "no such placement"), ("node", ""), ("nodes", "no such placement"),
      ("core:0", "no such placement"), ("L3:0", "no such placement"),
      ("socket0", "no such placement"),
    ])
  func refusesSyntax(text: String, why: String) throws {
    guard !why.isEmpty else {
      #expect(throws: Never.self) { try Placement.parse(text) }
      return
    }
    let refused = try #require(refusal { () throws(Refusal) in try Placement.parse(text) })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }

  @Test(
    "with an unknown word suggest the nearest",
    arguments: [
      ("cores", "core"), ("spred", "spread"), ("sockets", "socket"),
      ("non", "none"), ("nodes", "node"),
    ])
  func suggestions(text: String, word: String) throws {
    let refused = try #require(refusal { () throws(Refusal) in try Placement.parse(text) })
    #expect(
      refused.remedy.hasPrefix("Did you mean \(word)? Known are none, compact, "), "\(refused)")
  }

  @Test(
    "under another tool's name suggest ours",
    arguments: [
      ("socket1", "S1"), ("Package0:0-1", "S0:0-1"), ("N0:0", "node0:0"), ("M3", "node3"),
      ("numa1:0", "node1:0"), ("L3:0:1", "L3-0:1"), ("l30", "L3-0"), ("C1:0", "L3-1:0"),
      ("N:0-3", "+0-3"), ("numa", "node"),
    ])
  func otherNames(text: String, ours: String) throws {
    let refused = try #require(refusal { () throws(Refusal) in try Placement.parse(text) })
    #expect(refused.remedy.hasPrefix("Did you mean \(ours)? Known are none, "), "\(refused)")
    #expect(throws: Never.self) { try Placement.parse(ours) }
  }

  @Test("are known in any case of letters", arguments: ["CORE", "Compact", "L3", "None"])
  func anyCase(text: String) throws {
    let placements = try Placement.parse([text, text.lowercased()])
    #expect(placements.map(\.text) == [text.lowercased()])
  }

  @Test("that come to the same CPUs are one configuration, but for policies")
  func duplicates() throws {
    let machine = try DumpedTree.twoDies.surveyed()
    for (pins, kept) in [
      (["0", "0-0"], ["0"]), (["S0", "s0"], ["S0"]),
      (["0,1", "0-1", "+0,1", "1,0"], ["0,1", "1,0"]),
      (["core", "0-3", "compact", "!3", "0-2"], ["core", "0-3", "compact", "!3"]),
    ] {
      let request = PlanRequest(
        workloads: [.cpu], strategies: [.sequential],
        placements: try Placement.parse(pins), seed: 1)
      #expect(try Plan(request: request, machine: machine).configurations.map(\.pin) == kept)
    }
  }

  @Test("on a machine of one allowed CPU say so in the singular")
  func single() throws {
    var machine = try DumpedTree.twoDies.surveyed()
    for index in machine.cpus.indices { machine.cpus[index].allowed = index == 1 }
    let described = machine
    for (text, message) in [
      ("+1", "counted from 0: the only allowed CPU is 1. Write +0."),
      ("S0:1", "1 of its CPUs is allowed. Write S0:0."),
      ("!1", "it leaves out the only allowed CPU, 1. Leave --pin out."),
      ("9", "Choose the only allowed CPU, 1."),
    ] {
      let placement = try Placement.parse(text)
      let refused = refusal { () throws(Refusal) in try placement.slots(on: described) }
      #expect(refused?.description.hasSuffix(message) == true, "\(String(describing: refused))")
    }
    let blank = refusal { () throws(Refusal) in try Placement.parse(" ") }
    #expect(blank?.what == "--pin \" \"")
    #expect(blank?.why == "a blank is not a whole number")
  }

  @Test("joined by commas are told to be repeated")
  func commas() throws {
    let refused = refusal { () throws(Refusal) in try Placement.parse("none,core,x") }
    #expect(
      refused?.description == "--pin none,core,x: commas belong to lists of CPUs. "
        + "Repeat the option to compare placements: --pin none --pin core --pin x.")
    let other = refusal { () throws(Refusal) in try Placement.parse("dance,sing") }
    #expect(other?.why == "there is no such placement")
  }

  @Test("that name what the machine lacks are refused, with what it has")
  func refusesDomains() throws {
    let table: [(String, DumpedTree, String)] = [
      ("S2:0", .twoSocketsSMT, "there is no S2 on this machine. Choose from S0 or S1."),
      ("S1:0", .sparseIDs, "there is no S1 on this machine. Choose from S0 or S8."),
      (
        "L3-9", .sparseIDs,
        "there is no L3-9 on this machine. Choose from L3-0, L3-1, L3-2 or L3-3."
      ),
      ("node1:0", .noNodes, "there is no node1 on this machine. Choose from node0."),
      ("node2:0", .memoryless, "node2 has no online CPU. Choose from node0 or node1."),
      ("node250", .sparseIDs, "node250 has no online CPU. Choose from node0 or node8."),
      (
        "S0:3", .offlineCPUs,
        "S0 has no CPU with index 3: 3 of its CPUs are allowed. Count from 0 to 2."
      ),
      (
        "S0:0-9000000000000000000", .cpusetV1,
        "S0 has no CPU with index 2: 2 of its CPUs are allowed. Count from 0 to 1."
      ),
      (
        "+2", .cpusetV1,
        "there is no allowed CPU number 2, counted from 0: the 2 allowed CPUs are 2-3. Count from +0 to +1."
      ),
      ("!2-3", .cpusetV1, "none of the allowed CPUs 2-3 is left. Leave at least one of them."),
      (
        "!9", .cpusetV1,
        "CPU 9 does not exist; this machine has CPUs 0-3. Choose from the allowed CPUs 2-3."
      ),
    ]
    for (text, tree, message) in table {
      let machine = try tree.surveyed()
      let placement = try Placement.parse(text)
      let refused = try #require(
        refusal { () throws(Refusal) in try placement.slots(on: machine) }, "\(text)")
      #expect(refused.kind == .unavailable)
      #expect(refused.description == "--pin \(text): \(message)")
    }
  }

  @Test("whose domain has no allowed CPU are refused")
  func nothingAllowed() throws {
    var machine = try DumpedTree.twoSocketsSMT.surveyed()
    for index in machine.cpus.indices {
      machine.cpus[index].allowed = machine.cpus[index].package == 1
    }
    let placement = try Placement.parse("S0:0")
    let described = machine
    let refused = refusal { () throws(Refusal) in try placement.slots(on: described) }
    #expect(
      refused?.description
        == "--pin S0:0: S0 has no CPU that this process may use. Choose from S1.")
  }
}

@Suite("Placements by node")
struct NodePlacementTests {
  private func warnings(_ pin: String, _ machine: MachineDescription) throws -> [String] {
    let request = PlanRequest(placements: try Placement.parse([pin]), seed: 1)
    return try Plan(request: request, machine: machine).warnings
  }

  @Test("go round the nodes with CPUs, and name those without")
  func emptyNodes() throws {
    #expect(
      try warnings("node", DumpedTree.memoryless.surveyed())
        == ["Node 2 without an allowed CPU: --pin node goes round nodes 0-1 only."])
    #expect(
      try warnings("node", DumpedTree.sparseIDs.surveyed())
        == ["Nodes 250-255 without an allowed CPU: --pin node goes round nodes 0,8 only."])
    var half = try DumpedTree.twoSocketsSMT.surveyed()
    for index in half.cpus.indices where half.cpus[index].node == 0 {
      half.cpus[index].allowed = false
    }
    #expect(
      try warnings("node", half)
        == ["Node 0 without an allowed CPU: --pin node goes round node 1 only."])
  }

  @Test("need no warning where every node has CPUs, nor do other placements")
  func noWarning() throws {
    #expect(try warnings("node", DumpedTree.twoSocketsSMT.surveyed()).isEmpty)
    #expect(try warnings("node", DumpedTree.noNodes.surveyed()).isEmpty)
    #expect(try warnings("spread", DumpedTree.memoryless.surveyed()).isEmpty)
  }
}

@Suite("Placements where the node of some CPUs is unknown")
struct UnknownNodeTests {
  /// 8 CPUs; node 0 has the even ones, node 1 does not tell its own.
  private static func machine() throws -> MachineDescription {
    var machine = try DumpedTree.interleaved.surveyed()
    machine.nodes[1].cpus = []
    machine.unavailable["nodes.1.cpus"] = "garbled"
    return machine
  }

  private func refused(_ pin: String, width: PinWidth = .cpu) throws -> Refusal? {
    let machine = try Self.machine()
    let placement = try Placement.parse(pin, width: width)
    return refusal { () throws(Refusal) in try placement.slots(on: machine) }
  }

  @Test("are refused when they go by nodes")
  func refusals() throws {
    let unknown = "the node of CPUs 1,3,5,7 is unknown (garbled)"
    #expect(try refused("node")?.why == unknown)
    #expect(try refused("node")?.kind == .unavailable)
    #expect(try refused("core", width: .node)?.what == "--pin-width node")
    #expect(
      try refused("node1:0")?.description == "--pin node1:0: the CPUs of node1 are unknown "
        + "(garbled). Choose from node0.")
  }

  @Test("stand where no node matters, or only one that is known")
  func others() throws {
    let machine = try Self.machine()
    for pin in ["core", "l3", "socket", "node0", "1,3", "S1:0"] {
      #expect(throws: Never.self, "\(pin)") { try Placement.parse(pin).slots(on: machine) }
    }
  }

  @Test("are warned of when they spread over nodes among others")
  func warning() throws {
    let request = PlanRequest(placements: try Placement.parse(["core", "spread"]), seed: 1)
    let plan = try Plan(request: request, machine: try Self.machine())
    #expect(
      plan.warnings == [
        "The node of CPUs 1,3,5,7 is unknown (garbled): --pin spread takes them for a node of their own."
      ])
  }
}

@Suite("Widths of placements")
struct PinWidthTests {
  @Test("are read by name")
  func reads() throws {
    #expect(try PinWidth.parse("l3") == .l3)
    let refused = refusal { () throws(Refusal) in try PinWidth.parse("L3") }
    #expect(
      refused?.description == "--pin-width L3: there is no such width. "
        + "Did you mean l3? Known are cpu, core, l3 and node.")
  }

  @Test("are one for all placements")
  func several() throws {
    #expect(try PinWidth.parse([]) == .cpu)
    #expect(try PinWidth.parse(["l3", "l3"]) == .l3)
    let refused = refusal { () throws(Refusal) in try PinWidth.parse(["core", "l3"]) }
    #expect(refused?.kind == .usage)
    #expect(refused?.what == "--pin-width core --pin-width l3")
  }

  @Test("need a placement that pins")
  func useless() throws {
    let refused = refusal { () throws(Refusal) in
      try Placement.parse(["none"], width: .core)
    }
    #expect(refused?.what == "--pin-width core")
    let both = try Placement.parse(["none", "core"], width: .core)
    #expect(both.map(\.width) == [.cpu, .core])
  }

  @Test("stand in the configuration's id and parameters, but not when nothing was asked for")
  func configurations() throws {
    let request = PlanRequest(
      workloads: [.cpu], strategies: [.thread], workers: WorkerCounts([2]),
      placements: try Placement.parse(["core", "spread"], width: .core), seed: 1)
    let plan = try Plan(request: request, machine: DumpedTree.twoSocketsSMT.surveyed())
    #expect(
      plan.configurations.map(\.id) == [
        "cpu/thread-2/core;pinWidth=core", "cpu/thread-2/spread;pinWidth=core",
      ])
    #expect(plan.configurations.map(\.workerCPUs) == [[[0, 8], [1, 9]], [[0, 8], [4, 12]]])
    #expect(plan.configurations[0].parameters["pinWidth"] == .text("core"))
  }

  @Test("leave free workers free, with a warning where isolated CPUs are among theirs")
  func isolated() throws {
    let machine = try DumpedTree.hybridCgroups.surveyed()
    let request = PlanRequest(placements: try Placement.parse(["none"]), seed: 1)
    let plan = try Plan(request: request, machine: machine)
    #expect(plan.configurations[0].workerCPUs == [[0, 1, 2, 3]])
    #expect(plan.warnings.count == 1)
    #expect(plan.warnings.first?.contains("isolated CPUs (here 3)") == true)
    #expect(try Plan(request: PlanRequest(seed: 1), machine: machine).warnings.isEmpty)
  }
}
