import Foundation
import Glibc
import ProcFS
import TestSupport
import Testing

@testable import Execution

/// An event loop of process 77 that waits at descriptor 5, or at a set in its memory.
@Suite struct EventLoopTests {
  /// - Parameters:
  ///   - descriptors: what the process has open, by number; those above 100 are open for writing.
  ///   - child: what process 78 of its tree has open.
  ///   - watched: those that the loop watches.
  ///   - wait: nil waits at descriptor 5.
  ///   - memory: two words at each address.
  private func waker(
    _ descriptors: [Int: String], watching watched: [Int] = [], wait: EventWait? = nil,
    memory: [UInt64: (Int64, Int64)] = [:], isArmed: Bool = true, child: [Int: String] = [:],
    others: [String: String] = [:]
  ) throws -> EventLoop.Waker {
    let folder = try TemporaryFolder()
    let value = "it_value: (0, \(isArmed ? 7 : 0))\n"
    try Self.open(descriptors, in: folder.file("77"), value)
    try Self.open(child, in: folder.file("78"), value)
    for (name, text) in others {
      try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
    }
    let lines = watched.map { "tfd: \($0) events: 19 data: \($0)  pos:0 ino:c sdev:f\n" }
    try "pos:\t0\n\(lines.joined())".write(
      toFile: folder.file("77/fdinfo/5"), atomically: false, encoding: .utf8)
    var loop: EventLoop?
    return EventLoop.waker(
      of: wait ?? .epoll(5), &loop,
      OpenEnds(
        of: 77, tree: [77: 0, 78: 1].keys, proc: ProcReader(root: folder.path)),
      memory: { memory[$0] })
  }

