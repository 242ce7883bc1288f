import Glibc
import ProcFS
import Testing

/// This process's own files, against what the C library says of the same things.
@Suite(.serialized) struct LiveTests {
  private let own = ProcReader().process(getpid())

  /// Only used between two readings of the same counter, which must enclose it.
  private func usage() -> rusage {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage
  }

  @Test func `stat is about this process`() throws {
    let before = usage()
    let bytes = try own.bytes("stat")
    let stat = try #require(TaskStat(parsing: bytes))
    let after = usage()
    #expect(stat.parentPID == getppid())
    #expect(stat.processGroup == getpgrp())
    #expect(stat.minorFaults >= UInt64(before.ru_minflt))
    #expect(stat.minorFaults <= UInt64(after.ru_minflt))
    #expect(stat.majorFaults >= UInt64(before.ru_majflt))
    #expect(stat.majorFaults <= UInt64(after.ru_majflt))
    let name = try own.bytes("comm")
    #expect(Array(bytes[stat.commRange]) == name.dropLast())
    #expect(stat.processor >= 0)
    #expect(Int(stat.threads) >= 1)
  }

  @Test func `CPU ticks are those of getrusage`() throws {
    let deadline = clock() + CLOCKS_PER_SEC / 5
    while clock() < deadline {}
    let before = usage()
    let stat: TaskStat = try own.read("stat")
    let after = usage()
    let hertz = UInt64(sysconf(Int32(_SC_CLK_TCK)))
    // Both are cut to a tick, and another test may run between the readings.
    let slack: UInt64 = 2
    let first = ticks(before.ru_utime, hertz) + ticks(before.ru_stime, hertz)
    let last = ticks(after.ru_utime, hertz) + ticks(after.ru_stime, hertz)
    #expect(stat.userTicks + stat.systemTicks + slack >= first)
    #expect(stat.userTicks + stat.systemTicks <= last + slack)
    #expect(first > 0)
  }

  private func ticks(_ time: timeval, _ hertz: UInt64) -> UInt64 {
    UInt64(time.tv_sec) * hertz + UInt64(time.tv_usec) * hertz / 1_000_000
  }

  @Test func `io counts the bytes of a read`() throws {
    let path = "/proc/self/maps"
    let before: TaskIO = try own.read("io")
    var buffer = [UInt8](repeating: 0, count: 1_000)
    let descriptor = open(path, O_RDONLY)
    try #require(descriptor >= 0)
    let count = read(descriptor, &buffer, buffer.count)
    close(descriptor)
    let after: TaskIO = try own.read("io")
    #expect(count == 1_000)
    #expect(after.requestedReadBytes - before.requestedReadBytes >= 1_000)
  }

  @Test func `status knows the memory and the switches`() throws {
    let bytes = try own.bytes("status")
    let memory = try #require(TaskMemory(parsing: bytes))
    #expect(memory.peakRSSBytes > 1 << 20)
    #expect(TaskSwitches(parsing: bytes) != nil)
  }

  @Test func `a sleeping thread's schedstat and switches move`() throws {
    let thread = "task/\(getpid())"
    let before: TaskSwitches = try own.read("\(thread)/status")
    let sched: SchedStat = try own.read("\(thread)/schedstat")
    #expect(sched.timeslices > 0)
    #expect(before.voluntary + before.involuntary > 0)
  }

  @Test func `the ways to memory agree`() throws {
    let page = UInt64(sysconf(Int32(_SC_PAGESIZE)))
    let rollup: SmapsRollup = try own.read("smaps_rollup")
    let pages: StatM = try own.read("statm")
    let segments: MemorySegments = try own.read("smaps")
    let sum = MapKind.allCases.reduce(0) { $0 + segments[$1] }
    // Other tests run meanwhile, and statm is approximate.
    #expect(near(sum, rollup.rssBytes))
    #expect(near(sum, segments.privateBytes + segments.sharedBytes))
    #expect(near(pages.residentPages * page, rollup.rssBytes))
    #expect(near(segments.pssBytes, rollup.pssBytes))
    #expect(rollup.pssBytes <= rollup.rssBytes)
    #expect(segments[.code] > 0 && segments[.data] > 0)
    #expect(segments[.stack] > 0 && segments[.heap] > 0)
  }

  private func near(_ first: UInt64, _ second: UInt64) -> Bool {
    max(first, second) - min(first, second) < max(first, second) / 4 + (8 << 20)
  }

