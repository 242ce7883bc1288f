import Builtin
import ProcFS
import Testing

/// Every parser meets every text cut at every byte, and broken at random, in memory that may not be left.
@Suite struct HostileInputTests {
  /// A parser with the text that it is for.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: [UInt8]
    /// Whether a text without its last newline must be refused.
    var needsLastLine: Bool
    /// Whether the text was understood.
    var parse: @Sendable (UnsafeRawBufferPointer) -> Bool

    init<Value: ProcParsable>(_ type: Value.Type, _ text: [UInt8], needsLastLine: Bool = true) {
      testDescription = "\(type)"
      self.text = text
      self.needsLastLine = needsLastLine
      parse = { Value(parsing: $0) != nil }
    }

    init<Value: ProcParsable>(_ type: Value.Type, _ text: String, needsLastLine: Bool = true) {
      self.init(type, Array(text.utf8), needsLastLine: needsLastLine)
    }
  }

  static let cases = [
    Case(TaskStat.self, Fixture.stat(name: [0xff, 0x29, 0x0a, 0x28, 0])),
    Case(SchedStat.self, "18446744073709551615 2 3\n"),
    Case(StatM.self, "765 410 381 5 0 123 0\n"),
    Case(TaskIO.self, Fixture.io),
    Case(TaskSched.self, "cat (1, #threads: 1)\nse.nr_migrations    :     17\n"),
    Case(TaskSwitches.self, Fixture.status, needsLastLine: false),
    Case(TaskMemory.self, Fixture.status, needsLastLine: false),
    Case(SmapsRollup.self, Fixture.smapsRollup),
    Case(KernelCPUList.self, "0-3,8,10-15\n", needsLastLine: false),
    Case(KernelCPUMask.self, "ff,00000003\n", needsLastLine: false),
    Case(SystemStat.self, Fixture.systemStat),
    Case(Interrupts.self, Fixture.interrupts),
    Case(Pressure.self, Fixture.pressure),
    Case(LoadAverage.self, "0.02 0.18 0.14 5/98 10533\n"),
    Case(MemInfo.self, Fixture.memInfo),
    Case(MountInfo.self, Fixture.mountInfo),
    Case(ProcCgroup.self, Fixture.cgroup),
    Case(CgroupCPUStat.self, Fixture.cpuStatV2),
    Case(TaskChildren.self, "12 345 6 ", needsLastLine: false),
    Case(ProcessMaps.self, Fixture.maps),
    Case(MemorySegments.self, Fixture.smaps),
    Case(TracepointFormat.self, Fixture.wakingFormat),
    Case(TaskSyscall.self, "202 0x1 0x80 0x0 0x0 0x0 0xffffffff 0x7ffc 0x7f05\n"),
  ]

  @Test(arguments: cases)
  func `a text that was cut off crashes nothing and gives no number that was cut off`(
    parser: Case
  ) throws {
    let memory = try #require(GuardedBytes(capacity: parser.text.count))
    memory.place(parser.text) { #expect(parser.parse($0), "the whole text is understood") }
    for length in 0..<parser.text.count {
      memory.place(parser.text.prefix(length)) { bytes in
        let isUnderstood = parser.parse(bytes)
        if parser.needsLastLine, let last = bytes.last, last != 0x0a {
          #expect(!isUnderstood, "cut at \(length)")
        }
      }
    }
  }

  @Test(arguments: cases)
  func `random damage crashes nothing`(parser: Case) throws {
    let memory = try #require(GuardedBytes(capacity: parser.text.count + 64))
    var random = SplitMix64(seed: 20_250_729)
    let nasty = Array("0123456789-+ \n\0):,.kB/x\u{1}".utf8) + [0x80, 0xff]
    for _ in 0..<4_000 {
      var text = parser.text
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        let byte = nasty.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[place] = byte
        case 1: text.insert(byte, at: place)
        case 2 where text.count > 1: text.remove(at: place)
        // A run of digits, to overflow whatever it lands in.
        default: text.insert(contentsOf: repeatElement(0x39, count: 9), at: place)
        }
      }
      memory.place(text) { _ = parser.parse($0) }
    }
  }

  @Test(arguments: cases)
  func `noise is refused`(parser: Case) throws {
    let memory = try #require(GuardedBytes(capacity: 4_096))
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let count = Int.random(in: 1...4_096, using: &random)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      memory.place(noise) { #expect(!parser.parse($0)) }
    }
  }
}
