import LinuxSystem
import ProcFS

/// A process of a command's tree, as far as memory is concerned.
struct TreeProcess {
  let pid: Int32
  /// The program's name: a new one after each exec, so that it is read anew now and then.
  private(set) var name: String?
  /// The command that it descends from; nil for an orphan that was first seen as one.
  let copy: Int?
  /// Nil once it is gone.
  private var memory: MemoryFiles?
  private var status: KeptFile?
  private let tree: ProcessTree
  private var looks = 0
  /// Threads that are being followed.
  var knownThreads = 0
  private(set) var rss: UInt64 = 0
  private(set) var pss: UInt64?
  /// `VmHWM` as it was last read, or the highest RSS that was seen since.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  /// Its page tables may not be read: it changed its user, or is not dumpable.
  private(set) var isClosed = false
  /// Files are missing because this process may open no more.
  private(set) var isShort = false

  /// The files that are kept of a process: those of its memory, and `status`.
  static var openFiles: Int { MemoryFiles.count + 1 }
  /// A process that was made by a fork has executed its program by then.
  private static let looksBeforeName = 3

  init(pid: Int32, copy: Int?, proc: ProcReader = ProcReader()) {
    self.pid = pid
    self.copy = copy
    tree = ProcessTree(proc: proc)
    let memory = MemoryFiles(pid: pid, proc: proc)
    isShort = memory.isShort
    isClosed = memory.isClosed
    self.memory = memory
    status = try? KeptFile("\(proc.process(pid).root)/status")
    name = tree.name(of: pid)
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
    guard let found = memory?.rss(buffer) else { return }
    rss = found
    if rss > 0 { peakRSS = max(peakRSS ?? 0, rss) }
  }

  private mutating func readName() {
    name = tree.name(of: pid) ?? name
  }

  mutating func readPSS(_ buffer: UnsafeMutableRawBufferPointer) {
    guard !isGone else { return }
    readName()
    if let found = status?.read(TaskMemory.self, into: buffer) {
      peakRSS = max(peakRSS ?? 0, found.peakRSSBytes)
    }
    pss = memory?.pss(buffer)
    if pss == nil {
      memory?.reopen()
      isClosed = memory?.isClosed ?? false
      pss = memory?.pss(buffer)
    }
    if let pss { peakPSS = max(peakPSS ?? 0, pss) }
  }
}
