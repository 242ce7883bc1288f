import LinuxSystem
import ProcFS

/// A process of a command's tree, as far as memory is concerned.
struct TreeProcess {
  let pid: Int32
  /// The program's name: a new one after each exec, so that it is read anew now and then.
  private(set) var name: String?
  /// The command that it descends from; nil for an orphan that was first seen as one.
  let copy: Int?
  private var memory: MemoryFiles
  private let status: KeptFile?
  private let tree: ProcessTree
  private var looks = 0
  private(set) var isGone = false
  /// Threads that are being followed.
  var knownThreads = 0
  private(set) var rss: UInt64 = 0
  private(set) var pss: UInt64?
  /// `VmHWM` as it was last read, or the highest RSS that was seen since.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?

  /// A process that was made by a fork has executed its program by then.
  private static let looksBeforeName = 3

  init(pid: Int32, copy: Int?, proc: ProcReader = ProcReader()) {
    self.pid = pid
    self.copy = copy
    tree = ProcessTree(proc: proc)
    memory = MemoryFiles(pid: pid, proc: proc)
    status = try? KeptFile("\(proc.process(pid).root)/status")
    name = tree.name(of: pid)
  }

  /// Its page tables may not be read: it changed its user, or is not dumpable.
  var isClosed: Bool { memory.isClosed }
  /// This process may open no more files.
  var isShort: Bool { memory.isShort }

  mutating func leave() {
    isGone = true
    rss = 0
    pss = nil
  }

  mutating func readRSS(_ buffer: UnsafeMutableRawBufferPointer) {
    looks += 1
    if looks == Self.looksBeforeName { readName() }
    guard !isGone, let found = memory.rss(buffer) else { return }
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
    pss = memory.pss(buffer)
    if pss == nil {
      memory.reopen()
      pss = memory.pss(buffer)
    }
    if let pss { peakPSS = max(peakPSS ?? 0, pss) }
  }
}
