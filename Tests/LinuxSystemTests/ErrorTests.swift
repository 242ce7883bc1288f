import LinuxSystem
import SystemPackage
import Testing

@Suite struct ErrorTests {
  @Test func `an error says which call failed, on what and why`() {
    let error = #expect(throws: SystemError.self) { _ = try Descriptor(reading: "/nonexistent/x") }
    #expect(error?.description == "open /nonexistent/x: No such file or directory")
    #expect(error?.call == "open")
    #expect(error?.context == "/nonexistent/x")
    #expect(
      SystemError(call: "pipe", errno: .tooManyOpenFiles).description == "pipe: Too many open files"
    )
  }

  @Test func `stat and statfs name the path`() {
    let file = #expect(throws: SystemError.self) { _ = try FileFacts(of: "/nonexistent") }
    #expect(file?.description == "stat /nonexistent: No such file or directory")
    let system = #expect(throws: SystemError.self) { _ = try FileSystemFacts(at: "/nonexistent") }
    #expect(system?.description == "statfs /nonexistent: No such file or directory")
  }

  @Test func `facts about folders, files and file systems`() throws {
    #expect(try FileFacts(of: "/proc").isDirectory)
    #expect(!(try FileFacts(of: "/proc").isRegular))
    let null = try FileFacts(of: "/dev/null")
    #expect(!null.isDirectory && !null.isRegular)
    #expect(try FileSystemFacts(at: "/proc").name == "0x9fa0")
    #expect(!(try FileSystemFacts(at: "/proc").isMemoryBacked))
  }

  @Test(arguments: [(0, "SIGKILL"), (1, "signal 42")])
  func `signals have names`(index: Int, name: String) {
    #expect(SignalName.text(index == 0 ? 9 : 42) == name)
  }
}
