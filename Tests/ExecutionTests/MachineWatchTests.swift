import Glibc
import ProfileModel
import Testing

@testable import Execution

/// What the machine's own counts tell, when they run backwards too.
@Suite struct MachineWatchTests {
  private let proc: FakeProc

  init() throws {
    proc = try FakeProc()
    try write(user: 100, steal: 50, pressure: 2_000_000)
  }

  private func write(user: Int, steal: Int, pressure: Int) throws {
    let ticks = "\(user) 0 0 0 0 0 0 \(steal) 0 0"
    try proc.write(
      "cpu  \(ticks)\ncpu0 \(ticks)\nctxt 3\nprocesses 2\nprocs_running 1\n", "stat")
    for name in ["cpu", "io", "memory"] {
      try proc.write(
        "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(pressure)\n", "pressure/\(name)")
    }
  }

  private func record(user: Int, steal: Int, pressure: Int = 3_000_000) throws -> EnvironmentRecord
  {
    var watch = MachineWatch(proc: proc.reader)
    watch.begin()
    // Ticks tell nothing of less.
    usleep(120_000)
    try write(user: user, steal: steal, pressure: pressure)
    watch.end()
    return watch.record(hostCPUSeconds: 0)
  }

  @Test func `are differences`() throws {
    let record = try record(user: 108, steal: 60)
    #expect(record.stealSeconds == 0.1)
    // What the tests beside this one use meanwhile does not count as others'.
    #expect(record.otherCPUSeconds != nil)
    #expect(record.cpuPressureSeconds == 1)
  }

  @Test func `give no number where they run backwards, and say so`() throws {
    let record = try record(user: 90, steal: 40, pressure: 1)
    #expect(record.stealSeconds == nil && record.otherCPUSeconds == nil)
    #expect(record.unavailable[.stealSeconds] == "the kernel's count of stolen time ran backwards")
    #expect(record.unavailable[.otherCPUSeconds]?.contains("backwards") == true)
    #expect(record.ioPressureSeconds == nil)
    #expect(record.unavailable[.ioPressureSeconds]?.contains("backwards") == true)
    #expect(record.cpus?.allSatisfy { $0.stealSeconds == 0 && $0.busySeconds == 0 } == true)
  }
}
