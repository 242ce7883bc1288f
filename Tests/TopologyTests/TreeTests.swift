import ProfileModel
import TestSupport
import Testing
import Topology

/// What each made-up machine must be seen as: its counts, and the domains over which workers are placed.
@Suite struct TreeTests {
  struct Expected: Sendable, CustomStringConvertible {
    var tree: DumpedTree
    /// packages, dies, cores, CPUs, online CPUs, allowed CPUs, nodes.
    var summary: [Int]
    var l3: [[Int]]
    /// Node ids with the online CPUs of each node that has some.
    var nodes: [Int: [Int]]

    var description: String { tree.name }
  }

  static let table: [Expected] = [
    .init(
      tree: .twoSocketsSMT, summary: [2, 2, 8, 16, 16, 16, 2],
      l3: [[0, 1, 2, 3, 8, 9, 10, 11], [4, 5, 6, 7, 12, 13, 14, 15]],
      nodes: [0: [0, 1, 2, 3, 8, 9, 10, 11], 1: [4, 5, 6, 7, 12, 13, 14, 15]]),
    .init(
      tree: .offlineCPUs, summary: [2, 2, 6, 8, 6, 6, 2], l3: [[0, 1, 2], [4, 5, 7]],
      nodes: [0: [0, 1, 2], 1: [4, 5, 7]]),
    .init(
      tree: .sparseIDs, summary: [2, 2, 8, 32, 32, 32, 8],
      l3: [Array(0..<8), Array(8..<16), Array(88..<96), Array(96..<104)],
      nodes: [0: Array(0..<16), 8: Array(88..<104)]),
    .init(
      tree: .twoNodesPerPackage, summary: [2, 2, 16, 16, 16, 16, 4],
      l3: [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12, 13, 14, 15]],
      nodes: [0: [0, 1, 2, 3], 1: [4, 5, 6, 7], 2: [8, 9, 10, 11], 3: [12, 13, 14, 15]]),
    .init(
      tree: .twoDies, summary: [1, 2, 4, 4, 4, 4, 1], l3: [[0, 1], [2, 3]],
      nodes: [0: [0, 1, 2, 3]]),
    .init(
      tree: .interleaved, summary: [2, 2, 8, 8, 8, 8, 2], l3: [[0, 2, 4, 6], [1, 3, 5, 7]],
      nodes: [0: [0, 2, 4, 6], 1: [1, 3, 5, 7]]),
    .init(
      tree: .socketsInNodes, summary: [8, 8, 8, 8, 8, 8, 2], l3: (0..<8).map { [$0] },
      nodes: [0: [0, 1, 2, 3], 1: [4, 5, 6, 7]]),
    // No cache is shared: the package stands in.
    .init(
      tree: .memoryless, summary: [2, 2, 4, 4, 4, 4, 3], l3: [[0, 1], [2, 3]],
      nodes: [0: [0, 1], 1: [2, 3]]),
    .init(
      tree: .noNodes, summary: [1, 1, 2, 4, 4, 4, 1], l3: [[0, 1, 2, 3]], nodes: [0: [0, 1, 2, 3]]),
    .init(
      tree: .hybrid, summary: [1, 1, 8, 12, 12, 12, 1], l3: [Array(0..<12)],
      nodes: [0: Array(0..<12)]),
    .init(
      tree: .hybridByFrequency, summary: [1, 1, 8, 12, 12, 12, 1], l3: [Array(0..<12)],
      nodes: [0: Array(0..<12)]),
    // No level 3: the clusters' L2 stands in.
    .init(
      tree: .bigLittle, summary: [1, 1, 6, 6, 6, 6, 1], l3: [[0, 1, 2, 3], [4, 5]],
      nodes: [0: Array(0..<6)]),
    .init(
      tree: .asymmetricCaches, summary: [1, 1, 8, 8, 8, 8, 1],
      l3: [[0, 1, 2, 3], [4, 5], [6, 7]],
      nodes: [0: Array(0..<8)]),
    .init(
      tree: .nulBytes, summary: [2, 2, 20, 40, 40, 40, 2],
      l3: [Array(0..<10) + Array(20..<30), Array(10..<20) + Array(30..<40)],
      nodes: [0: Array(0..<10) + Array(20..<30), 1: Array(10..<20) + Array(30..<40)]),
    .init(
      tree: .masksOnly, summary: [2, 2, 20, 40, 40, 40, 2],
      l3: [Array(0..<10) + Array(20..<30), Array(10..<20) + Array(30..<40)],
      nodes: [0: Array(0..<10) + Array(20..<30), 1: Array(10..<20) + Array(30..<40)]),
    .init(
      tree: .cpusetV1, summary: [1, 1, 4, 4, 4, 2, 1], l3: [[0, 1, 2, 3]], nodes: [0: [0, 1, 2, 3]]),
    .init(
      tree: .cpusetV2Nested, summary: [1, 1, 4, 4, 4, 3, 1], l3: [[0, 1, 2, 3]],
      nodes: [0: [0, 1, 2, 3]]),
    .init(
      tree: .quotaOneAndAHalf, summary: [1, 1, 4, 4, 4, 4, 1], l3: [[0, 1, 2, 3]],
      nodes: [0: [0, 1, 2, 3]]),
    .init(
      tree: .hybridCgroups, summary: [1, 1, 4, 4, 4, 4, 1], l3: [[0, 1, 2, 3]],
      nodes: [0: [0, 1, 2, 3]]),
  ]

  @Test func `every named tree is in the table`() {
    #expect(Self.table.map(\.tree.name) == DumpedTree.all.map(\.name))
  }

  @Test(arguments: table)
  func `a tree is described with its counts and domains`(expected: Expected) throws {
    let machine = try expected.tree.machine()
    let summary = machine.summary
    #expect(
      [
        summary.packages, summary.dies, summary.cores, summary.cpus, summary.onlineCPUs,
        summary.allowedCPUs, summary.nodes,
      ] == expected.summary)
    #expect(machine.domains(.l3).map(\.cpus) == expected.l3)
    let nodes = machine.domains(.node).map { ($0.id, $0.cpus) }
    #expect(Dictionary(uniqueKeysWithValues: nodes) == expected.nodes)
    #expect(nodes.map(\.0) == expected.nodes.keys.sorted())
    #expect(machine.domains(.package).count == summary.packages)
    #expect(machine.domains(.die).count == summary.dies)
    #expect(machine.domains(.core).count == summary.cores)
  }

  @Test(arguments: DumpedTree.all)
  func `every online CPU is in exactly one domain of each kind`(tree: DumpedTree) throws {
    let machine = try tree.machine()
    for kind in MachineDescription.DomainKind.allCases {
      let domains = machine.domains(kind)
      #expect(domains.flatMap(\.cpus).sorted() == machine.cpus.filter(\.online).map(\.id))
      #expect(domains.allSatisfy { $0.cpus == $0.cpus.sorted() && !$0.cpus.isEmpty })
      #expect(domains.map(\.id) == Set(domains.map(\.id)).sorted())
    }
  }

  @Test func `offline CPUs keep their node and lose their place`() throws {
    let machine = try DumpedTree.offlineCPUs.machine()
    let offline = machine.cpus.filter { !$0.online }
    #expect(offline.map(\.id) == [3, 6])
    #expect(offline.map(\.node) == [0, 1])
    #expect(offline.allSatisfy { $0.core == nil && $0.kind == nil && $0.siblings == [$0.id] })
    #expect(machine.nodes.map(\.cpus) == [[0, 1, 2, 3], [4, 5, 6, 7]])
    #expect(machine.allowedCPUs == [0, 1, 2, 4, 5, 7])
    #expect(machine.unavailable["cpus.core"]?.contains("3,6") == true)
  }

  @Test func `SMT siblings are the kernel's, not neighbours`() throws {
    let machine = try DumpedTree.twoSocketsSMT.machine()
    #expect(machine.domains(.core).map(\.cpus) == (0..<8).map { [$0, $0 + 8] })
    #expect(machine.cpus[13].siblings == [5, 13])
    #expect(machine.settings.smtActive == true)
  }

  @Test func `sparse ids of packages and nodes are kept`() throws {
    let machine = try DumpedTree.sparseIDs.machine()
    #expect(machine.cpus.map(\.id) == Array(0..<16) + Array(88..<104))
    #expect(machine.domains(.package).map(\.id) == [0, 8])
    #expect(machine.nodes.map(\.id) == [0, 8, 250, 251, 252, 253, 254, 255])
    #expect(machine.nodes[1].distances == [40, 10, 80, 80, 80, 80, 80, 80])
    #expect(machine.nodes[7].cpus == [])
    #expect(machine.nodes[7].memoryBytes == 16 << 30)
    #expect(machine.cpuModel == "POWER9, altivec supported")
  }

  @Test func `nodes without memory and without CPUs are told from unreadable ones`() throws {
    let machine = try DumpedTree.memoryless.machine()
    #expect(machine.nodes.map(\.memoryBytes) == [1 << 30, 0, 1 << 30])
    #expect(machine.nodes.map(\.freeBytes) == [1 << 29, 0, 1 << 29])
    #expect(machine.nodes.map(\.cpus) == [[0, 1], [2, 3], []])
    #expect(machine.unavailable.keys.filter { $0.hasPrefix("nodes") } == [])
  }

  @Test func `a kernel without NUMA has one node, of all CPUs and all memory`() throws {
    var tree = DumpedTree.noNodes
    tree.put("/proc/meminfo", "MemTotal:  2048 kB\nMemFree:  1024 kB\n")
    let machine = try tree.machine()
    #expect(machine.nodes.map(\.id) == [0])
    #expect(machine.nodes[0].cpus == machine.cpus.map(\.id))
    #expect(machine.nodes[0].memoryBytes == 2 << 20)
    #expect(machine.nodes[0].freeBytes == 1 << 20)
    #expect(machine.nodes[0].distances == [10])
    #expect(machine.cpus.allSatisfy { $0.node == 0 })
    #expect(machine.summary.nodes == 1)
    #expect(
      machine.unavailable["nodes"] == """
        no node folder in /sys/devices/system/node: it is not in this copy; \
        all CPUs and memory are taken as one node
        """)
  }

  @Test func `nodes whose lists are missing have the CPUs that link to them`() throws {
    var tree = DumpedTree.interleaved
    tree.remove(suffix: "/cpulist")
    tree.remove(suffix: "/cpumap")
    for cpu in 0..<8 {
      tree.put("/sys/devices/system/cpu/cpu\(cpu)/node\(cpu % 2)/uevent", "")
    }
    let linked = try tree.machine()
    var listed = try DumpedTree.interleaved.machine()
    listed.hostname = linked.hostname
    #expect(linked == listed)
  }

  @Test(arguments: ["0,2-", ""])
  func `CPUs whose node's list makes no sense are in no node`(list: String) throws {
    var tree = DumpedTree.interleaved
    tree.remove(suffix: "/node1/cpumap")
    tree.put("/sys/devices/system/node/node1/cpulist", list)
    let machine = try tree.machine()
    #expect(machine.nodes.map(\.cpus) == [[0, 2, 4, 6], []])
    #expect((machine.unavailable["nodes.1.cpus"] != nil) == !list.isEmpty)
    #expect(machine.unavailable["cpus.node"]?.hasSuffix("lists CPUs 1,3,5,7") == true)
    #expect(machine.cpusOfUnknownNode == [1, 3, 5, 7])
    #expect(machine.domains(.node).map(\.id) == [MachineDescription.unknownNode, 0])
  }

  @Test func `masks and lists with NUL bytes say the same`() throws {
    var masks = try DumpedTree.masksOnly.machine()
    let nulBytes = try DumpedTree.nulBytes.machine()
    masks.hostname = nulBytes.hostname
    #expect(masks == nulBytes)
  }

  @Test func `dies repeat core ids without being merged`() throws {
    let machine = try DumpedTree.twoDies.machine()
    #expect(machine.domains(.die).map(\.cpus) == [[0, 1], [2, 3]])
    #expect(machine.domains(.core).map(\.cpus) == [[0], [1], [2], [3]])
  }

  @Test func `caches are listed once each, with their sizes`() throws {
    let machine = try DumpedTree.asymmetricCaches.machine()
    let third = machine.caches.filter { $0.level == 3 }
    #expect(third.map(\.sizeBytes) == [96 << 20, 32 << 20])
    #expect(third.map(\.cpus) == [[0, 1, 2, 3], [4, 5]])
    #expect(machine.caches.filter { $0.level == 2 }.map(\.cpus.count) == [1, 1, 1, 1, 1, 1, 2])
  }

  @Test func `a cache that nobody is said to share belongs to its core`() throws {
    var tree = DumpedTree.noNodes
    for cpu in 0..<4 {
      let folder = "/sys/devices/system/cpu/cpu\(cpu)/cache/index3"
      tree.put("\(folder)/shared_cpu_list", "")
      tree.put("\(folder)/shared_cpu_map", "00000000")
    }
    let machine = try tree.machine()
    #expect(machine.caches.filter { $0.level == 3 }.map(\.cpus) == [[0, 1], [2, 3]])
  }
}
