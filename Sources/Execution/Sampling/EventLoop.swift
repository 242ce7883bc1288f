import LinuxSystem
import ProcFS

/// Whom a thread that waits for events waits for: the process's own threads, or somebody else.
///
/// An event loop that watches nothing but eventfds and pipes whose both ends are the process's own is woken by nobody else:
/// while a pool works for it, what the pool waits for is what the program waits for.
struct EventLoop {
  /// A set of descriptors: that of an epoll descriptor is looked up, one in memory is read for each sleep.
  private enum Watched: Equatable {
    case epoll(Int32)
    case set([Int32])
  }

  private let watched: Watched
  private(set) var isInner: Bool
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
    switch watched {
    case .epoll(let descriptor):
      let info = try? process.read("fdinfo/\(descriptor)", as: EpollInfo.self)
      isInner = Self.isInner(info?.watched ?? [], process)
    case .set(let descriptors): isInner = Self.isInner(descriptors, process)
    }
  }

  /// Whether the wait of a call is for the process's own threads; false where that is not known.
  ///
  /// - Parameters:
  ///   - loop: what was found of the thread's last such wait.
  ///   - memory: two words of the process's memory.
  static func isInner(
    _ wait: EventWait, of pid: Int32, _ loop: inout EventLoop?, proc: ProcReader = ProcReader(),
    memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Bool {
    guard let watched = watched(wait, memory) else { return false }
    if loop?.watched != watched || loop?.left == 0 {
      loop = EventLoop(watched, proc.process(pid))
    }
    loop?.left -= 1
    return loop?.isInner ?? false
  }

  /// Nil where there are more than could all be the process's own, or its memory may not be read.
  private static func watched(
    _ wait: EventWait, _ memory: (_ address: UInt64) -> (Int64, Int64)?
  ) -> Watched? {
    switch wait {
    case .epoll(let descriptor): return .epoll(descriptor)
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

  private static func isInner(_ watched: [Int32], _ process: ProcReader) -> Bool {
    guard !watched.isEmpty, watched.count <= mostWatched else { return false }
    var pipes: [String] = []
    for descriptor in watched {
      guard let target = Files.target(ofLink: "\(process.root)/fd/\(descriptor)") else {
        return false
      }
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
