import Builtin
import ProfileModel
import TestSupport
import Testing
import Topology

/// Trees whose files hold what no kernel writes: described or refused, never a crash, no CPU lost or doubled.
@Suite struct HostileTreeTests {
  static let nonsense = [
    "", "-1", "99999999999999999999", "0-", "-", "0-511", "3-1", "0,0", "\u{fffd}", "max", "0 kB",
    "18446744073709551615", "9223372036854775807", "ffffffff,ffffffff", " ", "0x10", "1e9",
  ]

  @Test(arguments: 0..<24)
  func `nonsense in any file neither crashes nor loses a CPU`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var tree = seed % 2 == 0 ? DumpedTree.offlineCPUs : .cpusetV2Nested
    for path in tree.files.keys.sorted() where Int.random(in: 0..<4, using: &random) == 0 {
      let index = Int.random(in: 0..<Self.nonsense.count, using: &random)
      tree.put(path, Self.nonsense[index])
    }
    guard let machine = try? tree.machine() else { return }
    let online = machine.cpus.filter(\.online).map(\.id)
    for kind in MachineDescription.DomainKind.allCases {
      #expect(machine.domains(kind).flatMap(\.cpus).sorted() == online, "seed \(seed), \(kind)")
    }
  }

  @Test func `what makes no sense is named in the reason`() throws {
    var tree = DumpedTree.noNodes
    tree.put("/proc/sys/kernel/pid_max", "many")
    tree.put("/sys/devices/system/cpu/isolated", "3-1")
    let machine = try tree.machine()
    #expect(
      machine.unavailable["settings.pidMax"]
        == "/proc/sys/kernel/pid_max holds \"many\", which makes no sense there")
    #expect(machine.unavailable["cpus.isolated"]?.contains("3-1") == true)
  }

  @Test func `a row of distances of the wrong length is refused`() throws {
    var tree = DumpedTree.twoSocketsSMT
    tree.put("/sys/devices/system/node/node1/distance", "21 10 30")
    let machine = try tree.machine()
    #expect(machine.nodes.map(\.distances) == [[10, 21], []])
    #expect(machine.unavailable["nodes.1.distances"]?.contains("3 distances for 2 nodes") == true)
  }
}
