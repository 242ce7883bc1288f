import LinuxSystem

/// Which program a process runs, and when it executed another one in its place: a wrapper script does.
///
/// A process that only calls itself something else (`prctl(PR_SET_NAME)`) runs what it ran.
struct ProgramWatch {
  /// `/proc/PID/exe`.
  private let link: String
  private var name: [UInt8] = []
  /// Paths of the program at the first look and at the last; nil where the link may not be read.
  private(set) var first: String?
  private(set) var last: String?
  /// When the last one was seen for the first time, ns (`CLOCK_MONOTONIC`); nil while it is the first.
  private(set) var changed: UInt64?

  init(link: String) {
    self.link = link
    name.reserveCapacity(16)
  }

  /// Looks again where the name (`comm`) is another one, as it is after an `execve`.
  mutating func look(name now: UnsafeRawBufferPointer, at instant: UInt64) {
    guard !now.elementsEqual(name) else { return }
    name.removeAll(keepingCapacity: true)
    name.append(contentsOf: now)
    guard let program = Files.target(ofLink: link) else { return }
    if first == nil { first = program }
    if let last, last != program { changed = instant }
    last = program
  }
}
