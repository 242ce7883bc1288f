import Glibc
import LinuxSystem
import Testing

@Suite("A signal")
struct SignalTargetTests {
  private func sleeper() throws -> Int32 {
    try Spawn(path: "/bin/sleep", arguments: ["sleep", "1000"], descriptors: []).start()
  }

  @Test("goes only to the process that is meant, looked at while it is held")
  func meant() throws {
    let pid = try sleeper()
    #expect(!ProcessControl.end(pid, if: { false }))
    #expect(!ProcessControl.terminate(pid, if: { false }))
    #expect(!ProcessControl.send("TERM", to: pid, if: { false }))
    #expect(try ChildExit.reap(pid, blocking: false) == nil, "it was hit all the same")
    #expect(!ProcessControl.send("NONSENSE", to: pid, if: { true }))
    #expect(ProcessControl.send("TERM", to: pid, if: { true }))
    #expect(try ChildExit.reap(pid, blocking: true)?.exit == .killed(signal: SIGTERM))
  }

  @Test("goes to nobody once its process was reaped, and the caller is not asked")
  func reaped() throws {
    let pid = try sleeper()
    #expect(ProcessControl.end(pid, if: { true }))
    _ = try ChildExit.reap(pid, blocking: true)
    #expect(
      !ProcessControl.end(
        pid,
        if: {
          Issue.record("there is nobody to look at")
          return false
        }))
    #expect(!ProcessControl.end(0, if: { true }) && !ProcessControl.end(-1, if: { true }))
  }
}
