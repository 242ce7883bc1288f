import HostProtocol
import LinuxSystem
import ProcFS
import ProfileModel

/// What is read of hosts and workers while they hold: it vanishes with them.
struct HoldReadings {
  var processes: [ProcessRecord] = []
  /// Migrations of each worker since it began; nil where the kernel does not say.
  var migrations: [UInt64?] = []
  /// The name of each worker's thread.
  var names: [String?] = []
  /// The mask of each worker now.
  var masks: [[Int]?] = []

  init(_ group: HostGroup) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 64)
    defer { buffer.deallocate() }
    for process in group.processes {
      let started = group.ready[process.firstWorker]?.hostStarted
      processes.append(
        Self.process(
          process.pid, startup: started.map { Double($0 - process.spawned) / 1e9 }, buffer: buffer))
    }
    migrations = Self.migrations(of: group)
    names = group.ready.enumerated().map { index, ready in
      ready.flatMap { ProcessTree().name(of: group.pid(ofWorker: index), thread: $0.tid) }
    }
    masks = group.ready.map { ready in ready.flatMap { try? Affinity.get(ofThread: $0.tid) } }
  }

  private static func process(
    _ pid: Int32, startup: Double?, buffer: UnsafeMutableRawBufferPointer
  ) -> ProcessRecord {
    var record = ProcessRecord(pid: Int(pid))
    record.name = "profile-host"
    let status = try? KeptFile("/proc/\(pid)/status")
    record.peakRSSBytes = status?.read(TaskMemory.self, into: buffer)?.peakRSSBytes
    if record.peakRSSBytes == nil {
      record.unavailable[.peakRSSBytes] = "/proc/\(pid)/status could not be read"
    }
    record.segments = Self.segments(of: pid)
    if record.segments == nil {
      record.unavailable[.segments] =
        "/proc/\(pid)/smaps could not be read: it needs the right to trace the process"
    }
    record.startupSeconds = startup
    return record
  }

  /// Resident memory by segment, once: walking the page tables is dear.
  private static func segments(of pid: Int32) -> Segments? {
    guard let found = try? ProcReader().process(pid).read("smaps", as: MemorySegments.self) else {
      return nil
    }
    var segments = Segments()
    segments.codeBytes = found[.code]
    segments.dataBytes = found[.data]
    segments.bssBytes = found[.bss]
    segments.heapBytes = found[.heap]
    segments.stackBytes = found[.stack]
    segments.anonymousBytes = found[.anonymous]
    segments.sharedMemoryBytes = found[.sharedMemory]
    segments.otherBytes = found[.other]
    segments.sharedBytes = found.sharedBytes
    segments.privateBytes = found.privateBytes
    return segments
  }

  /// Of each worker, from `task/TID/sched`; nil where that file is missing (no `CONFIG_SCHED_DEBUG`).
  static func migrations(of group: HostGroup) -> [UInt64?] {
    group.ready.enumerated().map { index, ready in
      let path = "/proc/\(group.pid(ofWorker: index))/task/\(ready?.tid ?? 0)/sched"
      return (try? KeptFile(path))?.read(TaskSched.self)?.migrations
    }
  }
}
