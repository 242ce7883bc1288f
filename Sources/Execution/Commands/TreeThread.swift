import LinuxSystem
import ProcFS
import ProfileModel

/// A thread of a command's tree, from the reading that saw it first to the one that saw it last.
struct TreeThread {
  let pid: Int32
  let tid: Int32
  /// Where its process stands among the sampler's.
  let process: Int
  /// Nil once it is gone.
  private(set) var files: ThreadFiles?
  private(set) var children: KeptFile?
  /// When it began, as far as is known: before that it was not there, or its CPU time says that it was.
  private(set) var started: UInt64
  private(set) var lastSeen: UInt64
  private(set) var onCPU: UInt64 = 0
  private(set) var runQueue: UInt64?
  private(set) var userTicks: UInt64 = 0
  private(set) var systemTicks: UInt64 = 0
  private(set) var diskTicks: UInt64 = 0
  private(set) var switches: TaskSwitches?
  private(set) var minorFaults: UInt64?
  private(set) var majorFaults: UInt64?
  private(set) var cpus: Set<Int> = []
  /// The mask at the first and at the last look.
  private(set) var firstMask: [Int]?
  private(set) var lastMask: [Int]?
  private(set) var states = StateCounts()
  private var lastCPU: Int32 = -1
  private var looks = 0

  /// The mask is read again after so many readings.
  private static let looksPerMask = 32

  /// - Parameter previous: the instant of the reading before, in which it was not seen; nil when it is known to begin now.
  init(pid: Int32, tid: Int32, process: Int, instant: UInt64, previous: UInt64?) {
    self.pid = pid
    self.tid = tid
    self.process = process
    files = ThreadFiles(pid: pid, tid: tid)
    children = try? KeptFile("/proc/\(pid)/task/\(tid)/children")
    started = previous ?? instant
    lastSeen = instant
    firstMask = try? Affinity.get(ofThread: tid)
    lastMask = firstMask
  }

  var isGone: Bool { files == nil }

  /// Whether anything is known of it: some are gone before they can be read.
  var wasRead: Bool { looks > 0 }

  /// Known to have begun at this instant.
  mutating func began(at instant: UInt64) { started = instant }

  /// Reads state and times; waits and switches when they can be afforded.
  ///
  /// - Returns: how many threads the process has; nil when the thread is gone.
  mutating func read(
    into sample: inout Sample, withWait: Bool, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let files, let stat = files.readBasics(into: &sample, buffer) else {
      files = nil
      children = nil
      return nil
    }
    let isFirst = looks == 0
    looks += 1
    lastSeen = sample.instant
    if sample.onCPU != Sample.absent { onCPU = sample.onCPU }
    if sample.runQueue != Sample.absent { runQueue = sample.runQueue }
    userTicks = stat.userTicks
    systemTicks = stat.systemTicks
    diskTicks = stat.blockIODelayTicks
    if isFirst { narrowStart(sample.instant) }
    if sample.cpu != lastCPU, sample.cpu >= 0 {
      lastCPU = sample.cpu
      cpus.insert(Int(sample.cpu))
    }
    guard !stat.isDead else { return stat.threads }
    if withWait { files.readWait(into: &sample, buffer) }
    if looks % Self.looksPerMask == 0 {
      lastMask = (try? Affinity.get(ofThread: tid)) ?? lastMask
      files.readSwitches(into: &sample, buffer)
    }
    states.add(sample)
    return stat.threads
  }

  /// It began long enough ago for the time that it has already used: before that it was not there, as far as is known.
  private mutating func narrowStart(_ instant: UInt64) {
    let age = onCPU + (runQueue ?? 0)
    started = instant > age ? instant - age : 0
  }

  /// The account of the zombie that the launcher read: exact, for a process's first thread.
  mutating func finish(at instant: UInt64, onCPU: UInt64?, runQueue: UInt64?) {
    lastSeen = max(lastSeen, instant)
    if let onCPU { self.onCPU = onCPU }
    if let runQueue { self.runQueue = runQueue }
  }
}
