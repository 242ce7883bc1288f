import ProcFS
import Testing

@Suite struct StatusTests {
  @Test func `the memory lines become bytes`() throws {
    let memory = try #require(TaskMemory(parsing: Array(Fixture.status.utf8)))
    #expect(memory.peakRSSBytes == 1_688 * 1_024)
  }

  @Test(arguments: [
    "1680 kB": "1680", "1688 kB": "-1 kB", "3060 kB": "18014398509481984 kB", "112 kB": "112 mB",
    "1576 kB": "x kB", "8 kB": "8 kB 9",
  ])
  func `a memory line that no kernel writes is refused`(kernel: String, hostile: String) {
    let text = Fixture.status.replacing(" " + kernel, with: " " + hostile)
    #expect(text != Fixture.status)
    #expect(TaskMemory(parsing: Array(text.utf8)) == nil)
  }

  @Test func `a kernel thread has no memory, which is not zero`() {
    let text = "Name:\tkthreadd\nUid:\t0\t0\t0\t0\nThreads:\t1\n"
    #expect(TaskMemory(parsing: Array(text.utf8)) == nil)
  }

  @Test func `both switch counters are needed`() throws {
    let switches = try #require(TaskSwitches(parsing: Array(Fixture.status.utf8)))
    #expect(switches.voluntary == 23)
    #expect(switches.involuntary == 7)
    for text in [
      "", "\n", "voluntary_ctxt_switches:\t23\n", "nonvoluntary_ctxt_switches:\t1\n",
      "voluntary_ctxt_switches:\t23\nnonvoluntary_ctxt_switches:\t7",
      "voluntary_ctxt_switches:\t23\nnonvoluntary_ctxt_switches:\t-7\n",
      "voluntary_ctxt_switches:\t\nnonvoluntary_ctxt_switches:\t7\n",
    ] {
      #expect(TaskSwitches(parsing: Array(text.utf8)) == nil)
    }
  }

  @Test func `smaps_rollup in bytes`() throws {
    let rollup = try #require(SmapsRollup(parsing: Array(Fixture.smapsRollup.utf8)))
    #expect(rollup.rssBytes == 1_668 * 1_024)
    #expect(rollup.pssBytes == 336 * 1_024)
    for missing in ["Rss:", "Pss:", "Shared_Clean:", "Private_Dirty:", "Swap:"] {
      let text = Fixture.smapsRollup.replacing("\n" + missing, with: "\nX:")
      #expect(SmapsRollup(parsing: Array(text.utf8)) == nil)
    }
  }
}
