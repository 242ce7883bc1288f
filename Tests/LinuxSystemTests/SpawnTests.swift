import CLinuxShims
import Glibc
import LinuxSystem
import SystemPackage
import Testing

@Suite(.serialized) struct SpawnTests {
  /// The child's open descriptors; `ls` itself adds one, of the folder that it reads.
  private func descriptors(
    with more: [(child: Int32, ours: FileDescriptor)] = []
  ) throws -> [Int] {
    let child = try Child("/bin/ls", "-l", "/proc/self/fd", descriptors: more)
    #expect(child.exit == .exited(status: 0))
    let entries = child.lines.filter { $0.contains(" -> ") && !$0.hasSuffix("/fd") }
    return entries.compactMap { line in
      let words = line.split(separator: " ")
      return words.firstIndex(of: "->").flatMap { Int(words[$0 - 1]) }
    }.sorted()
  }

  @Test func `a child has the descriptors that it was given, and no other`() throws {
    let file = try MemoryFile.make(named: "given")
    defer { try? file.close() }
    // First that the probe sees what is there, then that nothing else is.
    #expect(try descriptors(with: [(5, file), (9, file)]) == [0, 1, 2, 5, 9])
    #expect(try descriptors() == [0, 1, 2])
  }

  @Test func `what this process keeps open for its own children stays here`() throws {
    let raw = open("/dev/null", O_RDONLY)
    try #require(raw >= 0)
    defer { close(raw) }
    #expect(fcntl(raw, F_GETFD) & FD_CLOEXEC == 0, "the probe must be inheritable")
    #expect(try descriptors() == [0, 1, 2])
  }

  @Test func `standard input is empty where none was given`() throws {
    #expect(try Child("/bin/readlink", "/proc/self/fd/0").output == "/dev/null\n")
  }

  @Test func `descriptors carry what is written`() throws {
    let pipe = try Pipe()
    defer {
      try? pipe.readEnd.close()
    }
    let child = try Child(
      "/bin/sh", "-c", "echo to one; echo to seven >&7",
      descriptors: [(7, pipe.writeEnd)])
    try pipe.writeEnd.close()
    #expect(child.output == "to one\n")
    var buffer = [UInt8](repeating: 0, count: 100)
    let text = try pipe.readEnd.readAvailable(into: &buffer).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(text == "to seven\n")
    #expect(try pipe.readEnd.readAvailable(into: &buffer) == nil)
  }

  @Test func `it leads a process group of its own`() throws {
    let child = try Child(
      shell: "ps -o pgid= -p $$ || sed 's/.*) . [0-9]* //; s/ .*//' /proc/$$/stat")
    #expect(Int32(child.output.trimmed) == child.pid)
    #expect(child.pid != getpgrp())
  }

  @Test func `no signal is blocked or ignored in it, whatever the caller does`() throws {
    let (own, child) = try OwnThread.run {
      var signals = sigset_t()
      sigemptyset(&signals)
      for signal in [SIGUSR1, SIGTERM, SIGCHLD] { sigaddset(&signals, signal) }
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      let before = signal(SIGUSR2, SIG_IGN)
      defer { signal(SIGUSR2, before) }
      let probe = "SigBlk|SigIgn"
      let own = try Child(
        "/bin/grep", "-E", probe, "/proc/\(getpid())/task/\(WorkerThread.currentID)/status")
      return (own.output, try Child("/bin/grep", "-E", probe, "/proc/self/status").output)
    }
    let lines = child.split(separator: "\n")
    #expect(lines.first == "SigBlk:\t0000000000000000")
    #expect(lines.last == "SigIgn:\t0000000000000000")
    for line in own.split(separator: "\n") {
      #expect(!line.hasSuffix("\t0000000000000000"), "the probe sees nothing: \(line)")
    }
  }

  @Test func `the environment is the caller's, or the one that was given`() throws {
    setenv("PROFILE_TEST_VARIABLE", "here", 1)
    defer { unsetenv("PROFILE_TEST_VARIABLE") }
    #expect(try Child("/usr/bin/env").lines.contains("PROFILE_TEST_VARIABLE=here"))
    #expect(try Child("/usr/bin/env", environment: ["A=1", "B="]).output == "A=1\nB=\n")
    #expect(try Child("/usr/bin/env", environment: []).output.isEmpty)
  }

  @Test func `it has the soft limit on open files that was given, and the caller's hard one`()
    throws
  {
    let hard = try #require(ResourceLimit.openFiles.current.hard)
    var spawn = Spawn(
      path: "/bin/sh",
      arguments: ["sh", "-c", "test `ulimit -Sn` = 123 -a `ulimit -Hn` = \(hard)"],
      descriptors: [])
    spawn.openFiles = 123
    #expect(try ChildExit.reap(spawn.start(), blocking: true)?.exit == .exited(status: 0))
  }

  @Test func `a program that is not there is an error, not a child`() {
    let spawn = Spawn(path: "/nonexistent/program", arguments: ["x"], descriptors: [])
    let error = #expect(throws: SystemError.self) { try spawn.start() }
    #expect(error?.description == "execve /nonexistent/program: No such file or directory")
  }
}

extension String {
  fileprivate var trimmed: Substring {
    self[...].split(whereSeparator: \.isWhitespace).first ?? ""
  }
}
