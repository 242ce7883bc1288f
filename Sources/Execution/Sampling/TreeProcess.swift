import LinuxSystem
import ProcFS
import SystemPackage

/// A process of a command's tree, as far as memory is concerned.
struct TreeProcess {
  let pid: Int32
  /// The program's name: a new one after each exec, so that it is read anew now and then.
  private(set) var name: String?
  /// The command that it descends from; nil for an orphan that was first seen as one.
  let copy: Int?
  private let statm: KeptFile?
  private let status: KeptFile?
  private var rollup: KeptFile?
  private var looks = 0
  private(set) var isGone = false
  /// Threads that are being followed.
  var knownThreads = 0
  private(set) var rss: UInt64 = 0
  private(set) var pss: UInt64?
  /// `VmHWM` as it was last read, or the highest RSS that was seen since.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  /// Its page tables may not be read: it changed its user, or is not dumpable.
  private(set) var isClosed = false

  /// A process that was made by a fork has executed its program by then.
  private static let looksBeforeName = 3

  init(pid: Int32, copy: Int?) {
    self.pid = pid
    self.copy = copy
    name = ProcessTree().name(of: pid)
    statm = try? KeptFile("/proc/\(pid)/statm")
    status = try? KeptFile("/proc/\(pid)/status")
    openRollup()
  }

  mutating func leave() {
    isGone = true
    rss = 0
    pss = nil
  }

  mutating func readRSS(_ buffer: UnsafeMutableRawBufferPointer) {
    looks += 1
    if looks == Self.looksBeforeName { readName() }
    guard !isGone, let found = statm?.read(StatM.self, into: buffer) else { return }
    rss = found.residentPages * ProcessControl.pageBytes
    if rss > 0 { peakRSS = max(peakRSS ?? 0, rss) }
  }

  private mutating func readName() {
    name = ProcessTree().name(of: pid) ?? name
  }

  mutating func readPSS(_ buffer: UnsafeMutableRawBufferPointer) {
    guard !isGone else { return }
    readName()
    if let memory = status?.read(TaskMemory.self, into: buffer) {
      peakRSS = max(peakRSS ?? 0, memory.peakRSSBytes)
    }
    pss = rollup?.read(SmapsRollup.self, into: buffer)?.pssBytes
    if pss == nil {
      // The file belongs to the memory that the process had when it was opened: another after an exec.
      openRollup()
      pss = rollup?.read(SmapsRollup.self, into: buffer)?.pssBytes
    }
    if let pss { peakPSS = max(peakPSS ?? 0, pss) }
  }

  private mutating func openRollup() {
    do throws(SystemError) {
      rollup = try KeptFile("/proc/\(pid)/smaps_rollup")
      isClosed = false
    } catch {
      rollup = nil
      isClosed = error.errno == .permissionDenied || error.errno == .notPermitted
    }
  }
}
