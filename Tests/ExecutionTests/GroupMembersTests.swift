import Foundation
import TestSupport
import Testing

@testable import Execution

/// Who belongs to a cgroup.
@Suite struct GroupMembersTests {
  @Test func `members are those of the group and of those below it, and nobody else's`() throws {
    let folder = try TemporaryFolder()
    for (group, pids) in [
      ("", "1\n"), ("app", "20\n21\n"), ("app/worker", "22\n"), ("app/worker/deep", "23\n"),
      ("sibling", "30\n"),
    ] {
      let path = folder.file("root/\(group)")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try Data(pids.utf8).write(to: URL(filePath: "\(path)/cgroup.procs"))
    }
    #expect(GroupMembers.pids(in: folder.file("root/app")).sorted() == [20, 21, 22, 23])
  }
}
