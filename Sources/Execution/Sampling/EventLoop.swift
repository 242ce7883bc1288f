import LinuxSystem
import ProcFS

/// Whom a thread that waits at an epoll descriptor waits for: the process's own threads, or somebody else.
///
/// An event loop that watches nothing but eventfds and pipes whose both ends are the process's own is woken by nobody else:
/// while a pool works for it, what the pool waits for is what the program waits for.
struct EventLoop {
  private let descriptor: Int32
  private(set) var isInner: Bool
  /// Sleeps there until it is looked at again: connections come and go.
  private var left = Self.sleepsPerLook

  private static let sleepsPerLook = 64
  /// A loop that watches more has connections.
  private static let mostWatched = 32
  private static let mostDescriptors = 512

  private init(_ pid: Int32, _ descriptor: Int32, _ proc: ProcReader) {
    self.descriptor = descriptor
    isInner = Self.isInner(pid, descriptor, proc.process(pid))
  }

  /// Whether the wait of a call is for the process's own threads; false where that is not known.
  ///
  /// - Parameter loop: what was found of the thread's last such wait.
  static func isInner(
    _ wait: EpollWait, of pid: Int32, _ loop: inout EventLoop?, proc: ProcReader = ProcReader()
  ) -> Bool {
    if loop?.descriptor != wait.descriptor || loop?.left == 0 {
      loop = EventLoop(pid, wait.descriptor, proc)
    }
    loop?.left -= 1
    return loop?.isInner ?? false
  }

  private static func isInner(_ pid: Int32, _ descriptor: Int32, _ process: ProcReader) -> Bool {
    guard let info = try? process.read("fdinfo/\(descriptor)", as: EpollInfo.self),
      !info.watched.isEmpty, info.watched.count <= mostWatched
    else { return false }
    var pipes: [String] = []
    for watched in info.watched {
      guard let target = Files.target(ofLink: "\(process.root)/fd/\(watched)") else { return false }
      if target.hasPrefix("pipe:") {
        pipes.append(target)
      } else if !["anon_inode:[eventfd]", "anon_inode:[io_uring]"].contains(target) {
        return false
      }
    }
    return pipes.isEmpty || hasBothEnds(of: pipes, process)
  }

  /// Each pipe is open twice in the process: it wakes itself.
  private static func hasBothEnds(of pipes: [String], _ process: ProcReader) -> Bool {
    guard let open = try? process.numbers(in: "fd"), open.count <= mostDescriptors else {
      return false
    }
    let targets = open.compactMap { Files.target(ofLink: "\(process.root)/fd/\($0)") }
    return pipes.allSatisfy { pipe in targets.count { $0 == pipe } > 1 }
  }
}
