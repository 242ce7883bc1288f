import Planning
import ProfileModel
import Testing
import Text

@Suite("Placements by list")
struct PlacementListTests {
  @Test(
    "give each worker its own CPU in the order written, and start again when short",
    arguments: [
      ("0", [[0], [0], [0]]), ("3,1", [[3], [1], [3]]), ("0-1,3", [[0], [1], [3]]),
      ("2-3", [[2], [3], [2]]), ("1,1,0", [[1], [1], [0]]), ("0-3:2", [[0], [2], [0]]),
      ("0-3:3", [[0], [3], [0]]), ("1-2:9", [[1], [1], [1]]),
    ])
  func order(text: String, cpus: [[Int]]) throws {
    let placement = try Placement.parse(text)
    #expect(try placement.workerCPUs(workers: 3, on: Machines.plain(4)) == cpus)
  }

  @Test(
    "that are malformed are refused on any machine, with the reason",
    arguments: [
      ("", "empty"), ("3-1", "3-1 runs backwards"), ("0,,1", "no CPU between two commas"),
      ("0,", "at an end of the list"), (",0", "at an end of the list"),
      ("0x1", "0x1 is hexadecimal"),
      ("010", "010 could be meant as octal"), ("00", "octal"), ("0-010", "octal"),
      ("1-", "lacks an end"),
      ("-3", "lacks an end"), ("-", "lacks an end"), ("1-2-3", "neither a CPU nor a range"),
      ("0 ,1", "not a whole number"), (" 0", "not a whole number"), ("1;2", "not a whole number"),
      ("1.5", "not a whole number"), ("0-3:0", "stride of 0"), ("3:2", "a stride but no range"),
      ("0-3:", "missing"), ("0-3:1:1", "neither a CPU nor a range"),
      ("99999999999999999999", "beyond any CPU's number"), ("٣", "not a whole number"),
    ])
  func refusesSyntax(text: String, why: String) throws {
    let refused = try #require(refusal { () throws(Refusal) in try Placement.parse(text) })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }

  @Test("with unknown words are refused, with the nearest known one")
  func refusesWords() throws {
    let refused = try #require(refusal { () throws(Refusal) in try Placement.parse("cores") })
    #expect(refused.kind == .usage)
    #expect(refused.remedy.hasPrefix("Did you mean core?"))
  }

  @Test("tell a CPU that does not exist from one that is offline and from one outside the cpuset")
  func refusesCPUs() throws {
    let machine = Machines.restricted
    func message(_ text: String) throws -> String {
      let placement = try Placement.parse(text)
      let refused = try #require(
        refusal { () throws(Refusal) in try placement.slots(on: machine) })
      #expect(refused.kind == .unavailable)
      return refused.description
    }
    #expect(
      try message("0,7")
        == "--pin 0,7: CPU 7 does not exist; this machine has CPUs 0-3. Choose from the allowed CPUs 0-1."
    )
    #expect(
      try message("3")
        == "--pin 3: CPU 3 is offline. Choose from the allowed CPUs 0-1, or bring it "
        + "online as root: echo 1 > /sys/devices/system/cpu/cpu3/online.")
    #expect(
      try message("0-2") == "--pin 0-2: CPU 2 is online but outside this process's cpuset /box. "
        + "Choose from the allowed CPUs 0-1.")
    #expect(try message("0-9000000000000000000").contains("CPU 4 does not exist"))
    #expect(try message("4-9000000000000000000").contains("CPU 4 does not exist"))
    let most = "9223372036854775807"
    for text in ["0-\(most)", "\(most)", "\(most)-\(most)", "0-\(most):\(most)"] {
      #expect(try message(text).contains("does not exist"))
    }
  }

  @Test("blame the affinity mask when the cpuset would allow the CPU")
  func affinity() throws {
    var machine = Machines.restricted
    machine.cpuset?.cpus = [0, 1, 2]
    let placement = try Placement.parse("2")
    let refused = refusal { () throws(Refusal) in try placement.slots(on: machine) }
    #expect(
      refused?.description
        == "--pin 2: CPU 2 is online but outside this process's affinity mask. Choose from the "
        + "allowed CPUs 0-1, or start the program with taskset -c 0-2.")
    machine.cpus[2].isolated = true
    let isolated = machine
    let outside = refusal { () throws(Refusal) in try placement.slots(on: isolated) }
    #expect(outside?.why.hasSuffix("affinity mask, as isolated CPUs are") == true)
    machine.cpuset = nil
    let unknown = refusal { () throws(Refusal) in try placement.slots(on: machine) }
    #expect(unknown?.why == "CPU 2 is online but outside this process's cpuset or affinity mask")
  }
}

@Suite("Placements by policy")
struct PlacementPolicyTests {
  @Test("none leaves every allowed CPU to every worker")
  func free() throws {
    let cpus = try Placement.parse("none").workerCPUs(workers: 2, on: Machines.restricted)
    #expect(cpus == [[0, 1], [0, 1]])
  }

  @Test("core takes whole physical cores before SMT siblings, then starts again")
  func core() throws {
    let cpus = try Placement.parse("core").workerCPUs(workers: 9, on: Machines.smt)
    #expect(cpus == [[0], [1], [2], [3], [4], [5], [6], [7], [0]])
    var halves = Machines.smt
    for index in halves.cpus.indices where [0, 1, 2, 6].contains(index) == false {
      halves.cpus[index].allowed = false
    }
    // 2 and 6 share a core; 4 and 5, the siblings of 0 and 1, are not allowed.
    #expect(try Placement.standard.workerCPUs(workers: 4, on: halves) == [[0], [1], [2], [6]])
  }

  @Test("core takes performance cores before efficiency cores, and those before SMT siblings")
  func hybrid() throws {
    let cpus = try Placement.standard.workerCPUs(workers: 8, on: Machines.hybrid)
    #expect(cpus == [[0], [2], [4], [5], [6], [7], [1], [3]])
  }

  @Test("no allowed CPU at all is refused, not divided by")
  func nothing() throws {
    var machine = Machines.plain(2)
    for index in machine.cpus.indices { machine.cpus[index].allowed = false }
    for text in ["none", "core", "0"] {
      let placement = try Placement.parse(text)
      let refused = refusal { () throws(Refusal) in try placement.slots(on: machine) }
      #expect(refused?.kind == .unavailable)
    }
  }
}
