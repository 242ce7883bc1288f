import LinuxSystem
import SystemPackage
import Testing

@Suite struct LocalPortTests {
  @Test func `a free port refuses connections`() throws {
    let port = try LocalPort.free()
    #expect((1024...65535).contains(port))
    #expect(LocalPort.refusal(port: port) == .connectionRefused)
    #expect(throws: SystemError.self) { try LocalPort.answer(to: "GET", port: port) }
  }
}