  private static func open(_ descriptors: [Int: String], in folder: String, _ value: String) throws
  {
    let files = FileManager.default
    for name in ["fd", "fdinfo", "task/77"] {
      try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for (number, target) in descriptors {
      let flags = number > 100 ? "02000001" : "02000000"
      try "pos:\t0\nflags:\t\(flags)\n\(value)".write(
        toFile: "\(folder)/fdinfo/\(number)", atomically: false, encoding: .utf8)
      try files.createSymbolicLink(
        atPath: "\(folder)/fd/\(number)", withDestinationPath: target)
    }
  }

  /// Whether the tree alone ends the wait.
  private func isInner(
    _ descriptors: [Int: String], watching watched: [Int] = [], wait: EventWait? = nil,
    memory: [UInt64: (Int64, Int64)] = [:]
  ) throws -> Bool {
    try waker(descriptors, watching: watched, wait: wait, memory: memory) == .tree
  }

  private static let eventfd = "anon_inode:[eventfd]"
  private static let timer = "anon_inode:[timerfd]"

  @Test func `a loop that watches a timer beside its own waits for the time`() throws {
    let descriptors = [6: Self.eventfd, 8: Self.timer]
    #expect(try waker(descriptors, watching: [6, 8]) == .timer)
    #expect(try waker(descriptors, watching: [6, 8], isArmed: false) == .tree)
  }

  @Test
  func `who reads from a timer waits for the time, from a pipe for who has the other end`() throws {
    #expect(try waker([3: Self.timer], wait: .descriptor(3)) == .timer)
    #expect(try waker([3: "pipe:[11]", 104: "pipe:[11]"], wait: .descriptor(3)) == .tree)
    // Both ends are for reading: who writes is elsewhere.
    #expect(try waker([3: "pipe:[11]", 4: "pipe:[11]"], wait: .descriptor(3)) == .others)
    #expect(try waker([3: "/tmp/file"], wait: .descriptor(3)) == .others)
  }

  @Test func `a child that has the other end is in the tree, and waits for something itself`()
    throws
  {
    let reader = [3: "pipe:[11]"]
    #expect(try waker(reader, wait: .descriptor(3), child: [101: "pipe:[11]"]) == .tree)
    #expect(try waker(reader, wait: .descriptor(3), child: [1: "pipe:[11]"]) == .others)
    #expect(try waker(reader, wait: .descriptor(3), child: [101: "pipe:[12]"]) == .others)
    let writer = [103: "pipe:[11]"]
    #expect(try waker(writer, wait: .descriptor(103), child: [0: "pipe:[11]"]) == .tree)
    let pair = try SocketPair()
    let loop = [6: Self.eventfd, 8: pair.first]
    #expect(try waker(loop, watching: [6, 8], child: [9: pair.second]) == .tree)
    #expect(try waker(loop, watching: [6, 8], child: [9: pair.first]) == .others)
  }

  @Test func `a child that is found after its parent was seen to wait is looked for again`() throws
  {
    let folder = try TemporaryFolder()
    try Self.open([3: "pipe:[11]"], in: folder.file("77"), "")
    try Self.open([101: "pipe:[11]"], in: folder.file("78"), "")
    var loop: EventLoop?
    func waker(_ tree: [Int32: Int]) -> EventLoop.Waker {
      let proc = ProcReader(root: folder.path)
      return EventLoop.waker(
        of: .descriptor(3), &loop, OpenEnds(of: 77, tree: tree.keys, proc: proc),
        memory: { _ in nil })
    }
    #expect(waker([77: 0]) == .others)
    #expect(loop?.isOutdated(in: [77: 0].keys) == false)
    #expect(loop?.isOutdated(in: [77: 0, 78: 1].keys) == true)
    #expect(waker([77: 0, 78: 1]) == .tree)
  }

  @Test func `a signal comes from a child, or a timer, or it is not known from whom`() throws {
    let timer = "ID: 0\nsignal: 14/0000000000000000\nnotify: signal/pid.77\nClockID: 1\n"
    let children = "77/task/77/children"
    #expect(try waker([:], wait: .signals, others: ["77/timers": timer, children: ""]) == .timer)
    #expect(try waker([:], wait: .signals, others: ["77/timers": timer, children: "78 "]) == .tree)
    #expect(try waker([:], wait: .signals, others: ["77/timers": "", children: ""]) == .unknown)
    #expect(try waker([:], wait: .signals) == .unknown)
  }

  @Test func `a pair of sockets in the process wakes itself, two connections do not`() throws {
    let pair = try SocketPair()
    let other = try SocketPair()
    let own = [6: Self.eventfd, 8: pair.first, 9: pair.second]
    #expect(try waker(own, watching: [6, 8]) == .tree)
    #expect(try waker(own, wait: .descriptor(8)) == .tree)
    // Both ends are open, but each in another process.
    let clients = [6: Self.eventfd, 8: pair.first, 9: other.first]
    #expect(try waker(clients, watching: [6, 8, 9]) == .others)
    #expect(try waker([8: "socket:[4294967295]"], watching: [8]) == .others)
  }

  @Test func `eventfds are signalled by threads of the process`() throws {
    #expect(try isInner([6: Self.eventfd, 7: Self.eventfd], watching: [6, 7]))
  }

  @Test func `a pipe with both its ends in the process wakes itself`() throws {
    let pipes = [6: Self.eventfd, 8: "pipe:[11]", 109: "pipe:[11]"]
    #expect(try isInner(pipes, watching: [6, 8]))
  }

  @Test func `a pipe from elsewhere, a connection and a terminal are others`() throws {
    for other in ["pipe:[11]", "socket:[3]", "/dev/pts/0", "anon_inode:[signalfd]"] {
      let waker = try waker([6: Self.eventfd, 8: other, 9: Self.timer], watching: [6, 8, 9])
      #expect(waker == .others, "\(other)")
    }
  }

  @Test func `what cannot be looked at is not known to be the process's own`() throws {
    #expect(try !isInner([:], watching: [6]))
    #expect(try !isInner([6: Self.eventfd], watching: []))
  }

  private static let pipes = [3: "pipe:[11]", 104: "pipe:[11]", 70: "socket:[3]"]

  @Test func `a thread that selects on the process's own pipe waits for its own threads`() throws {
    let memory: [UInt64: (Int64, Int64)] = [16: (1 << 3, 0), 32: (0, 0), 48: (0, 1 << 6)]
    #expect(
      try isInner(Self.pipes, wait: .select([16, 32], below: 4), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .select([16, 48], below: 71), memory: memory))
    // Bits above the number do not count; a set that cannot be read may hold anything.
    #expect(try isInner(Self.pipes, wait: .select([16, 48], below: 70), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .select([16, 64], below: 4), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .select([16], below: 129), memory: memory))
  }

  @Test func `a thread that polls the process's own pipe waits for its own threads`() throws {
    // `pollfd`: descriptor, then events; one that is not looked at is below 0.
    let input: Int64 = 1 << 32
    let memory: [UInt64: (Int64, Int64)] = [
      16: (3 | input, 70 | input), 32: (3 | input, 0xffff_ffff | input),
    ]
    #expect(try isInner(Self.pipes, wait: .poll(16, count: 1), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .poll(16, count: 2), memory: memory))
    #expect(try isInner(Self.pipes, wait: .poll(32, count: 2), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .poll(16, count: 3), memory: memory))
    #expect(try !isInner(Self.pipes, wait: .poll(64, count: 1), memory: memory))
  }
}

/// Two connected sockets, by what `/proc` calls them.
private final class SocketPair {
  private let descriptors: (Int32, Int32)
  let first: String
  let second: String

  init() throws {
    var made: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &made) == 0)
    descriptors = (made[0], made[1])
    let files = FileManager.default
    first = try files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(made[0])")
    second = try files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(made[1])")
  }

  deinit {
    close(descriptors.0)
    close(descriptors.1)
  }
}
