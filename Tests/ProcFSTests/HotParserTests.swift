import ProcFS
import Testing

@Suite struct HotParserTests {
  @Test func `a stat line gives every field, whatever the name holds`() throws {
    let names = ["cat", "a b", ") R 1 (", "x\ny", "))))", "", "(", "1 (a) Z 9 9 9"]
    for name in names.map({ Array($0.utf8) }) + [[0xff, 0xfe, 0x80], [0, 1, 2]] {
      let bytes = Fixture.stat(name: name)
      let stat = try #require(TaskStat(parsing: bytes))
      #expect(Array(bytes[stat.commRange]) == name)
      #expect(stat.state == UInt8(ascii: "S"))
      #expect(stat.parentPID == 4)
      #expect(stat.processGroup == -5)
      #expect(stat.minorFaults == 10)
      #expect(stat.majorFaults == 12)
      #expect(stat.userTicks == 14)
      #expect(stat.systemTicks == 15)
      #expect(stat.threads == 20)
      #expect(stat.startTicks == 22)
      #expect(stat.processor == 39)
      #expect(stat.blockIODelayTicks == 42)
    }
  }

  @Test func `an old kernel's stat line is shorter`() throws {
    let stat = try #require(TaskStat(parsing: Fixture.stat(fields: 44)))
    #expect(stat.blockIODelayTicks == 42)
  }

  @Test(arguments: [
    "", "\n", "1", "1 (a)", "1 (a) R\n", "(a) R 1", "x (a) R 1 1 1\n", "1 a R 1 1 1\n", ")", ")(\n",
    "1 )(\n",
    "99999999999 (a) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42\n",
    "1 (a) SS 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42\n",
    "1 (a) S 4 5 6 7 8 9 -10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42\n",
    "1 (a) S 4 5 6 7 8 9 18446744073709551616 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42\n",
    "1 (a) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 -20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42\n",
    "1 (a) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 4294967296 40 41 42\n",
  ])
  func `a stat line that no kernel writes is refused`(text: String) {
    #expect(TaskStat(parsing: Array(text.utf8)) == nil)
  }

  @Test func `schedstat and statm are three numbers`() throws {
    let sched = try #require(SchedStat(parsing: Array("18446744073709551615 2 3\n".utf8)))
    #expect(sched.onCPUNanoseconds == .max)
    #expect(sched.runQueueNanoseconds == 2)
    #expect(sched.timeslices == 3)
    let memory = try #require(StatM(parsing: Array("765 410 381 5 0 123 0\n".utf8)))
    #expect(memory.residentPages == 410)
  }

  @Test(arguments: [
    "", "\n", "1 2\n", "1 2 3", "1 2 3x\n", "-1 2 3\n", "1 2 18446744073709551616\n", "1 2\n3\n",
    "1\0 2 3\n", "0x1 2 3\n", "1,2,3\n", "1 2 99999999999999999999999999999999999999\n",
  ])
  func `three numbers that no kernel writes are refused`(text: String) {
    #expect(SchedStat(parsing: Array(text.utf8)) == nil)
    #expect(StatM(parsing: Array(text.utf8)) == nil)
  }

  @Test func `io tells bytes asked for from bytes of the device`() throws {
    let io = try #require(TaskIO(parsing: Array(Fixture.io.utf8)))
    #expect(io.requestedReadBytes == 6_976)
    #expect(io.requestedWriteBytes == 1)
    #expect(io.storageReadBytes == 4_096)
    #expect(io.storageWriteBytes == 8_192)
    #expect(io.cancelledWriteBytes == 512)
    #expect(TaskIO(parsing: Array("rchar: 1\nwchar: 2\n".utf8)) == nil)
    #expect(TaskIO(parsing: Array(Fixture.io.replacing("10", with: "-10").utf8)) == nil)
  }

  @Test func `sched gives the migrations where the kernel names them`() {
    let line = "se.nr_migrations                             :                   17\n"
    let head = "cat (10513, #threads: 1)\n-----\nse.exec_start : 12.3\n"
    #expect(TaskSched(parsing: Array((head + line).utf8))?.migrations == 17)
    #expect(TaskSched(parsing: Array(head.utf8)) == nil)
    #expect(TaskSched(parsing: Array((head + "se.nr_migrations : x\n").utf8)) == nil)
    #expect(TaskSched(parsing: Array((head + "se.nr_migrations : 1").utf8)) == nil)
  }
}
