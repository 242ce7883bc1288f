import LinuxSystem
import ProcFS
import SystemPackage

/// The kept files of one process that tell its memory.
struct MemoryFiles {
  enum Name: Int, KeptFileName {
    case statm
    case rollup

    var file: String { self == .rollup ? "smaps_rollup" : "\(self)" }
  }

  private var files: KeptFiles<Name>
  /// The page tables may not be read: the process changed its user, or is not dumpable.
  private(set) var isClosed = false

  init(pid: Int32, proc: ProcReader = ProcReader()) {
    self.init(folder: proc.process(pid).root)
  }

  /// - Parameter folder: a process's, or that of one of its threads, which tells the same.
  init(folder: String) {
    files = KeptFiles(folder)
    if files[.rollup] == nil { reopen() }
  }

  var isShort: Bool { files.isShort }
  /// Descriptors that one takes.
  static var count: Int { KeptFiles<Name>.count }

  /// Resident bytes.
  func rss(_ buffer: UnsafeMutableRawBufferPointer) -> UInt64? {
    files[.statm]?.read(StatM.self, into: buffer).map {
      $0.residentPages * ProcessControl.pageBytes
    }
  }

  /// The sums over all maps, for which the kernel walks the page tables.
  func sums(_ buffer: UnsafeMutableRawBufferPointer) -> SmapsRollup? {
    files[.rollup]?.read(SmapsRollup.self, into: buffer)
  }

  /// Opens `smaps_rollup` anew: it belongs to the memory that the process had at that time, another after an exec.
  mutating func reopen() {
    let errno = files.open(.rollup)
    isClosed = errno == .permissionDenied || errno == .notPermitted
  }
}
