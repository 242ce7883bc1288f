import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Directories that cannot hold the data file, and outputs that cannot be written.
  @Suite struct BadStorageTests {
    private static let small = "--workload io --trials 1 --size 4MiB"

    @Test func `a data directory that is missing or no directory is 66`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data(), to: "file")
      try Refused(
        66, "\(Self.small) --directory /nonexistent/data", "--directory /nonexistent/data",
        "No such file or directory", "existing directory"
      ).expect(in: folder)
      try Refused(
        66, "\(Self.small) --directory file", "--directory file", "not a directory"
      ).expect(in: folder)
      try Refused(66, "\(Self.small) --directory file/below", "--directory file/below")
        .expect(in: folder)
    }

    @Test(
      .enabled(
        if: (try? FileSystemFacts(at: "/dev/shm"))?.isMemoryBacked == true,
        "/dev/shm is not a memory file system"))
    func `a memory file system is 69 unless it is asked for`() throws {
      try Refused(
        69, "\(Self.small) --directory /dev/shm", "--directory /dev/shm", "tmpfs",
        "no storage behind it", "--allow-memory-filesystem"
      ).expect(in: TemporaryFolder())
      let data = try TemporaryFolder(in: "/dev/shm")
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "io", "--trials", "1", "--size", "1MiB", "--cache", "warm", "--directory",
          data.path, "--allow-memory-filesystem",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(try folder.study().design.storage?.memoryBacked == true)
    }

    @Test(.enabled(if: Mount.isPossible, "file systems cannot be mounted here: not root"))
    func `too little space is 73, and nothing was written`() throws {
      let mount = try Mount("tmpfs", options: "size=1m")
      try Refused(
        73, "\(Self.small) --allow-memory-filesystem --cache warm --directory \(mount.path)",
        "--directory \(mount.path)", "4.00 MiB", "are free", "--size"
      ).expect(in: TemporaryFolder())
      #expect(mount.contents.isEmpty)
    }

    @Test(.enabled(if: Mount.isPossible, "file systems cannot be mounted here: not root"))
    func `a file system that refuses direct reads is 69`() throws {
      let mount = try Mount("ramfs")
      try Refused(
        69, "\(Self.small) --allow-memory-filesystem --directory \(mount.path)", "O_DIRECT",
        mount.path, "--cache cold"
      ).expect(in: TemporaryFolder())
      #expect(mount.contents.isEmpty)
    }

    @Test(.enabled(if: Mount.isPossible, "file systems cannot be mounted here: not root"))
    func `what is mounted read-only is 73`() throws {
      let mount = try Mount(readOnlyViewOf: TemporaryFolder())
      try Refused(
        73, "\(Self.small) --directory \(mount.path)", "--directory \(mount.path)", "read-only",
        "writable directory"
      ).expect(in: TemporaryFolder())
      try Refused(
        73, "--workload cpu --limit 1000 --output \(mount.path)/new", "\(mount.path)/new",
        "Read-only file system", "--output"
      ).expect(in: TemporaryFolder())
    }

    @Test func `a rehearsal refuses what the run would, and leaves nothing`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data(), to: "file")
      try Refused(
        66, "\(Self.small) --dry-run --directory /nonexistent/data", "--directory /nonexistent/data"
      ).expect(in: folder)
      try Refused(
        73, "--workload io --size 900TiB --dry-run --cache cold --directory .", "are free", "--size"
      ).expect(in: folder)
      try Refused(73, "--dry-run --workload cpu --output file", "file", "--output")
        .expect(in: folder)
      let ending = try Program.run(
        ["--dry-run", "--workload", "cpu,io", "--directory", ".", "--cache", "cold"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(folder.everything == ["file"])
    }

    @Test func `an output that cannot be made is 73`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data(), to: "file")
      try FileManager.default.createDirectory(
        atPath: folder.file("full/inside"), withIntermediateDirectories: true)
      let cpu = "--workload cpu --limit 1000 --trials 1"
      let long = String(repeating: "x", count: 300)
      for refused in [
        Refused(73, "\(cpu) --output file/below", "file/below", "Not a directory", "--output"),
        Refused(73, "\(cpu) --output file", "file", "ot a directory", "--output"),
        Refused(73, "\(cpu) --output full", "--output full", "not empty", "--force"),
        Refused(73, "\(cpu) --output new/\(long)", "File name too long", "--output"),
        Refused(73, "\(cpu) --output /proc/new", "/proc/new", "--output"),
      ] {
        try refused.expect(in: folder)
      }
    }

    @Test func `a file that may not grow is 73, not the end`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        script:
          "ulimit -f 4; exec $0 --workload cpu --limit 1000 --strategy sequential --trials 1 --output out",
        in: folder.path)
      #expect(ending.status == 73, "\(ending)")
      #expect(ending.errors.contains("study.json: File too large"), "\(ending)")
      #expect(!folder.everything.contains { $0.hasSuffix(".partial") })
    }

    @Test func `a run that is refused leaves an earlier study alone`() throws {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("old"), withIntermediateDirectories: true)
      for name in ["study.json", "samples.csv", "report.md"] {
        try folder.write(Data("precious".utf8), to: "old/\(name)")
      }
      try Refused(
        66, "\(Self.small) --directory /nonexistent --output old --force", "/nonexistent"
      ).expect(in: folder)
      for name in ["study.json", "samples.csv", "report.md"] {
        #expect(try folder.text("old/\(name)") == "precious")
      }
    }
  }

  /// Studies that cannot be read.
  @Suite struct BadStudyTests {
    @Test func `a study that is missing is 66`() throws {
      let folder = try TemporaryFolder()
      for path in ["absent.json", "absent/folder", "."] {
        try Refused(
          66, "report \(path)", "No such file or directory", "Give a study.json"
        ).expect(in: folder)
      }
    }

    static let damaged: [(name: String, text: String, words: [String])] = [
      ("empty", "", ["not complete JSON"]),
      (
        "truncated", "{\"format\": \"profile-study\", \"version\": 1, \"trials\": [",
        ["not complete JSON", "cut off"]
      ),
      ("report", "# A report\n", ["format is missing", "give the study.json of a report folder"]),
      ("not JSON", "study\n", ["not complete JSON"]),
      ("binary", "\u{0}\u{1}\u{2}", ["not complete JSON"]),
      (
        "newer", "{\"format\": \"profile-study\", \"version\": 99}",
        ["version 99", "up to 1", "newer profile"]
      ),
      (
        "findings", "{\"format\": \"profile-findings\", \"version\": 1}",
        ["\"profile-findings\"", "not \"profile-study\""]
      ),
      ("other JSON", "{\"a\": 1}", ["format is missing"]),
      ("list", "[]", ["study.json"]),
      ("bare", "{\"format\": \"profile-study\", \"version\": 1}", ["missing"]),
    ]

    @Test(arguments: damaged.indices)
    func `a study that is damaged is 65`(index: Int) throws {
      let (_, text, words) = Self.damaged[index]
      let folder = try TemporaryFolder()
      try folder.write(Data(text.utf8), to: "study.json")
      for path in ["study.json", "."] {
        let ending = try Program.run(["report", path], in: folder.path)
        #expect(ending.status == 65, "\(ending)")
        #expect(ending.output.isEmpty)
        for word in words + ["study.json"] {
          #expect(ending.errors.contains(word), "\(ending.errors)")
        }
      }
    }

    @Test func `what a file says does not command the terminal`() throws {
      let folder = try TemporaryFolder()
      try folder.write(
        Data("name: \"a\\e]0;b\\a\"\nsummary: c\ncommands: {sequential: [\"true\"]}\n".utf8),
        to: "bad.yaml")
      for arguments in [
        ["--workload", "./bad.yaml", "--dry-run"], ["report", "no\u{1B}[2Jwhere"],
        ["exec", "-q", "--", "sh", "-c", "printf '\\033[2J' >&2; exit 1"],
      ] {
        let ending = try Program.run(arguments, in: folder.path)
        #expect(ending.status != 0 && ending.errors.contains("⟨U+001B⟩"), "\(ending)")
        #expect(!(ending.output + ending.errors).contains("\u{1B}"), "\(ending)")
      }
    }

    @Test func `a file too large for a study is refused before it is read`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data(), to: "study.json")
      #expect(truncate(folder.file("study.json"), 20 << 30) == 0)
      try Refused(65, "report .", "study.json: it is larger than 1024 MiB").expect(in: folder)
    }

    @Test func `pipes and devices in place of a study's files are no reason to wait or to swell`()
      throws
    {
      let folder = try TemporaryFolder()
      try folder.write(try SampleStudy.long.encoded(), to: "study.json")
      let pipe = folder.file("samples.csv")
      #expect(mkfifo(pipe, 0o600) == 0)
      for form in ["md", "html"] {
        let ending = try Program.run(["report", ".", "--format", form], in: folder.path)
        #expect(ending.status == 0, "\(form): \(ending)")
      }
      let trace = Refused(66, "report . --format trace", "samples.csv has no course of trial")
      try trace.expect(in: folder)
      try Refused(66, "report . --template samples.csv", "samples.csv: it is a pipe or a device")
        .expect(in: folder)
      try FileManager.default.removeItem(atPath: pipe)
      try FileManager.default.createSymbolicLink(atPath: pipe, withDestinationPath: "/dev/zero")
      try trace.expect(in: folder)
      #expect(mkfifo(folder.file("study.journal"), 0o600) == 0)
      try Refused(66, "report .", "study.journal: it is a pipe or a device").expect(in: folder)
      try Refused(66, "report study.journal", "study.journal: it is a pipe or a device")
        .expect(in: folder)
    }
  }
}
