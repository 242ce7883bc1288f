import TestSupport
import Testing
import Topology

/// In which folder groups with limits are made, over trees of both versions of cgroups.
@Suite struct LimitPlaceTests {
  private func places(
    _ tree: DumpedTree, _ controllers: [CgroupController] = [.cpu, .memory]
  ) throws -> Result<[LimitPlace], Missing> {
    try tree.withRoot { OwnCgroups.limitPlaces(for: controllers, root: $0) }
  }

  private func known(_ tree: DumpedTree) throws -> [LimitPlace] {
    guard case .success(let places) = try places(tree) else { return [] }
    return places
  }

  private func reason(_ tree: DumpedTree) throws -> String? {
    guard case .failure(let missing) = try places(tree) else { return nil }
    return missing.reason
  }

  @Test func `version 1 has a place in each controller's hierarchy, the process's own group`()
    throws
  {
    let found = try known(.hybridCgroups)
    #expect(found.map(\.version) == [1, 1])
    #expect(found.map(\.controllers) == [[.cpu], [.memory]])
    #expect(
      found.map(\.parent) == ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/memory/agent/602b"])
    #expect(found.map(\.home) == found.map(\.parent))
    let container = try known(.cpusetV1)
    #expect(
      container.map(\.parent) == ["/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup/memory"])
  }

  @Test func `only what was asked for is looked for`() throws {
    guard case .success(let found) = try places(.hybridCgroups, [.memory]) else {
      Issue.record("nothing was found")
      return
    }
    #expect(found.map(\.controllers) == [[.memory]])
  }

  /// Version 2, three levels: the process in `job/step`, as a scope of systemd.
  private func tree(
    handedOn: [String] = ["cpu memory", "cpu memory", ""], root: Bool = true
  ) -> DumpedTree {
    var tree = DumpedTree.noNodes
    tree.cgroup("0::/job/step", mounts: ["/ /cg - cgroup2 cgroup2 rw"])
    for (folder, names) in zip(["/cg", "/cg/job", "/cg/job/step"], handedOn) {
      tree.put("\(folder)/cgroup.controllers", "cpu io memory pids")
      tree.put("\(folder)/cgroup.subtree_control", names)
      tree.put("\(folder)/cgroup.procs", folder.hasSuffix("step") ? "4242" : "")
      if folder != "/cg" || !root { tree.put("\(folder)/cgroup.type", "domain") }
    }
    return tree
  }

  @Test func `version 2 has one place for both, the nearest group that hands them on`() throws {
    let found = try known(tree())
    #expect(found.count == 1)
    #expect(found.first?.controllers == [.cpu, .memory])
    #expect(found.first?.parent == "/cg/job")
    #expect(found.first?.home == "/cg/job/step")
    #expect(found.first?.toHandOn == [])
    #expect(found.first?.escaped == [])
  }

  @Test func `a group without processes can begin to hand on, one with processes cannot`() throws {
    let found = try known(tree(handedOn: ["cpu memory", "memory", "memory"]))
    #expect(found.first?.parent == "/cg/job")
    #expect(found.first?.toHandOn == [.cpu])
    var busy = tree(handedOn: ["cpu memory", "memory", ""])
    busy.put("/cg/job/cgroup.procs", "17")
    #expect(try known(busy).first?.parent == "/cg")
  }

  @Test func `limits that are left behind are named`() throws {
    var left = tree(handedOn: ["cpu memory", "", ""])
    left.put("/cg/job/cgroup.procs", "17")
    left.put("/cg/job/cpu.max", "200000 100000")
    left.put("/cg/job/step/memory.max", "max")
    let found = try known(left)
    #expect(found.first?.parent == "/cg")
    #expect(found.first?.escaped == ["/cg/job"])
  }

  @Test func `the root of the hierarchy may hold processes, that of a container may not`() throws {
    for isRoot in [true, false] {
      var tree = DumpedTree.noNodes
      tree.cgroup("0::/", mounts: ["/ /cg - cgroup2 cgroup2 rw"])
      tree.put("/cg/cgroup.controllers", "cpu memory")
      tree.put("/cg/cgroup.subtree_control", "")
      tree.put("/cg/cgroup.procs", "1\n17")
      if !isRoot { tree.put("/cg/cgroup.type", "domain") }
      #expect(try known(tree).first?.toHandOn == (isRoot ? [.cpu, .memory] : nil))
      guard !isRoot else { continue }
      #expect(
        try reason(tree)
          == "no cgroup from /cg up hands on the controller cpu and memory (cgroup.subtree_control), and one that holds processes cannot begin to"
      )
    }
  }

  @Test func `a hierarchy without the controllers is named`() throws {
    var tree = DumpedTree.noNodes
    tree.cgroup("0::/a", mounts: ["/ /cg - cgroup2 cgroup2 rw"])
    tree.put("/cg/a/cgroup.controllers", "pids")
    tree.put("/cg/cgroup.controllers", "pids")
    #expect(try reason(tree) == "no cgroup up to /cg has the controller cpu and memory")
  }
}