  @Test func `addresses are in the maps that they should be in`() throws {
    let maps: ProcessMaps = try own.read("maps")
    let local = withUnsafePointer(to: getpid()) { UInt64(UInt(bitPattern: $0)) }
    let block = malloc(64)
    defer { free(block) }
    #expect(maps.entry(at: local)?.isWritable == true)
    #expect(maps.entry(at: UInt64(UInt(bitPattern: block)))?.isWritable == true)
    // A variable of the C library or, copied, of this program: either way in an image's data or .bss.
    let variable = try #require(dlsym(nil, "environ"))
    let name = maps.name(at: UInt64(UInt(bitPattern: variable)))
    #expect(name?.first == UInt8(ascii: "/"), "\(String(decoding: name ?? [], as: UTF8.self))")
    #expect(maps.name(at: 0) == nil)
  }

  @Test func `the system's own files are understood`() throws {
    let proc = ProcReader()
    let stat: SystemStat = try proc.read("stat")
    let online: KernelCPUList = try ProcReader(root: "/sys/devices/system/cpu").read("online")
    #expect(stat.cpus.map(\.id).allSatisfy(online.cpus.contains) && !stat.cpus.isEmpty)
    #expect(stat.total.busy > 0)
    let memory: MemInfo = try proc.read("meminfo")
    let page = UInt64(sysconf(Int32(_SC_PAGESIZE)))
    // A container may be shown less than the machine has.
    #expect(memory.totalBytes <= UInt64(sysconf(Int32(_SC_PHYS_PAGES))) * page)
    #expect(memory.freeBytes < memory.totalBytes && memory.totalBytes > 1 << 20)
    let load: LoadAverage = try proc.read("loadavg")
    #expect(load.tasks >= 1)
    let mounts: MountInfo = try own.read("mountinfo")
    #expect(mounts.mounts.contains { $0.mountPoint == Array("/proc".utf8) && $0.type == "proc" })
  }

  @Test(.enabled(if: isReadable("/proc/self/cgroup"), "this kernel has no cgroups"))
  func `this process's cgroups are understood`() throws {
    let cgroup: ProcCgroup = try own.read("cgroup")
    #expect(cgroup.memberships.allSatisfy { $0.path.first == UInt8(ascii: "/") })
  }

  @Test(
    .enabled(if: isReadable("/proc/pressure/cpu"), "this kernel does not account for pressure"),
    arguments: ["cpu", "io", "memory"])
  func `pressure is understood`(resource: String) throws {
    let _: Pressure = try ProcReader().read("pressure/\(resource)")
  }

  @Test(.enabled(if: isReadable("/proc/self/sched"), "this kernel lacks the sched file"))
  func `migrations are understood`() throws {
    let _: TaskSched = try own.read("task/\(getpid())/sched")
  }

  @Test(
    .enabled(
      if: isReadable("/proc/self/task/\(getpid())/stat")
        && access("/proc/self/task/\(getpid())/children", R_OK) == 0,
      "this kernel lacks the children file"))
  func `more children than one page lists are all found`() throws {
    var ends: (Int32, Int32) = (0, 0)
    let made = withUnsafeMutableBytes(of: &ends) {
      pipe($0.assumingMemoryBound(to: Int32.self).baseAddress)
    }
    try #require(made == 0)
    // Each waits until the other end of the pipe is closed.
    var pids: [pid_t] = []
    for _ in 0..<900 {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, ends.0, 0)
      posix_spawn_file_actions_addclose(&actions, ends.1)
      var pid: pid_t = 0
      let words = [strdup("cat"), nil]
      if posix_spawnp(&pid, "cat", &actions, nil, words, environ) == 0 { pids.append(pid) }
      free(words[0])
      posix_spawn_file_actions_destroy(&actions)
    }
    defer {
      close(ends.0)
      close(ends.1)
      for pid in pids { waitpid(pid, nil, 0) }
    }
    var found: Set<Int32> = []
    for tid in try own.numbers(in: "task") {
      let file = try KeptFile("/proc/\(getpid())/task/\(tid)/children")
      let bytes = try #require(file.whole())
      found.formUnion(bytes.withUnsafeBytes { TaskChildren(parsing: $0)?.pids } ?? [])
    }
    #expect(pids.count > 600 && found.isSuperset(of: pids), "\(pids.count), \(found.count)")
  }

  @Test func `every process of this machine is understood`() throws {
    let proc = ProcReader()
    var read = 0
    for pid in try proc.numbers() {
      // A process may end at any moment: then there is nothing to understand.
      guard let bytes = try? proc.process(pid).bytes("stat"), !bytes.isEmpty else { continue }
      #expect(TaskStat(parsing: bytes) != nil, "\(pid)")
      read += 1
    }
    #expect(read >= 1)
  }
}

/// Whether a file can be opened and has something in it: opening alone proves nothing in `/proc`.
func isReadable(_ path: String) -> Bool {
  ((try? ProcReader(root: "/").bytes(path))?.isEmpty ?? true) == false
}
