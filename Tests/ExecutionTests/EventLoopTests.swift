import Foundation
import ProcFS
import TestSupport
import Testing

@testable import Execution

/// An event loop of process 77 that waits at descriptor 5.
@Suite struct EventLoopTests {
  /// - Parameters:
  ///   - descriptors: what the process has open, by number.
  ///   - watched: those that the loop watches.
  private func isInner(_ descriptors: [Int: String], watching watched: [Int]) throws -> Bool {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    for name in ["77/fd", "77/fdinfo"] {
      try files.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
    }
    for (number, target) in descriptors {
      try files.createSymbolicLink(
        atPath: folder.file("77/fd/\(number)"), withDestinationPath: target)
    }
    let lines = watched.map { "tfd: \($0) events: 19 data: \($0)  pos:0 ino:c sdev:f\n" }
    try "pos:\t0\n\(lines.joined())".write(
      toFile: folder.file("77/fdinfo/5"), atomically: false, encoding: .utf8)
    let call = Array("281 0x5 0x0 0x400 0xffffffff 0x0 0x0 0x7ffd 0x7f11\n".utf8)
      .withUnsafeBytes { TaskSyscall(parsing: $0) }
    var loop: EventLoop?
    return EventLoop.isInner(
      try #require(call.flatMap { EpollWait($0, table: .x86) }), of: 77, &loop,
      proc: ProcReader(root: folder.path))
  }

  private static let eventfd = "anon_inode:[eventfd]"

  @Test func `eventfds are signalled by threads of the process`() throws {
    #expect(try isInner([6: Self.eventfd, 7: Self.eventfd], watching: [6, 7]))
  }

  @Test func `a pipe with both its ends in the process wakes itself`() throws {
    let pipes = [6: Self.eventfd, 8: "pipe:[11]", 9: "pipe:[11]"]
    #expect(try isInner(pipes, watching: [6, 8]))
  }

  @Test func `a pipe from elsewhere, a connection and a terminal are others`() throws {
    for other in ["pipe:[11]", "socket:[3]", "/dev/pts/0", "anon_inode:[timerfd]"] {
      #expect(try !isInner([6: Self.eventfd, 8: other], watching: [6, 8]), "\(other)")
    }
  }

  @Test func `what cannot be looked at is not known to be the process's own`() throws {
    #expect(try !isInner([:], watching: [6]))
    #expect(try !isInner([6: Self.eventfd], watching: []))
  }
}
