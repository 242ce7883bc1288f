import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Commands whose behaviour is known beforehand, and what is said to bind them.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct TruthTests {
    @Test func `a spinner is bound by the CPU, and its CPU time is right`() throws {
      let run = try CommandRun.quiet(try KnownTruth.command("spin 1"))
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(try #require(trial.counters.cpuSeconds).isWithin(0.02, of: try run.told("cpu")))
      #expect(trial.exitStatus == 0)
      // What it used after the last reading is in the totals alone.
      #expect(try #require(trial.sampleCoverage) > 0.93)
      try run.expectBound(.cpuUser)
      try run.expectWholeLedger()
    }

    @Test func `reads past the cache are bound by storage, and their bytes are exact`() throws {
      let folder = try TemporaryFolder(in: DataFolder.path)
      guard (try? DirectIO.probe(directory: folder.path, blockSizeBytes: 4096)) != nil else {
        try Test.cancel("this file system refuses O_DIRECT")
      }
      let size = 64 << 20
      try folder.write(Data(repeating: 7, count: size), to: "data")
      sync()
      let run = try CommandRun.quiet([
        "dd", "if=\(folder.file("data"))", "of=/dev/null", "bs=4k", "iflag=direct", "status=none",
      ])
      #expect(run.ending.status == 0, "\(run.ending)")
      // Every byte of the file; and of the program itself what was not in the page cache yet.
      let storage = try #require(try run.trial.counters.storageReadBytes)
      #expect(storage >= UInt64(size) && storage < UInt64(size) + 1 << 20, "\(storage)")
      #expect(try #require(try run.trial.counters.requestedReadBytes) >= UInt64(size))
      #expect(try #require(try run.trial.counters.requestedReadBytes) < UInt64(size) + 1 << 20)
      try run.expectBound(.storage)
      try run.expectWholeLedger()
    }

    @Test func `two threads on one mutex are bound by that lock`() throws {
      let command = try KnownTruth.command("mutex 2 100")
      let run = try CommandRun.quiet(command)
      #expect(run.ending.status == 0, "\(run.ending)")
      try run.expectBound(.lock)
      try run.expectWholeLedger()
      let text = try #require(
        try run.output.split(separator: "\n").first { $0.hasPrefix("lock: 0x") }?.dropFirst(8))
      let address = try #require(UInt64(text, radix: 16))
      let lock = try #require(try run.bound.lock)
      let found = try #require(UInt64(lock.address.dropFirst(2), radix: 16))
      #expect(found / 64 == address / 64, "\(lock)")
      #expect(lock.mappedFile == command[0])
      #expect(lock.waiters == 2)
      #expect(!lock.consistentWithGIL)
      #expect(
        try #require(try run.trial.counters.cpuSeconds).isWithin(0.02, of: try run.told("cpu")))
    }

    @Test func `six spinners on two CPUs starve`() throws {
      let cpus = try Affinity.get().prefix(2)
      let run = try CommandRun.quiet(
        try KnownTruth.command("spin 0.4 6"),
        options: CommandRun.once + ["--pin", cpus.map(String.init).joined(separator: ",")])
      let trial = try run.trial
      let cpuSeconds = try #require(trial.counters.cpuSeconds)
      #expect(cpuSeconds.isWithin(0.02, of: try run.told("cpu")))
      #expect(try #require(trial.wallSeconds) >= 2.4 / Double(cpus.count))
      #expect(trial.held == true)
      try run.expectKind(.starved)
      try run.expectWholeLedger()
    }

    @Test(
      .enabled(if: LimitedGroup.canLimitCPU, "no cgroup with a CPU quota can be made here"),
      arguments: [1, 2, 4])
    func `spinners under a quota are throttled`(count: Int) throws {
      let quota = try LimitedGroup.quota(cores: 0.3)
      let run = try CommandRun(
        try KnownTruth.command("spin \(0.6 / Double(count)) \(count)"), launcher: quota.launcher)
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try #require(try run.trial.throttledSeconds) > 0.5)
      try run.expectKind(.throttled)
      #expect(try run.bound.lever.contains("quota"))
      try run.expectWholeLedger()
    }

    @Test func `sleep and work in turn are half timer and half user`() throws {
      let run = try CommandRun.quiet(try KnownTruth.command("alternate 1 2"))
      let ledger = try run.ledger
      // Seconds agree on a busy machine too; shares only where nothing else made it wait.
      #expect(
        try #require(ledger[.wait(.timer)]).isWithin(0.02, of: try run.told("slept")), "\(ledger)")
      let user = try #require(ledger[.user]) + (try #require(ledger[.system]))
      #expect(user.isWithin(0.02, of: try run.told("cpu")), "\(ledger)")
      if try run.isQuiet {
        #expect(abs(try #require(ledger[.wait(.timer)]) / ledger.wallSeconds - 0.5) <= 0.02)
        #expect(abs(user / ledger.wallSeconds - 0.5) <= 0.02)
      }
      try run.expectBound(.mixed)
      try run.expectWholeLedger()
    }

    @Test func `sleep is bound by a timer`() throws {
      let run = try CommandRun(["sleep", "1"])
      try run.expectKind(.timer)
      let timer = try #require(try run.ledger[.wait(.timer)])
      // A timer is never early; how late it is, the trial's wall time tells.
      let wall = try run.ledger.wallSeconds
      #expect(timer > 0.97 && timer <= wall, "\(timer) of \(wall)")
      try run.expectWholeLedger()
    }

    @Test func `who reads from a child that sleeps is bound by the timer`() throws {
      let script =
        "i=0; while [ $i -lt 8 ]; do sleep 0.1; echo; i=$((i + 1)); done | cat | cat | cat"
      try CommandRun(["sh", "-c", script]).expectKind(.timer)
    }

    @Test
    func `processes that pass a byte on and work in turn are bound by the CPU, one at a time`()
      throws
    {
      let run = try CommandRun.quiet(try KnownTruth.command("ring 4 100 0.003"))
      try run.expectBound(.cpuUser)
      if try run.isQuiet {
        #expect(try run.bound.evidence.contains("one thread at a time: the serial part binds"))
      }
      #expect(
        try #require(try run.trial.counters.cpuSeconds).isWithin(0.05, of: try run.told("cpu")))
      try run.expectWholeLedger()
    }

    @Test func `a ping-pong on one CPU switches once per read`() throws {
      let rounds = 20000
      let cpu = try #require(try Affinity.get().first)
      let run = try CommandRun(
        try KnownTruth.command("ring 2 \(rounds) 0"),
        options: CommandRun.once + ["--pin", "\(cpu)"])
      let counters = try run.trial.counters
      let switches =
        try #require(counters.voluntaryContextSwitches)
        + #require(counters.involuntaryContextSwitches)
      #expect(Double(switches).isWithin(0.01, of: Double(2 * rounds)), "\(counters)")
      try run.expectWholeLedger()
    }

    @Test func `memory that is gone at once is measured at its height, or not at all`() throws {
      let run = try CommandRun(
        try KnownTruth.command("memory 100 1 private 0"),
        options: ["--trials", "4", "--warmup", "0", "--output", "out"])
      for trial in try run.study.trials {
        let rss = Double(try #require(trial.peakRSSBytes))
        // A child is found that is made in the timeslice in which its parent was seen.
        #expect(rss > Double(50 << 20), "\(rss)")
        guard let pss = trial.peakPSSBytes else {
          #expect(trial.unavailable[.peakPSSBytes]?.contains("at its peak") == true)
          continue
        }
        #expect(Double(pss) > 0.7 * rss, "\(pss) of \(rss)")
      }
    }

    @Test(arguments: [("shared", 256.0), ("private", 1024.0)])
    func `memory that children share counts once in PSS`(kind: String, mebibytes: Double) throws {
      let run = try CommandRun(try KnownTruth.command("memory 256 4 \(kind) 1.5"))
      let trial = try run.trial
      let pss = Double(try #require(trial.peakPSSBytes)) / 1_048_576
      #expect(pss.isWithin(0.03, of: mebibytes), "\(pss) MiB")
      let rss = Double(try #require(trial.peakRSSBytes)) / 1_048_576
      #expect(rss.isWithin(0.05, of: 1024), "\(rss) MiB: shared pages count in each process")
    }
  }
}
