import Glibc
import LinuxSystem
import SystemPackage
import Testing

@Suite struct ChildExitTests {
  @Test(arguments: [0, 1, 3, 255] as [Int32])
  func `an exit status is told`(status: Int32) throws {
    #expect(try Child(shell: "exit \(status)").exit == .exited(status: status))
  }

  @Test(arguments: [
    (SIGKILL, "was killed by SIGKILL"), (SIGTERM, "was killed by SIGTERM"),
    (SIGSEGV, "was killed by SIGSEGV"),
    (SIGABRT, "was killed by SIGABRT"), (SIGPIPE, "was killed by SIGPIPE"),
  ])
  func `the signal that killed is told by name`(signal: Int32, text: String) throws {
    let exit = try Child(shell: "ulimit -c 0; kill -\(signal) $$; sleep 60").exit
    #expect(exit == .killed(signal: signal))
    #expect(exit.description == text)
  }

  @Test func `a child that runs is not waited for unless asked`() throws {
    let pid = try Spawn(path: "/bin/sleep", arguments: ["sleep", "60"], descriptors: []).start()
    #expect(try ChildExit.reap(pid, blocking: false) == nil)
    #expect(ChildExit.hasChildren)
    ProcessControl.kill(pid)
    #expect(try ChildExit.reap(pid, blocking: true)?.exit == .killed(signal: SIGKILL))
    let error = #expect(throws: SystemError.self) { try ChildExit.reap(pid, blocking: false) }
    #expect(error?.errno == .noChildProcess)
  }

  @Test func `a child that was stopped has not ended`() throws {
    let pid = try Spawn(path: "/bin/sleep", arguments: ["sleep", "60"], descriptors: []).start()
    #expect(kill(pid, SIGSTOP) == 0)
    MonotonicClock.sleep(until: MonotonicClock.now() + 20_000_000)
    #expect(try ChildExit.reap(pid, blocking: false) == nil)
    ProcessControl.kill(pid)
    #expect(try ChildExit.reap(pid, blocking: true)?.pid == pid)
  }

  @Test func `killing takes the whole group along`() throws {
    let file = try MemoryFile.make(named: "pids")
    defer { try? file.close() }
    let pid = try Spawn(
      path: "/bin/sh", arguments: ["sh", "-c", "sleep 60 & echo $!; wait"],
      descriptors: [(1, file)]
    ).start()
    var grandchild: Int32?
    for _ in 0..<1000 where grandchild == nil {
      MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
      grandchild = Int32(file.tail(bytes: 20).split(separator: "\n").first ?? "")
    }
    let other = try #require(grandchild)
    ProcessControl.kill(pid)
    _ = try ChildExit.reap(pid, blocking: true)
    var isGone = false
    for _ in 0..<1000 where !isGone {
      // A zombie that its new parent has not reaped yet is as good as gone.
      let state = try Child(shell: "cut -d' ' -f3 /proc/\(other)/stat 2>/dev/null").output
      isGone = state.isEmpty || state == "Z\n"
      MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
    }
    #expect(isGone)
  }
}
