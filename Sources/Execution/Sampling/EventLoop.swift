import LinuxSystem
import ProcFS

/// What ends the wait of a thread that waits for events: the process's own threads, the time, or somebody else.
///
/// An event loop that watches nothing but eventfds, and pipes and pairs of sockets whose both ends are the process's own, is
/// woken by nobody else: while a pool works for it, what the pool waits for is what the program waits for. One that watches
/// timers too (`timerfd_create`) waits for these, once they are set.
struct EventLoop {
  enum Waker { case ownThreads, timer, others }

  /// A set of descriptors: that of an epoll descriptor is looked up, one in memory is read for each sleep.
  private enum Watched: Equatable {
    case epoll(Int32)
    case set([Int32])
    case read(Int32)
  }

  private let watched: Watched
  private(set) var waker: Waker
  /// Sleeps there until it is looked at again: connections come and go.
  private var left = Self.sleepsPerLook

  private static let sleepsPerLook = 64
  /// A loop that watches more has connections.
  private static let mostWatched = 32
  private static let mostDescriptors = 512
  /// What two words hold: `pollfd`s, and bits of a set.
  private static let mostPolled: UInt64 = 2
  private static let mostSelected: UInt64 = 128

  private init(_ watched: Watched, _ process: ProcReader) {
    self.watched = watched
    waker = Self.waker(watched, process)
  }

  /// What ends the wait of a call; others where that is not known.
  ///
  /// - Parameters:
  ///   - loop: what was found of the thread's last such wait.
  ///   - memory: two words of the process's memory.
  static func waker(
    of wait: EventWait, in pid: Int32, _ loop: inout EventLoop?, proc: ProcReader = ProcReader(),
    memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Waker {
    guard let watched = watched(wait, memory) else { return .others }
    if loop?.watched != watched || loop?.left == 0 {
      loop = EventLoop(watched, proc.process(pid))
    }
    loop?.left -= 1
    return loop?.waker ?? .others
  }

  /// Nil where there are more than could all be the process's own, or its memory may not be read.
  private static func watched(
    _ wait: EventWait, _ memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Watched? {
    switch wait {
    case .epoll(let descriptor): return .epoll(descriptor)
    case .read(let descriptor): return .read(descriptor)
    case .poll(let address, let count):
      guard count <= mostPolled, let words = memory(address) else { return nil }
      // `fd` is the first half of a `pollfd`; one below 0 is not looked at.
      let descriptors = [words.0, words.1].prefix(Int(count))
        .map { Int32(truncatingIfNeeded: $0) }
      return .set(descriptors.filter { $0 >= 0 })
    case .select(let addresses, let below):
      guard below <= mostSelected else { return nil }
      var found: (UInt64, UInt64) = (0, 0)
      for address in addresses {
        guard let words = memory(address) else { return nil }
        found.0 |= UInt64(bitPattern: words.0)
        found.1 |= UInt64(bitPattern: words.1)
      }
      return .set((0..<Int32(below)).filter { Self.isSet($0, in: found) })
    }
  }

  private static func isSet(_ bit: Int32, in words: (UInt64, UInt64)) -> Bool {
    let word = bit < 64 ? words.0 : words.1
    return word & (1 << UInt64(bit % 64)) != 0
  }

  private static func waker(_ watched: Watched, _ process: ProcReader) -> Waker {
    let descriptors: [Int32]
    switch watched {
    case .epoll(let descriptor):
      descriptors = (try? process.read("fdinfo/\(descriptor)", as: EpollInfo.self))?.watched ?? []
    case .set(let set): descriptors = set
    // Who reads from a pipe of its own process may share it with a child.
    case .read(let descriptor):
      return isTimer(target(of: descriptor, process)) ? .timer : .others
    }
    guard !descriptors.isEmpty, descriptors.count <= mostWatched else { return .others }
    var ends: [String] = []
    var hasTimer = false
    for descriptor in descriptors {
      guard let target = target(of: descriptor, process) else { return .others }
      if isTimer(target) {
        let timer = try? process.read("fdinfo/\(descriptor)", as: TimerInfo.self)
        hasTimer = hasTimer || timer?.isArmed == true
      } else if target.hasPrefix("pipe:") {
        ends.append(target)
      } else if let inode = inode(of: target) {
        guard let partner = UnixSocket.peer(of: inode) else { return .others }
        ends.append("\(socketPrefix)\(partner)]")
      } else if !["anon_inode:[eventfd]", "anon_inode:[io_uring]"].contains(target) {
        return .others
      }
    }
    guard ends.isEmpty || hasBothEnds(of: ends, process) else { return .others }
    return hasTimer ? .timer : .ownThreads
  }

  private static func target(of descriptor: Int32, _ process: ProcReader) -> String? {
    Files.target(ofLink: "\(process.root)/fd/\(descriptor)")
  }

  private static func isTimer(_ target: String?) -> Bool { target == "anon_inode:[timerfd]" }

  private static let socketPrefix = "socket:["

  /// Nil of what is no socket.
  private static func inode(of target: String) -> UInt32? {
    target.hasPrefix(socketPrefix) ? UInt32(target.dropFirst(socketPrefix.count).dropLast()) : nil
  }

  /// Each pipe is open twice in the process, and of each pair of sockets the other one too: it wakes itself.
  private static func hasBothEnds(of ends: [String], _ process: ProcReader) -> Bool {
    guard let open = try? process.numbers(in: "fd"), open.count <= mostDescriptors else {
      return false
    }
    let targets = open.compactMap { Files.target(ofLink: "\(process.root)/fd/\($0)") }
    return ends.allSatisfy { end in
      targets.count { $0 == end } > (end.hasPrefix(socketPrefix) ? 0 : 1)
    }
  }
}
