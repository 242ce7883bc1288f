import ProcFS
import Testing

@Suite struct SystemParserTests {
  @Test func `the system's statistics keep sparse CPU ids`() throws {
    let stat = try #require(SystemStat(parsing: Array(Fixture.systemStat.utf8)))
    #expect(stat.cpus.map(\.id) == [0, 7])
    #expect(stat.cpus.last?.ticks.user == 8_123)
    #expect(stat.total.user == 17_062)
    #expect(stat.total.steal == 22)
    #expect(stat.total.busy == 17_062 + 1 + 3_605 + 2 + 50)
    for damage in [
      "220752": "x", " 3 4\n": " 3\n", "ctxt": "", "processes 10531": "", "g 2\n": "g x\n",
    ] {
      let text = Fixture.systemStat.replacing(damage.key, with: damage.value)
      #expect(SystemStat(parsing: Array(text.utf8)) == nil, "\(damage.key)")
    }
  }

  @Test func `pressure has a total, and a full line on most kernels`() throws {
    let both = try #require(Pressure(parsing: Array(Fixture.pressure.utf8)))
    #expect(both.someMicroseconds == 22_005_543)
    let some = "some avg10=0.00 avg60=0.24 avg300=1.59 total=5\n"
    let old = try #require(Pressure(parsing: Array(some.utf8)))
    #expect(old.someMicroseconds == 5)
    #expect(Pressure(parsing: Array((some + "full avg10=").utf8)) == nil)
  }

  @Test func `interrupts of devices, by CPU, without the processors' own`() throws {
    let interrupts = try #require(Interrupts(parsing: Array(Fixture.interrupts.utf8)))
    #expect(interrupts.cpus == [0, 7])
    #expect(interrupts.sources.map(\.number) == [24, 36, 40])
    #expect(interrupts.sources.map(\.name) == ["ACPI:Ged", "virtio1-req.0", ""])
    #expect(interrupts.sources[1].counts == [0, 1_570_345])
    for text in ["", "\n", " CPU0\n 1: x\n", " CPU0 CPU1\n 1: 5\n", "1: 5\n"] {
      #expect(Interrupts(parsing: Array(text.utf8)) == nil)
    }
  }

  @Test func `a tracepoint's fields have places and sizes, an array's name no brackets`() throws {
    let format = try #require(TracepointFormat(parsing: Array(Fixture.wakingFormat.utf8)))
    #expect(format.id == 375)
    #expect(format.fields.count == 8)
    #expect(format.fields["comm"] == .init(offset: 8, size: 16))
    #expect(format.fields["pid"] == .init(offset: 24, size: 4))
    #expect(format.fields["common_pid"] == .init(offset: 4, size: 4))
    for text in [
      "", "ID: 3\n", "ID: x\nprint fmt: \"\"\n",
      "ID: 3\n\tfield:int a;\toffset:x;\tsize:4;\nprint fmt:\n",
    ] {
      #expect(TracepointFormat(parsing: Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func `load average`() throws {
    let load = try #require(LoadAverage(parsing: Array("0.02 10.50 3.14 5/98 10533\n".utf8)))
    #expect(load.oneMinute == 0.02)
    #expect(load.tasks == 98)
    for text in [
      "0.02 0.1 0.1 5 1\n", "0 0.1 x 5/9 1\n", "0 x 0.1 5/9 1\n", "0 0 0 x/9 1\n",
      "-0.02 0.1 0.1 5/9 1\n", "nan 0 0 1/1 1\n", "1. 1 1 1/1 1\n",
    ] {
      #expect(LoadAverage(parsing: Array(text.utf8)) == nil)
    }
  }

  @Test func `memory, with what old kernels lack as nil`() throws {
    let memory = try #require(MemInfo(parsing: Array(Fixture.memInfo.utf8)))
    #expect(memory.totalBytes == 24_669_004 * 1_024)
    #expect(memory.freeBytes == 20_000_000 * 1_024)
    #expect(memory.swapTotalBytes == 0)
    let old = try #require(MemInfo(parsing: Array("MemTotal: 9 kB\nMemFree: 3 kB\n".utf8)))
    #expect(old.swapTotalBytes == nil)
  }

  @Test func `mounts, with escapes undone and an empty source`() throws {
    let mounts = try #require(MountInfo(parsing: Array(Fixture.mountInfo.utf8))).mounts
    #expect(mounts.count == 4)
    #expect(mounts[1].type == "ext4")
    #expect(mounts[1].superOptions == ["rw", "discard"])
    #expect(mounts[2].root == Array("/sub dir".utf8))
    #expect(mounts[2].mountPoint == Array("/mnt/a b\tc\\d".utf8))
    #expect(mounts[2].superOptions == ["rw", "size=4k"])
    #expect(mounts[3].root == Array("net:[4026531840]".utf8))
  }

  @Test func `a process's cgroups, both versions`() throws {
    let cgroup = try #require(ProcCgroup(parsing: Array(Fixture.cgroup.utf8)))
    #expect(cgroup.unifiedPath == Array("/user.slice/x".utf8))
    #expect(cgroup.path(ofController: "cpu") == Array("/quota:1".utf8))
    #expect(cgroup.path(ofController: "cpuacct") == Array("/quota:1".utf8))
    #expect(cgroup.path(ofController: "memory") == Array("/a/b".utf8))
    #expect(cgroup.path(ofController: "pids") == nil)
  }

  @Test func `a cgroup's CPU time in nanoseconds from both versions`() throws {
    let new = try #require(CgroupCPUStat(parsing: Array(Fixture.cpuStatV2.utf8)))
    #expect(new.usageNanoseconds == 2_000_000)
    #expect(new.userNanoseconds == 1_500_000)
    #expect(new.systemNanoseconds == 500_000)
    #expect(new.periods == 10)
    #expect(new.throttledNanoseconds == 77_000)
    let text = "nr_periods 10\nnr_throttled 4\nthrottled_time 123456789\n"
    let old = try #require(CgroupCPUStat(parsing: Array(text.utf8)))
    #expect(old.usageNanoseconds == nil)
    #expect(old.throttledNanoseconds == 123_456_789)
    let huge = "usage_usec 18446744073709551615\n"
    #expect(CgroupCPUStat(parsing: Array(huge.utf8)) == nil)
    #expect(CgroupCPUStat(parsing: Array("something 1\n".utf8)) == nil)
  }

  @Test func `children end in a space each`() {
    #expect(TaskChildren(parsing: Array("12 345 ".utf8))?.pids == [12, 345])
    #expect(TaskChildren(parsing: [])?.pids == [])
    for text in ["12", "12 345", "-1 ", "0 ", " 1 ", "9999999999 "] {
      #expect(TaskChildren(parsing: Array(text.utf8)) == nil)
    }
  }
}
