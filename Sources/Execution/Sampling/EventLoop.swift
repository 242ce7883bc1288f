import LinuxSystem
import ProcFS

/// What ends the wait of a thread that waits for events, or for one descriptor: its own tree, the time, or somebody else.
///
/// An event loop that watches nothing but eventfds, and pipes and pairs of sockets whose other ends the tree has too, is
/// woken by nobody else: while a pool or a child works for it, what that one waits for is what the program waits for. One
/// that watches timers too (`timerfd_create`) waits for these, once they are set.
struct EventLoop {
  enum Waker { case tree, timer, others, unknown }

  /// A set of descriptors: that of an epoll descriptor is looked up, one in memory is read for each sleep.
  private enum Watched: Equatable {
    case epoll(Int32)
    case set([Int32])
    case one(Int32)
    case signals
  }

  private let watched: Watched
  private(set) var waker: Waker
  /// Sleeps there until it is looked at again: connections come and go.
  private var left = Self.sleepsPerLook
  /// Processes of the tree at the last look: a child is found after its parent was seen to wait for it.
  private let processes: Int

  private static let sleepsPerLook = 64
  /// A loop that watches more has connections.
  private static let mostWatched = 32
  /// What two words hold: `pollfd`s, and bits of a set.
  private static let mostPolled: UInt64 = 2
  private static let mostSelected: UInt64 = 128

  private init(_ watched: Watched, _ ends: OpenEnds) {
    self.watched = watched
    waker = Self.waker(watched, ends)
    processes = ends.tree.count
  }

  /// What ends the wait of a call; others where that is not known.
  ///
  /// - Parameters:
  ///   - loop: what was found of the thread's last such wait.
  ///   - memory: two words of the process's memory.
  static func waker(
    of wait: EventWait, _ loop: inout EventLoop?, _ ends: OpenEnds,
    memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Waker {
    guard let watched = watched(wait, memory) else {
      loop = nil
      return .others
    }
    if let found = loop, found.watched == watched, found.left > 0, !found.isOutdated(in: ends.tree)
    {
      loop?.left -= 1
      return found.waker
    }
    loop = EventLoop(watched, ends)
    return loop?.waker ?? .others
  }

  /// Whether a process has come, or gone, since nobody was found.
  func isOutdated(in tree: OpenEnds.PIDs) -> Bool { waker == .others && tree.count != processes }

  /// Nil where there are more than could all be the process's own, or its memory may not be read.
  private static func watched(
    _ wait: EventWait, _ memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Watched? {
    switch wait {
    case .epoll(let descriptor): return .epoll(descriptor)
    case .descriptor(let descriptor): return .one(descriptor)
    case .signals: return .signals
    case .connection: return nil
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

  private static func waker(_ watched: Watched, _ ends: OpenEnds) -> Waker {
    let descriptors: [Int32]
    switch watched {
    case .epoll(let descriptor):
      let info = try? ends.process.read("fdinfo/\(descriptor)", as: EpollInfo.self)
      descriptors = info?.watched ?? []
    case .set(let set): descriptors = set
    case .one(let descriptor): descriptors = [descriptor]
    case .signals: return waker(bySignal: ends)
    }
    guard !descriptors.isEmpty, descriptors.count <= mostWatched else { return .others }
    var paired: [(Int32, String)] = []
    var hasTimer = false
    for descriptor in descriptors {
      guard let target = ends.target(of: descriptor) else { return .others }
      switch target {
      case "anon_inode:[timerfd]":
        let timer = try? ends.process.read("fdinfo/\(descriptor)", as: TimerInfo.self)
        // Who waits for a timer alone waits for nothing else.
        hasTimer = hasTimer || descriptors.count == 1 || timer?.isArmed == true
      case "anon_inode:[eventfd]", "anon_inode:[io_uring]": break
      default: paired.append((descriptor, target))
      }
    }
    guard ends.haveOtherEnds(of: paired) else { return .others }
    return hasTimer ? .timer : .tree
  }

  /// A child's end sends a signal, and so does a timer; where there is neither, it may be an alarm, which no file tells, or
  /// anybody.
  private static func waker(bySignal ends: OpenEnds) -> Waker {
    let children = try? ends.process.bytes("task/\(ends.pid)/children")
    if children?.isEmpty == false { return .tree }
    let timers = try? ends.process.read("timers", as: ProcessTimers.self)
    return timers?.haveSignal == true ? .timer : .unknown
  }
}
