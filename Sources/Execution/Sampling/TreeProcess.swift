import LinuxSystem
import ProcFS
import ProfileModel

/// A process of a command's tree, as far as memory is concerned.
struct TreeProcess {
  let pid: Int32
  /// The program's name: a new one after each exec, so that it is read anew now and then.
  private(set) var name: String?
  /// How it was called when it was first seen, for telling the kinds of workers apart; empty where nobody asks.
  private(set) var commandLine: [String] = []
  /// The command that it descends from; nil for an orphan that was first seen as one.
  let copy: Int?
  /// Where the process that made it stands among the tree's; nil when the launcher did, or nobody knows.
  var parent: Int?
  /// Nil once it is gone.
  private var memory: MemoryFiles?
  private var status: KeptFile?
  private let proc: ProcReader
  private var tree: ProcessTree { ProcessTree(proc: proc) }
  private var looks = 0
  /// Threads that are being followed.
  var knownThreads = 0
  /// Threads that ever were.
  var allThreads = 0
  private(set) var rss: UInt64 = 0
  private(set) var pss: UInt64?
  /// `VmHWM` as it was last read, or the highest RSS that was seen since.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  /// Its page tables may not be read: it changed its user, or is not dumpable.
  private(set) var isClosed = false
  /// Files are missing because this process may open no more.
  private(set) var isShort = false
  /// Bytes of a hugetlb pool, which the kernel counts in no resident set.
  private var hugePages: UInt64 = 0
  /// It runs in its parent's memory, as after a vfork: the same pages are not counted twice.
  private(set) var isGuest = false

  /// The files that are kept of a process: those of its memory, and `status`.
  static var openFiles: Int { MemoryFiles.count + 1 }
  /// A process that was made by a fork has executed its program by then.
  private static let looksBeforeName = 3

  init(pid: Int32, copy: Int?, parent: Int? = nil, proc: ProcReader = ProcReader()) {
    self.pid = pid
    self.copy = copy
    self.parent = parent
    self.proc = proc
    let memory = MemoryFiles(pid: pid, proc: proc)
    isShort = memory.isShort
    isClosed = memory.isClosed
    self.memory = memory
    status = try? KeptFile("\(proc.process(pid).root)/status")
    name = tree.name(of: pid)
  }

  /// Reads how it was called: it may have set a title since it was first seen.
  mutating func readCommandLine() {
    let words = RunningProcess.commandLine(proc.process(pid))
    if !words.isEmpty { commandLine = words }
  }

  var isGone: Bool { memory == nil }

  mutating func leave() {
    memory = nil
    status = nil
    rss = 0
    pss = nil
  }

  mutating func readRSS(_ buffer: UnsafeMutableRawBufferPointer) {
    looks += 1
    if looks == Self.looksBeforeName { readName() }
    var found = memory?.rss(buffer)
    if found ?? 0 == 0, let survivor {
      memory = MemoryFiles(folder: survivor)
      status = try? KeptFile("\(survivor)/status")
      found = memory?.rss(buffer)
    }
    guard let found else { return }
    rss = found + hugePages
    if rss > 0 { peakRSS = max(peakRSS ?? 0, rss) }
  }

  /// The folder of a thread that lives on: the end of the first one takes the memory out of the process's own files.
  private var survivor: String? {
    guard knownThreads > 1 else { return nil }
    let process = proc.process(pid)
    let others = (try? process.numbers(in: "task"))?.first { $0 != pid }
    return others.map { "\(process.root)/task/\($0)" }
  }

  /// Looks whether it still runs in the memory of the process that made it.
  mutating func lookAtMemory(of parent: TreeProcess) {
    let difference = max(rss, parent.rss) - min(rss, parent.rss)
    isGuest =
      rss > 0 && difference < parent.rss / 4 && ProcessControl.sharesMemory(pid, parent.pid)
  }

  private mutating func readName() {
    name = tree.name(of: pid) ?? name
  }

  mutating func readPSS(_ buffer: UnsafeMutableRawBufferPointer) {
    guard !isGone else { return }
    readName()
    if let found = status?.read(TaskMemory.self, into: buffer) {
      hugePages = found.hugePagesBytes ?? 0
      peakRSS = max(peakRSS ?? 0, found.peakRSSBytes + hugePages)
    }
    var sums = memory?.sums(buffer)
    if sums == nil {
      memory?.reopen()
      isClosed = memory?.isClosed ?? false
      sums = memory?.sums(buffer)
    }
    pss = sums.map { $0.pssBytes + $0.hugePagesBytes }
    guard let sums, let pss else { return }
    peakPSS = max(peakPSS ?? 0, pss)
    // `statm` lags behind by some pages of each CPU; what is shared in part is never more than what is there.
    rss = max(rss, sums.rssBytes + sums.hugePagesBytes)
    peakRSS = max(peakRSS ?? 0, rss)
  }
}

extension TreeProcess {
  /// Its memory as the study keeps it.
  ///
  /// - Parameter reason: why there is no PSS, where there is none.
  func record(withoutPSS reason: String) -> ProcessRecord {
    var record = ProcessRecord(pid: Int(pid))
    record.name = name
    record.peakRSSBytes = peakRSS
    record.peakPSSBytes = peakPSS
    if peakRSS == nil { record.unavailable[.peakRSSBytes] = "it ended before it could be read" }
    if peakPSS == nil { record.unavailable[.peakPSSBytes] = reason }
    return record
  }
}
