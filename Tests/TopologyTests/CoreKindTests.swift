import ProfileModel
import TestSupport
import Testing
import Topology

@Suite struct CoreKindTests {
  typealias Kind = MachineDescription.CPU.Kind

  @Test(arguments: [
    (DumpedTree.hybrid, 8, 4), (.hybridByFrequency, 8, 4),
  ])
  func `performance cores come first here`(tree: DumpedTree, fast: Int, slow: Int) throws {
    let kinds = try tree.machine().cpus.map(\.kind)
    let expected: [Kind?] =
      Array(repeating: .performance, count: fast) + Array(repeating: .efficiency, count: slow)
    #expect(kinds == expected)
  }

  @Test func `capacity tells the big cores, wherever they are numbered`() throws {
    let machine = try DumpedTree.bigLittle.machine()
    #expect(machine.cpus.filter { $0.kind == .performance }.map(\.id) == [4, 5])
    #expect(machine.cpus.filter { $0.kind == .efficiency }.map(\.id) == [0, 1, 2, 3])
    #expect(machine.cpus.map(\.cluster) == [0, 0, 0, 0, 1, 1])
    #expect(machine.cpuModel == "ARM implementer 0x41, part 0xd03 + 0xd09")
  }

  @Test func `the counters win over frequencies`() throws {
    var tree = DumpedTree.hybridByFrequency
    tree.put("/sys/devices/cpu_core/cpus", "8-11")
    tree.put("/sys/devices/cpu_atom/cpus", "0-7")
    #expect(try tree.machine().cpus[0].kind == .efficiency)
  }

  /// Highest frequencies or capacities of 4 CPUs, and whether they are two kinds.
  @Test(arguments: [
    ("cpufreq/cpuinfo_max_freq", [4000, 4000, 4000, 4000], false),
    // Favoured cores, as the firmware ranks them.
    ("cpufreq/cpuinfo_max_freq", [5800, 5500, 5500, 5500], false),
    // A ramp has no two groups, however wide.
    ("cpufreq/cpuinfo_max_freq", [3000, 3700, 4500, 5500], false),
    ("cpufreq/cpuinfo_max_freq", [5000, 4900, 3600, 3600], true),
    ("cpu_capacity", [1024, 1024, 1024, 1024], false),
    ("cpu_capacity", [1024, 1009, 1009, 1009], false),
    ("cpu_capacity", [530, 530, 1024, 1024], true),
    ("cpu_capacity", [250, 800, 800, 1024], true),
    // Nonsense from a broken device tree.
    ("cpu_capacity", [0, 0, 0, 1024], false),
  ])
  func `two kinds need a clear split`(file: String, values: [Int], isSplit: Bool) throws {
    var tree = DumpedTree("kinds")
    tree.identity(model: "Made-up", allowed: "0-3")
    tree.cpus((0..<4).map { .init(package: 0, id: $0, threads: [$0]) })
    for (cpu, value) in values.enumerated() {
      tree.put("/sys/devices/system/cpu/cpu\(cpu)/\(file)", "\(value)")
    }
    let kinds = Set(try tree.machine().cpus.compactMap(\.kind))
    #expect(kinds == (isSplit ? [.performance, .efficiency] : [.uniform]))
  }
}
