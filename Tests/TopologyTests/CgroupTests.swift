import ProfileModel
import TestSupport
import Testing
import Topology

@Suite struct CgroupTests {
  @Test func `cgroup v1 of a container without a namespace is found through its mount`() throws {
    let machine = try DumpedTree.cpusetV1.machine()
    #expect(
      machine.cpuset == .init(version: "v1", path: "/sys/fs/cgroup/cpuset", cpus: [2, 3]))
    #expect(machine.allowedCPUs == [2, 3])
    #expect(machine.cpuQuotaCores == 0.5)
    #expect(machine.memoryLimitBytes == 512 << 20)
    #expect(machine.settings.cgroupTasksLeft == 93)
    #expect(machine.virtualization == "docker on kvm")
  }

  @Test func `the tightest ancestor decides, and cpusets are looked for upwards`() throws {
    let machine = try DumpedTree.cpusetV2Nested.machine()
    #expect(
      machine.cpuset
        == .init(version: "v2", path: "/sys/fs/cgroup/batch.slice", cpus: [0, 1, 2]))
    #expect(machine.cpuQuotaCores == 2)
    #expect(machine.memoryLimitBytes == 2 << 30)
    #expect(machine.settings.cgroupTasksLeft == 4)
  }

  @Test func `a quota of one and a half cores at a namespace's root`() throws {
    let machine = try DumpedTree.quotaOneAndAHalf.machine()
    #expect(machine.cpuQuotaCores == 1.5)
    #expect(machine.memoryLimitBytes == nil)
    #expect(machine.unavailable["memoryLimitBytes"] == nil)
    #expect(machine.virtualization == "podman on kvm")
  }

  @Test func `v1 controllers beside an empty v2 hierarchy limit nothing here`() throws {
    let machine = try DumpedTree.hybridCgroups.machine()
    #expect(machine.cpuset?.version == "v1")
    #expect(machine.cpuset?.path == "/sys/fs/cgroup/cpuset")
    #expect(machine.cpuQuotaCores == nil)
    #expect(machine.memoryLimitBytes == nil)
    #expect(machine.unavailable["cpuQuotaCores"] == nil)
    #expect(machine.unavailable["memoryLimitBytes"] == nil)
    #expect(machine.cpus.filter(\.isolated).map(\.id) == [3])
  }

  /// Membership, the mount's root, and the folder whose `cpu.max` must be found; nil when it can't be told.
  struct Place: Sendable, CustomStringConvertible {
    var path: String
    var mountRoot: String
    var folder: String?
    /// Whether a namespace hides cgroups that may be tighter.
    var isDoubtful = false

    var description: String { "\(path) under \(mountRoot)" }
  }

  @Test(arguments: [
    Place(path: "/", mountRoot: "/", folder: ""),
    Place(path: "/a/b", mountRoot: "/", folder: "/a/b"),
    Place(path: "/a/b", mountRoot: "/a", folder: "/b"),
    Place(path: "/a/b", mountRoot: "/a/b", folder: ""),
    Place(path: "/ab", mountRoot: "/a", folder: nil),
    Place(path: "/a", mountRoot: "/a/b", folder: nil),
    // A namespace made after the mount: what lies between is hidden, the mount still governs us.
    Place(path: "/", mountRoot: "/../..", folder: "", isDoubtful: true),
    Place(path: "/x", mountRoot: "/..", folder: "", isDoubtful: true),
    // A process that entered a container's mounts but not its cgroups.
    Place(path: "/../..", mountRoot: "/", folder: nil),
    Place(path: "/../..", mountRoot: "/../..", folder: ""),
    Place(path: "/../peer", mountRoot: "/..", folder: "/peer"),
    Place(path: "/../peer", mountRoot: "/../other", folder: nil),
  ])
  func `a cgroup's folder follows from the mount's root`(place: Place) throws {
    var tree = DumpedTree.noNodes
    tree.cgroup("0::\(place.path)", mounts: ["\(place.mountRoot) /cg - cgroup2 cgroup2 rw"])
    tree.put("/cg\(place.folder ?? "")/cpu.max", "70000 100000")
    let machine = try tree.machine()
    #expect(machine.cpuQuotaCores == (place.folder == nil ? nil : 0.7))
    let isSure = place.folder != nil && !place.isDoubtful
    #expect((machine.unavailable["cpuQuotaCores"] == nil) == isSure)
  }

  @Test func `a hidden cgroup that may set a quota is no proof of none`() throws {
    var tree = DumpedTree.noNodes
    tree.cgroup("0::/", mounts: ["/../.. /cg - cgroup2 cgroup2 rw"])
    let machine = try tree.machine()
    #expect(machine.cpuQuotaCores == nil)
    #expect(machine.unavailable["cpuQuotaCores"]?.contains("namespace hides") == true)
  }

  /// Content of `cpu.max`, and the quota; nil for none.
  @Test(arguments: [
    ("max 100000", nil, false), ("50000 100000", 0.5, false), ("400000 100000", 4, false),
    ("1000 1000000", 0.001, false), ("", nil, true), ("50000", nil, true), ("50000 0", nil, true),
    ("fifty 100000", nil, true), ("-1 100000", nil, false), ("50000 100000 1", nil, true),
    ("150000 1e-320", nil, true), ("150000 inf", nil, true), ("150000 0x10", nil, true),
    ("150000 -100000", nil, true), ("150000 100000.5", nil, true), ("max 0", nil, true),
  ])
  func `quotas are read or refused with a reason`(
    text: String, cores: Double?, isRefused: Bool
  ) throws {
    var tree = DumpedTree.noNodes
    tree.put("/sys/fs/cgroup/cpu.max", text)
    let machine = try tree.machine()
    #expect(machine.cpuQuotaCores == cores)
    #expect((machine.unavailable["cpuQuotaCores"] != nil) == isRefused)
  }

  @Test(
    arguments: [
      ("-1", nil, nil, false), ("-1", "", nil, false), ("50000", "100000", 0.5, false),
      ("50000", nil, nil, true), ("50000", "0", nil, true), ("50000", "1e5", nil, true),
      ("half", "100000", nil, true),
    ] as [(String, String?, Double?, Bool)])
  func `quotas of v1 need no period when there is none`(
    quota: String, period: String?, cores: Double?, isRefused: Bool
  ) throws {
    var tree = DumpedTree.cpusetV1
    let folder = "/sys/fs/cgroup/cpu,cpuacct"
    tree.remove(suffix: "/cpu.cfs_period_us")
    tree.put("\(folder)/cpu.cfs_quota_us", quota)
    if let period { tree.put("\(folder)/cpu.cfs_period_us", period) }
    let machine = try tree.machine()
    #expect(machine.cpuQuotaCores == cores)
    #expect((machine.unavailable["cpuQuotaCores"] != nil) == isRefused)
  }

  @Test func `a nearer cgroup that makes no sense may be tighter than what was found`() throws {
    var tree = DumpedTree.cpusetV2Nested
    tree.put("/sys/fs/cgroup/batch.slice/job/cpu.max", "5e4 100000")
    tree.put("/sys/fs/cgroup/batch.slice/job/step/memory.max", "1G")
    let machine = try tree.machine()
    #expect(machine.cpuQuotaCores == 2)
    #expect(machine.memoryLimitBytes == 2 << 30)
    #expect(
      machine.unavailable["cpuQuotaCores"]
        == "the limit that is in force may be tighter than what was found: "
        + "/sys/fs/cgroup/batch.slice/job/cpu.max holds \"5e4 100000\", which makes no sense there")
    #expect(machine.unavailable["memoryLimitBytes"]?.contains("step/memory.max holds") == true)
    #expect(machine.unavailable["settings.cgroupTasksLeft"] == nil)
  }

  @Test func `a memory limit beyond the memory there is limits nothing`() throws {
    var tree = DumpedTree.noNodes
    tree.put("/sys/fs/cgroup/memory.max", "\(64 << 30)")
    #expect(try tree.machine().memoryLimitBytes == nil)
    tree.put("/sys/fs/cgroup/memory.max", "\(1 << 30)")
    #expect(try tree.machine().memoryLimitBytes == 1 << 30)
  }

  @Test func `a copied tree without its cgroups does not prove that there is no limit`() throws {
    var tree = DumpedTree.noNodes
    tree.remove(suffix: "/sys/fs/cgroup/cgroup.procs")
    let machine = try tree.machine()
    for key in ["cpuQuotaCores", "memoryLimitBytes", "settings.cgroupTasksLeft"] {
      #expect(machine.unavailable[key] == "/sys/fs/cgroup does not exist here")
    }
  }

  @Test func `without the process's cgroups the limits are unknown, not absent`() throws {
    var tree = DumpedTree.noNodes
    tree.remove(suffix: "/proc/self/cgroup")
    let machine = try tree.machine()
    for key in ["cpuQuotaCores", "memoryLimitBytes", "cpuset", "settings.cgroupTasksLeft"] {
      #expect(machine.unavailable[key]?.contains("/proc/self/cgroup") == true)
    }
  }
}
