import LinuxSystem
import SystemPackage
import Testing

/// CPUs come from the mask that this process has: no test asks for more than the machine gives.
@Suite struct AffinityTests {
  @Test func `a thread is put on each allowed CPU in turn`() throws {
    let allowed = try Affinity.get()
    #expect(!allowed.isEmpty)
    #expect(allowed == Set(allowed).sorted())
    for cpu in allowed {
      let (mask, current) = try OwnThread.run {
        try Affinity.set([cpu])
        return (try Affinity.get(), WorkerThread.currentCPU)
      }
      #expect(mask == [cpu])
      #expect(current == cpu)
    }
  }

  @Test func `another thread's mask is set and read by its id`() throws {
    let allowed = try Affinity.get()
    let last = try #require(allowed.last)
    let mask = try OwnThread.run {
      let id = WorkerThread.currentID
      _ = try OwnThread.run { try Affinity.set([last], ofThread: id) }
      return (try Affinity.get(), try OwnThread.run { try Affinity.get(ofThread: id) })
    }
    #expect(mask.0 == [last])
    #expect(mask.1 == [last])
  }

  @Test func `a thread inherits the mask of the one that started it`() throws {
    let cpu = try #require(try Affinity.get().first)
    let mask = try OwnThread.run {
      try Affinity.set([cpu])
      return try OwnThread.run { try Affinity.get() }
    }
    #expect(mask == [cpu])
  }

  @Test func `taskset agrees`() throws {
    let cpu = try #require(try Affinity.get().last)
    let output = try OwnThread.run {
      try Affinity.set([cpu])
      return try Child(shell: "grep Cpus_allowed_list /proc/\(WorkerThread.currentID)/status")
        .output
    }
    #expect(output == "Cpus_allowed_list:\t\(cpu)\n")
  }

  @Test func `a mask without any CPU is refused and changes nothing`() throws {
    let (error, same) = try OwnThread.run {
      let before = try Affinity.get()
      let error = #expect(throws: SystemError.self) { try Affinity.set([]) }
      return (error, try Affinity.get() == before)
    }
    #expect(error?.errno == .invalidArgument)
    #expect(
      error?.description
        == "numa_sched_setaffinity CPUs [], of which none is online and allowed: Invalid argument")
    #expect(same)
  }

  @Test(arguments: [-1, 1 << 20, Int.max, Int.min])
  func `a CPU beyond the kernel's masks is refused by name`(cpu: Int) throws {
    let error = #expect(throws: SystemError.self) { try Affinity.set([cpu]) }
    #expect(error?.errno == .invalidArgument)
    #expect(error?.context.hasPrefix("CPU \(cpu) (the kernel's masks have ") == true)
  }

  /// What the read-back is for: the call succeeds although not all CPUs were granted.
  @Test func `CPUs that cannot be had are dropped without a word, and read back as missing`() throws
  {
    let allowed = try Affinity.get()
    let present = try Child(shell: "cat /sys/devices/system/cpu/present").output
    let cpu = try #require(allowed.first)
    // The id behind the last one that is present does not exist; the mask may be too short to name it.
    let absent = try #require(
      present.split { !$0.isNumber }.compactMap { Int($0) }.max().map { $0 + 1 })
    let mask = try OwnThread.run { () -> [Int]? in
      do {
        try Affinity.set([cpu, absent])
      } catch let error as SystemError where error.context.hasPrefix("CPU \(absent) (") {
        return nil
      }
      return try Affinity.get()
    }
    #expect(mask == nil || mask == [cpu])
  }

  @Test func `a thread that is gone is said to be gone`() throws {
    let pid = try Child(shell: "exit 0").pid
    let error = #expect(throws: SystemError.self) { try Affinity.get(ofThread: pid) }
    #expect(error?.errno == .noSuchProcess)
    #expect(error?.description == "numa_sched_getaffinity thread \(pid): No such process")
  }
}
