import Foundation
import LinuxSystem
import TestSupport
import Testing

/// What is written into a group's files; the group is an ordinary folder here.
@Suite struct ControlGroupTests {
  private static let files = [
    "cpu.max", "cpu.cfs_period_us", "cpu.cfs_quota_us", "memory.max", "memory.swap.max",
    "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "cgroup.subtree_control",
  ]

  private func written(
    without missing: [String] = [], _ body: (ControlGroup) throws -> Void
  ) throws -> [String: String] {
    let folder = try TemporaryFolder()
    for file in Self.files where !missing.contains(file) { try folder.write(Data(), to: file) }
    try body(ControlGroup(path: folder.path))
    var texts: [String: String] = [:]
    for file in folder.contents {
      let text = try String(contentsOfFile: folder.file(file), encoding: .utf8)
      if !text.isEmpty { texts[file] = text }
    }
    return texts
  }

  @Test func `version 2 has a file for quota and period`() throws {
    #expect(try written { try $0.limitCPU(cores: 1.5, .v2) } == ["cpu.max": "150000 100000"])
    #expect(
      try written { try $0.limitMemory(bytes: 268_435_456, .v2) }
        == ["memory.max": "268435456", "memory.swap.max": "0"])
    #expect(
      try written { try $0.handOn(["cpu", "memory"]) }
        == ["cgroup.subtree_control": "+cpu +memory"])
  }

  @Test func `version 1 has a file for each`() throws {
    #expect(
      try written { try $0.limitCPU(cores: 0.01, .v1) }
        == ["cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "1000"])
    #expect(
      try written { try $0.limitMemory(bytes: 4096, .v1) }
        == ["memory.limit_in_bytes": "4096", "memory.memsw.limit_in_bytes": "4096"])
  }

  @Test func `a kernel that does not account swap limits memory all the same`() throws {
    #expect(
      try written(without: ["memory.swap.max"]) { try $0.limitMemory(bytes: 4096, .v2) }
        == ["memory.max": "4096"])
    #expect(throws: SystemError.self) {
      try written(without: ["memory.max"]) { try $0.limitMemory(bytes: 4096, .v2) }
    }
  }

  @Test func `groups that were made in a group go with it`() throws {
    let folder = try TemporaryFolder()
    let group = try ControlGroup.make(at: folder.file("outer"))
    _ = try ControlGroup.make(at: "\(group.path)/inner")
    _ = try ControlGroup.make(at: "\(group.path)/inner/innermost")
    group.removePatiently()
    #expect(folder.contents.isEmpty)
  }
}
