import HostProtocol
import LinuxSystem
import ProcFS
import ProfileModel
import SystemPackage

/// Who is in a command's tree: its processes and threads, found as they appear.
struct TreeRoster {
  /// All that were ever seen.
  private(set) var threads: [TreeThread] = []
  var processes: [TreeProcess] = []
  /// Those of the threads that were there at the last reading.
  private(set) var live: [Int] = []
  private var liveTIDs: Set<Int32> = []
  private(set) var liveProcesses: [Int32: Int] = [:]
  /// Processes that may have more threads than are known.
  private var grown: [Int] = []
  /// Threads that were not followed, because there are more than can be.
  private var passedOver: Set<Int32> = []
  var unfollowed: Int { passedOver.count }
  /// Some were not read, or not found, because this process may open no more files.
  private(set) var isShort = false

  private let proc: ProcReader
  /// Files that may be kept open.
  private let room: Int
  private let launcher: Int32
  private let launched: KeptFile?
  /// Where the kernel has no `children` files, all processes are looked at, which is dear.
  private let hasChildren: Bool

  private static let mostThreads = 8192
  private static let mostLive = 2048

  /// - Parameter room: files that may be kept open.
  init(launcher: Int32, proc: ProcReader = ProcReader(), room: Int = Self.roomLeft) {
    self.proc = proc
    self.room = room
    self.launcher = launcher
    launched = try? KeptFile("\(proc.process(launcher).root)/task/\(launcher)/children")
    hasChildren = launched != nil
  }

  /// What this process may still open, less some for everything else.
  static var roomLeft: Int {
    ResourceLimit.openFiles.current.soft.map { Int(clamping: $0) - 64 } ?? .max
  }

  private var openFiles: Int {
    live.count * TreeThread.openFiles + liveProcesses.count * TreeProcess.openFiles
  }

  /// Adds a command that was just spawned.
  mutating func add(_ leader: CommandGroup.Leader, copy: Int, at instant: UInt64) {
    addProcess(leader.pid, copy, at: instant)
  }

  /// Adds the processes and threads that came since the reading before.
  mutating func find(at instant: UInt64, _ buffer: UnsafeMutableRawBufferPointer) {
    for index in grown { addThreads(of: index, at: instant) }
    grown.removeAll(keepingCapacity: true)
    guard hasChildren else {
      let all = ProcessTree(proc: proc).descendants(of: launcher)
      for pid in all { addProcess(pid, nil, at: instant) }
      return
    }
    addChildren(launched, nil, at: instant, buffer)
    // Those that are added on the way are looked at in their turn.
    var place = 0
    while place < live.count {
      let thread = threads[live[place]]
      addChildren(
        thread.children, processes[thread.process].copy, at: instant, buffer)
      place += 1
    }
  }

  private mutating func addChildren(
    _ file: KeptFile?, _ copy: Int?, at instant: UInt64,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    guard let bytes = file?.bytes(into: buffer), !bytes.isEmpty,
      let children = TaskChildren(parsing: bytes)
    else { return }
    for pid in children.pids { addProcess(pid, copy, at: instant) }
  }

  private mutating func addProcess(
    _ pid: Int32, _ copy: Int?, at instant: UInt64
  ) {
    guard pid != 0, liveProcesses[pid] == nil, threads.count < Self.mostThreads else { return }
    liveProcesses[pid] = processes.count
    let process = TreeProcess(pid: pid, copy: copy, proc: proc)
    isShort = isShort || process.isShort
    processes.append(process)
    addThreads(of: processes.count - 1, at: instant)
  }

  private mutating func addThreads(of process: Int, at instant: UInt64) {
    let pid = processes[process].pid
    for tid in tids(of: pid) where !liveTIDs.contains(tid) {
      guard openFiles + TreeThread.openFiles <= room else {
        isShort = true
        passedOver.insert(tid)
        continue
      }
      guard live.count < Self.mostLive, threads.count < Self.mostThreads else {
        passedOver.insert(tid)
        continue
      }
      liveTIDs.insert(tid)
      live.append(threads.count)
      processes[process].knownThreads += 1
      let thread = TreeThread(pid: pid, tid: tid, process: process, instant: instant, proc: proc)
      isShort = isShort || thread.isShort
      threads.append(thread)
    }
  }

  private mutating func tids(of pid: Int32) -> [Int32] {
    do throws(ProcReadError) {
      return try proc.process(pid).numbers(in: "task")
    } catch {
      if case .failed(_, let errno) = error, errno.isShortage { isShort = true }
      return []
    }
  }

  /// Reads one thread; see ``TreeThread/read(into:withWait:_:)``.
  ///
  /// - Returns: whether it is still there.
  mutating func read(
    _ index: Int, into sample: inout Sample, withWait: Bool,
    _ buffer: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let found = threads[index].read(into: &sample, withWait: withWait, buffer)
    let thread = threads[index]
    guard let count = found else {
      liveTIDs.remove(thread.tid)
      processes[thread.process].knownThreads -= 1
      if thread.tid == thread.pid { leave(thread.process) }
      return false
    }
    if thread.tid == thread.pid, count != processes[thread.process].knownThreads {
      grown.append(thread.process)
    }
    return true
  }

  private mutating func leave(_ process: Int) {
    processes[process].leave()
    if liveProcesses[processes[process].pid] == process {
      liveProcesses[processes[process].pid] = nil
    }
  }

  /// Forgets the threads that have gone.
  mutating func sweep() {
    live.removeAll { threads[$0].isGone }
  }

  /// Gives a command's first thread the exact account of its zombie.
  mutating func finish(_ leader: CommandGroup.Leader) {
    guard let exit = leader.exit,
      let index = threads.lastIndex(where: { $0.pid == leader.pid && $0.tid == leader.pid })
    else { return }
    threads[index].finish(leader, exit)
  }
}
