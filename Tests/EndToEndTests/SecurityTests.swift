import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// What other users may do to who measures, and what may be taken for something else.
  @Suite struct SecurityTests {
    private static let tiny = ["--workload", "cpu", "--limit", "1000", "--trials", "1", "-q"]
    private static let stranger: UInt32 = 65534
    private static let asStranger = [
      "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--",
    ]
    private static let canBecomeOthers = geteuid() == 0 && Tool.exists("setpriv")

    @Test(.enabled(if: geteuid() == 0, "another user's folder is made by root"))
    func `as root, other users' folders and what lies in them are refused`() throws {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("theirs/inner"), withIntermediateDirectories: true)
      try #require(chown(folder.file("theirs"), Self.stranger, Self.stranger) == 0)
      for path in ["theirs", "theirs/inner", "theirs/new"] {
        let ending = try Program.run(Self.tiny + ["--output", path], in: folder.path)
        #expect(ending.status == 73, "\(path): \(ending)")
        #expect(ending.errors.contains("belongs to user \(Self.stranger)"), "\(ending)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.file("theirs")) == ["inner"])
      try FileManager.default.createDirectory(
        atPath: folder.file("open"), withIntermediateDirectories: false)
      try #require(chmod(folder.file("open"), 0o777) == 0)
      let open = try Program.run(Self.tiny + ["--output", "open/new"], in: folder.path)
      #expect(open.status == 73 && open.errors.contains("everybody may change"), "\(open)")
      // Where root works itself, as in a container, it writes.
      for place in ["theirs/inner", "open"] {
        let here = try Program.run(Self.tiny + ["--output", "here"], in: folder.file(place))
        #expect(here.status == 0, "\(place): \(here)")
      }
      // The folder of all reports is no exception, and nothing is made in it.
      try FileManager.default.createDirectory(
        atPath: folder.file("reports"), withIntermediateDirectories: false)
      try #require(chown(folder.file("reports"), Self.stranger, Self.stranger) == 0)
      let reports = try Program.run(Self.tiny, in: folder.path)
      #expect(reports.status == 73 && reports.errors.contains("belongs to user"), "\(reports)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.file("reports")).isEmpty)
      try #require(chmod(folder.file("open"), 0o1777) == 0)
      #expect(try Program.run(Self.tiny + ["--output", "open/new"], in: folder.path).status == 0)
      // Who became root by sudo writes to their own.
      let own = try Program.run(
        Self.tiny + ["--output", "theirs/sudo"], in: folder.path,
        launcher: ["env", "SUDO_UID=\(Self.stranger)"])
      #expect(own.status == 0, "\(own)")
    }

    @Test func `links in an output folder are replaced, and nothing is written where they lead`()
      throws
    {
      let folder = try TemporaryFolder()
      let victim = try TemporaryFolder()
      try victim.write(Data("precious".utf8), to: "file")
      try FileManager.default.createDirectory(
        atPath: folder.file("out"), withIntermediateDirectories: false)
      for name in [
        "study.json", "study.json.partial", "samples.csv", "report.md", "trials.csv.partial",
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.file("out/\(name)"), withDestinationPath: victim.file("file"))
      }
      let ending = try Program.run(Self.tiny + ["--output", "out", "--force"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(try folder.study(in: "out").trials.count > 0)
      for name in ["pictures", "outputs"] {
        try? FileManager.default.removeItem(atPath: folder.file("out/\(name)"))
        try FileManager.default.createSymbolicLink(
          atPath: folder.file("out/\(name)"), withDestinationPath: victim.path)
      }
      let second = try Program.run(
        ["exec", "--trials", "1", "--output", "out", "--force", "--", "echo", "x"], in: folder.path)
      #expect(second.status != 0, "\(second)")
      #expect(victim.contents == ["file"])
      #expect(try String(contentsOfFile: victim.file("file"), encoding: .utf8) == "precious")
    }

    @Test(.enabled(if: geteuid() == 0, "another user's link is made by root"))
    func `a link of another user in place of the output folder is refused`() throws {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("real"), withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("out"), withDestinationPath: folder.file("real"))
      #expect(try Program.run(Self.tiny + ["--output", "out"], in: folder.path).status == 0)
      try #require(lchown(folder.file("out"), Self.stranger, Self.stranger) == 0)
      let ending = try Program.run(Self.tiny + ["--output", "out", "--force"], in: folder.path)
      #expect(
        ending.status == 73 && ending.errors.contains("a link that another user"), "\(ending)")
    }

    private func reading(_ folder: String) -> [String] {
      [
        "--workload", "io", "--strategy", "sequential", "--size", "1MiB", "--cache", "cold",
        "--trials", "1", "--warmup", "0", "--directory", folder,
      ]
    }

    @Test(
      .enabled(if: canBecomeOthers, "becoming another user needs root and setpriv"),
      .enabled(
        if: (try? FileSystemFacts(at: DataFolder.path))?.isMemoryBacked == false,
        "the temporary folder is on a memory file system"))
    func `users that share a folder of data each have a file, which they can drop`() throws {
      let data = try TemporaryFolder()
      let caller = try TemporaryFolder()
      try #require(chmod(data.path, 0o1777) == 0)
      let theirs = try TemporaryFolder()
      try #require(chmod(theirs.path, 0o777) == 0)
      let own = try Program.run(reading(data.path), in: caller.path)
      #expect(own.status == 0, "\(own)")
      let other = try Program.run(
        reading(data.path), in: theirs.path, launcher: Self.asStranger)
      #expect(other.status == 0, "\(other)")
      #expect(
        data.contents == ["profile-io-v1-0-1048576.dat", "profile-io-v1-65534-1048576.dat"])
      // Who was there first with another's name keeps them out, and is named.
      try #require(chown(data.file("profile-io-v1-65534-1048576.dat"), 0, 0) == 0)
      let third = try Program.run(
        reading(data.path), in: theirs.path, launcher: Self.asStranger)
      #expect(third.status == 73, "\(third)")
      #expect(third.errors.contains("user 0 has put something there"), "\(third)")
    }

    @Test(
      .enabled(
        if: (try? FileSystemFacts(at: "/dev/shm"))?.isMemoryBacked == true
          && (try? FileSystemFacts(at: DataFolder.path))?.isMemoryBacked == false,
        "it takes a memory file system beside one on storage"))
    func `a planted link to memory does not pass for a file on storage`() throws {
      let data = try TemporaryFolder()
      let caller = try TemporaryFolder()
      let memory = try TemporaryFolder(in: "/dev/shm")
      let name = "profile-io-v1-\(geteuid())-1048576.dat"
      let first = try Program.run(
        reading(memory.path) + ["--allow-memory-filesystem", "--cache", "warm"],
        in: caller.path)
      #expect(first.status == 0, "\(first)")
      try FileManager.default.createSymbolicLink(
        atPath: data.file(name), withDestinationPath: memory.file(name))
      let ending = try Program.run(reading(data.path), in: caller.path)
      #expect(ending.status == 0 && ending.errors.contains("laying out"), "\(ending)")
      let facts = try FileFacts(of: data.file(name), followsLink: false)
      #expect(facts.isRegular && facts.isOwn)
      // A second name of another's file is none of ours either.
      try FileManager.default.linkItem(atPath: data.file(name), toPath: data.file("second"))
      let again = try Program.run(reading(data.path), in: caller.path)
      #expect(again.status == 0 && again.errors.contains("laying out"), "\(again)")
    }

    @Test func `a workload of the working folder that stands before the program's own is said`()
      throws
    {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("workloads"), withIntermediateDirectories: false)
      try folder.write(
        Data("name: python-sum\nsummary: Another.\ncommands:\n  sequential: [\"true\"]\n".utf8),
        to: "workloads/mine.yaml")
      let ending = try Program.run(
        ["--workload", "python-sum", "--dry-run"], in: folder.path)
      #expect(
        ending.errors.contains("The workload python-sum is that of workloads/mine.yaml"),
        "\(ending)")
      let list = try Program.run(["workloads"], in: folder.path)
      #expect(list.errors.contains("workloads/mine.yaml, which stands before"), "\(list)")
      let chosen = try Program.run(
        ["--workload", "./workloads/mine.yaml", "--dry-run"], in: folder.path)
      #expect(!chosen.errors.contains("stands before"), "\(chosen)")
    }

    @Test(.enabled(if: Tool.exists("strace"), "it takes strace to see which calls are made"))
    func `built-in workloads open no perf counter and make no cgroup`() throws {
      let folder = try TemporaryFolder()
      func calls(_ arguments: [String]) throws -> String {
        let log = folder.file("log")
        let ending = try Program.run(
          arguments, in: folder.path,
          launcher: ["strace", "-f", "-o", log, "-e", "trace=perf_event_open,mkdir,mkdirat"])
        if ending.errors.contains("ptrace") { try Test.cancel("strace may not trace here") }
        #expect(ending.status == 0, "\(ending)")
        return try folder.text("log")
      }
      let builtin = try calls(Self.tiny + ["--strategy", "thread"])
      #expect(!builtin.contains("perf_event_open") && !builtin.contains("cgroup"), "\(builtin)")
      let command = try calls(
        ["exec", "-q", "--trials", "1", "--totals", "rusage", "--", "true"])
      #expect(!command.contains("perf_event_open") && !command.contains("cgroup"), "\(command)")
    }
  }
}
