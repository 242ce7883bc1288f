import ProcFS
import Testing

@Suite struct EventWaitTests {
  private func call(_ text: String) throws -> TaskSyscall {
    try #require(Array(text.utf8).withUnsafeBytes { TaskSyscall(parsing: $0) })
  }

  @Test(
    arguments: [
      (232, .epoll(9)), (281, .epoll(9)), (441, .epoll(9)),
      (7, .poll(9, count: 0x7f00)), (271, .poll(9, count: 0x7f00)),
      (23, .select([0x7f00, 0x400], below: 9)), (270, .select([0x7f00, 0x400], below: 9)),
      (0, .descriptor(9)), (1, .descriptor(9)), (20, .descriptor(9)), (45, .descriptor(9)),
      (34, .signals), (128, .signals), (130, .signals), (202, nil), (35, nil),
    ] as [(Int, EventWait?)])
  func `the arguments of these calls tell what is watched`(number: Int, wait: EventWait?) throws {
    let call = try call("\(number) 0x9 0x7f00 0x400 0x0 0x0 0x0 0x7ffd 0x7f11\n")
    #expect(EventWait(call, table: .x86) == wait)
  }

  @Test func `who runs waits nowhere`() throws {
    #expect(EventWait(try call("running\n"), table: .x86) == nil)
  }

  @Test func `what it watches is told line by line`() {
    let text = """
      pos:	0
      flags:	02000002
      mnt_id:	15
      ino:	12
      tfd:        8 events:       19 data:                8  pos:0 ino:c sdev:f
      tfd:       12 events: 80000019 data:     7f0000000c  pos:0 ino:c sdev:f

      """
    let info = Array(text.utf8).withUnsafeBytes { EpollInfo(parsing: $0) }
    #expect(info?.watched == [8, 12])
  }

  @Test func `a number that is none makes it malformed`() {
    let info = Array("tfd: x events: 19\n".utf8).withUnsafeBytes { EpollInfo(parsing: $0) }
    #expect(info == nil)
  }

  @Test func `the flags tell for what a descriptor is open`() {
    func access(_ flags: String) -> DescriptorInfo.Access? {
      let text = "pos:\t0\nflags:\t\(flags)\nmnt_id:\t15\nino:\t12\n"
      return Array(text.utf8).withUnsafeBytes { DescriptorInfo(parsing: $0) }?.access
    }
    #expect(access("0100000") == .read)
    #expect(access("02000001") == .write)
    #expect(access("0102002") == .both)
    #expect(access("0100003") == nil)
    #expect(access("x") == nil)
  }

  @Test func `what each end of a pipe is open for is the other's opposite`() {
    #expect(DescriptorInfo.Access.read.opposite == .write)
    #expect(DescriptorInfo.Access.write.opposite == .read)
    #expect(DescriptorInfo.Access.both.includes(.write))
    #expect(!DescriptorInfo.Access.read.includes(.write))
  }

  @Test func `a timer that sends a signal is told from one that starts a thread, or does nothing`()
  {
    func haveSignal(_ ways: String...) -> Bool? {
      let timers = ways.enumerated().map { index, way in
        "ID: \(index)\nsignal: 14/0000000000000000\nnotify: \(way).3261\nClockID: 1\n"
      }
      return Array(timers.joined().utf8).withUnsafeBytes { ProcessTimers(parsing: $0) }?.haveSignal
    }
    #expect(haveSignal() == false)
    #expect(haveSignal("none/pid", "signal/tid") == true)
    #expect(haveSignal("thread/pid") == false)
  }

  @Test func `a timer is armed while it has time left`() {
    func timer(_ value: String) -> TimerInfo? {
      let text =
        "pos:\t0\nclockid: 1\nticks: 0\nsettime flags: 00\nit_value: \(value)\nit_interval: (0, 0)\n"
      return Array(text.utf8).withUnsafeBytes { TimerInfo(parsing: $0) }
    }
    #expect(timer("(0, 49406829)")?.isArmed == true)
    #expect(timer("(3, 0)")?.isArmed == true)
    #expect(timer("(0, 0)")?.isArmed == false)
    #expect(timer("(0)") == nil)
    #expect(timer("0") == nil)
  }
}
