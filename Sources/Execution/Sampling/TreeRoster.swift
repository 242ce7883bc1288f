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

  /// What is found now is older than the window.
  private(set) var isOpening = false
  /// The window's last reading is being taken.
  var isClosing = false
  /// By tid, what the window before has left open.
  private var inherited: [Int32: TreeThread.Kept]
  /// Whether switches are read at the window's ends, and how processes are called: dear, and needed where nothing else tells.
  private let isAttached: Bool
  /// When the window was opened; 0 without one.
  private(set) var opened: UInt64 = 0

  private let proc: ProcReader
  /// Files that may be kept open.
  private let room: Int
  private let scope: TreeScope
  /// The children of the launcher; nil without one.
  private let launched: KeptFile?
  /// Where the kernel has no `children` files, all processes are looked at, which is dear.
  private let hasChildren: Bool

  /// Once there are so many, those that come take the places of those that have gone.
  private let mostThreads: Int
  private static let mostLive = 2048
  /// A list of children that is longer may go on: the kernel gives a page (4 KiB) at a time.
  private static let pageOfChildren = 4000
  /// Places of processes that have gone, and of the only thread of each.
  private var vacant: [(process: Int, thread: Int)] = []
  private var freeThread: Int?
  /// CPU time, ns, of threads whose places others have taken.
  private(set) var forgottenCPU: UInt64 = 0
  /// Zombies are read only at each so many readings.
  private var readings = 0
  private static let readingsPerZombie = 16

  /// - Parameters:
  ///   - room: files that may be kept open.
  ///   - mostThreads: threads that are kept in mind at the same time.
  ///   - inherited: by tid, what the window before has left open.
  init(
    scope: TreeScope, proc: ProcReader = ProcReader(), room: Int = Self.roomLeft,
    mostThreads: Int = 8192, inherited: [Int32: TreeThread.Kept] = [:]
  ) {
    self.proc = proc
    self.inherited = inherited
    self.mostThreads = mostThreads
    self.room = room
    self.scope = scope
    if case .launched(let launcher) = scope {
      isAttached = false
      launched = Self.children(of: launcher, proc)
      hasChildren = launched != nil
    } else {
      isAttached = true
      launched = nil
      hasChildren = Self.children(of: ProcessControl.ownPID, proc) != nil
    }
  }

  private static func children(of pid: Int32, _ proc: ProcReader) -> KeptFile? {
    try? KeptFile("\(proc.process(pid).root)/task/\(pid)/children")
  }

  /// What this process may still open, less some for everything else.
  static var roomLeft: Int {
    ResourceLimit.openFiles.current.soft.map { Int(clamping: $0) - 64 } ?? .max
  }

  private var openFiles: Int {
    live.count * TreeThread.openFiles + liveProcesses.count * TreeProcess.openFiles
  }

  /// A window is being opened: what is found has run for a while.
  mutating func beginOpening() { isOpening = true }

  mutating func endOpening(at instant: UInt64) {
    isOpening = false
    inherited = [:]
    opened = instant
  }

  /// By tid, what a next window can go on with.
  var kept: [Int32: TreeThread.Kept] {
    Dictionary(
      live.compactMap { index in threads[index].kept.map { (threads[index].tid, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Adds a command that was just spawned.
  mutating func add(_ leader: CommandGroup.Leader, copy: Int, at instant: UInt64) {
    addProcess(leader.pid, copy, at: instant)
    if let index = threads.lastIndex(where: { $0.tid == leader.pid }) {
      threads[index].watchProgram(proc)
    }
  }

  /// Adds the processes and threads that came since the reading before; after the known ones have been read.
  mutating func find(at instant: UInt64, _ buffer: UnsafeMutableRawBufferPointer) {
    readings += 1
    for index in grown { addThreads(of: index, at: instant) }
    grown.removeAll(keepingCapacity: true)
    switch scope {
    case .named: return
    case .group(let folder):
      for pid in GroupMembers.pids(in: folder) { addProcess(pid, nil, at: instant) }
      return
    case .launched(let launcher) where !hasChildren:
      return addDescendants(of: [launcher], at: instant)
    case .descendants where !hasChildren:
      return addDescendants(of: Array(liveProcesses.keys), at: instant)
    case .launched: addChildren(launched, of: nil, at: instant, buffer)
    case .descendants: break
    }
    addNewChildren(at: instant, buffer)
  }

  private mutating func addDescendants(of roots: [Int32], at instant: UInt64) {
    let tree = ProcessTree(proc: proc)
    for root in roots {
      for pid in tree.descendants(of: root) { addProcess(pid, nil, at: instant) }
    }
  }

  private mutating func addNewChildren(
    at instant: UInt64, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    // Those that are added on the way are looked at in their turn.
    var place = 0
    while place < live.count {
      let index = live[place]
      place += 1
      guard threads[index].mayHaveNewChildren else { continue }
      addChildren(threads[index].children, of: threads[index].process, at: instant, buffer)
    }
  }

  private mutating func addChildren(
    _ file: KeptFile?, of parent: Int?, at instant: UInt64,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    guard let file, let bytes = file.bytes(into: buffer), !bytes.isEmpty else { return }
    let children =
      bytes.count < Self.pageOfChildren
      ? TaskChildren(parsing: bytes)
      : file.whole()?.withUnsafeBytes { TaskChildren(parsing: $0) }
    guard let children else { return }
    let copy = parent.flatMap { processes[$0].copy }
    for pid in children.pids { addProcess(pid, copy, parent: parent, at: instant) }
  }

  private mutating func addProcess(
    _ pid: Int32, _ copy: Int?, parent: Int? = nil, at instant: UInt64
  ) {
    guard pid != 0, pid != ProcessControl.ownPID, liveProcesses[pid] == nil else { return }
    var process = TreeProcess(pid: pid, copy: copy, parent: parent, proc: proc)
    if isAttached { process.readCommandLine() }
    isShort = isShort || process.isShort
    if threads.count >= mostThreads, let place = vacant.popLast() {
      replace(place.process, by: process)
      liveProcesses[pid] = place.process
      freeThread = place.thread
      addThreads(of: place.process, at: instant)
      freeThread = nil
    } else {
      liveProcesses[pid] = processes.count
      processes.append(process)
      addThreads(of: processes.count - 1, at: instant)
    }
  }

  private mutating func replace(_ place: Int, by process: TreeProcess) {
    // What the old one made must not take the new one for its parent.
    for index in processes.indices where processes[index].parent == place {
      processes[index].parent = nil
    }
    processes[place] = process
  }

  /// Follows a thread, in the place of one that has gone where there is one.
  private mutating func follow(_ thread: TreeThread) {
    guard let place = freeThread else {
      live.append(threads.count)
      threads.append(thread)
      return
    }
    freeThread = nil
    if threads[place].wasRead { forgottenCPU += threads[place].times.onCPU }
    live.append(place)
    threads[place] = thread
  }

  private mutating func addThreads(of process: Int, at instant: UInt64) {
    let pid = processes[process].pid
    for tid in tids(of: pid) where !liveTIDs.contains(tid) {
      guard openFiles + TreeThread.openFiles <= room else {
        isShort = true
        passedOver.insert(tid)
        continue
      }
      guard live.count < Self.mostLive, threads.count < mostThreads || freeThread != nil else {
        passedOver.insert(tid)
        continue
      }
      liveTIDs.insert(tid)
      processes[process].knownThreads += 1
      processes[process].allThreads += 1
      let thread = TreeThread(
        pid: pid, tid: tid, process: process, instant: instant,
        isOlder: isOpening || isOlder(pid, tid), kept: inherited[tid], proc: proc)
      isShort = isShort || thread.isShort
      follow(thread)
    }
  }

  /// Whether a thread that has come to the tree had been running before the window was opened.
  private func isOlder(_ pid: Int32, _ tid: Int32) -> Bool {
    guard scope.takesOlder, opened > 0,
      let stat = try? proc.process(pid).read("task/\(tid)/stat", as: TaskStat.self)
    else { return false }
    return MonotonicClock.span(ofTick: stat.startTicks).upperBound <= opened
  }

  private mutating func tids(of pid: Int32) -> [Int32] {
    do throws(ProcReadError) {
      return try proc.process(pid).numbers(in: "task")
    } catch {
      if case .failed(_, let errno) = error, errno.isShortage { isShort = true }
      return []
    }
  }

  /// Reads one thread; see ``TreeThread/read(into:withSwitches:isAlone:tree:_:)``.
  ///
  /// - Returns: whether it is still there.
  mutating func read(
    _ index: Int, into sample: inout Sample, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Bool {
    if threads[index].isZombie, readings % Self.readingsPerZombie != 0 { return false }
    let before = threads[index].wasRead ? threads[index].times : nil
    let tid = threads[index].tid
    let process = threads[index].process
    let isFirst = tid == threads[index].pid
    let found = threads[index].read(
      into: &sample, withSwitches: isClosing || isAttached && isOpening,
      isAlone: !isFirst || processes[process].knownThreads == 1, tree: liveProcesses.keys, buffer)
    guard let count = found else {
      liveTIDs.remove(tid)
      processes[process].knownThreads -= 1
      if isFirst { leave(process, index) }
      return false
    }
    if isFirst, let before, processes[process].knownThreads > 1 { lookForExec(index, before) }
    if isFirst, count != processes[process].knownThreads { grown.append(process) }
    return true
  }

  /// A thread that executes a program takes the first one's number, and its account comes with it: what it had used is
  /// in its own row already.
  private mutating func lookForExec(_ index: Int, _ before: ThreadTimes) {
    let first = threads[index]
    guard !first.times.follows(before, since: before) else { return }
    let others = live.filter { threads[$0].process == first.process && $0 != index }
    let executor = others.map { threads[$0].times }
      .filter { first.times.follows($0, since: before) }
      .max { $0.onCPU < $1.onCPU }
    guard let executor else { return }
    threads[index].takeOver(executor, from: before)
  }

  private mutating func leave(_ process: Int, _ thread: Int) {
    if processes[process].allThreads == 1 { vacant.append((process, thread)) }
    processes[process].leave()
    if liveProcesses[processes[process].pid] == process {
      liveProcesses[processes[process].pid] = nil
    }
  }

  /// Processes whose first thread has been stopped for a while, each once.
  mutating func newlyStopped() -> [TreeProcess] {
    var found: [TreeProcess] = []
    for index in live
    where threads[index].isStoppedForLong && threads[index].tid == threads[index].pid {
      threads[index].noteStopTold()
      found.append(processes[threads[index].process])
    }
    return found
  }

  /// Reads how the processes that live are called by now.
  mutating func readCommandLines() {
    guard isAttached else { return }
    for index in liveProcesses.values { processes[index].readCommandLine() }
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
