import Glibc
import LinuxSystem
import SystemPackage
import Testing

@Suite struct PollingTests {
  @Test func `the deadline ends the wait, and not before`() throws {
    let pipe = try Pipe()
    defer {
      try? pipe.readEnd.close()
      try? pipe.writeEnd.close()
    }
    let deadline = MonotonicClock.now() + 20_000_000
    #expect(try Polling.wait(for: [pipe.readEnd], until: deadline).isEmpty)
    #expect(MonotonicClock.now() >= deadline)
    #expect(try Polling.wait(for: [pipe.readEnd], until: 0).isEmpty)
  }

  @Test func `what can be read ends the wait at once, and only that is told`() throws {
    let (quiet, loud) = (try Pipe(), try Pipe())
    defer {
      for end in [quiet.readEnd, quiet.writeEnd, loud.readEnd, loud.writeEnd] { try? end.close() }
    }
    try loud.writeEnd.writeAll([1])
    let ends = [quiet.readEnd, loud.readEnd]
    #expect(try Polling.wait(for: ends, until: nil) == [loud.readEnd])
    #expect(try Polling.wait(for: ends, until: 0) == [loud.readEnd])
    #expect(try Polling.wait(for: ends, until: .max) == [loud.readEnd])
  }

  @Test func `the other end's closing is an event`() throws {
    let pipe = try Pipe()
    defer { try? pipe.readEnd.close() }
    try pipe.writeEnd.close()
    #expect(try Polling.wait(for: [pipe.readEnd], until: nil) == [pipe.readEnd])
  }

  @Test func `an empty pipe, a full one and a closed one are three things`() throws {
    let pipe = try Pipe()
    defer { try? pipe.readEnd.close() }
    try pipe.readEnd.setNonBlocking()
    var buffer = [UInt8](repeating: 0, count: 3)
    #expect(try pipe.readEnd.readAvailable(into: &buffer) == [])
    try pipe.writeEnd.writeAll([1, 2, 3, 4])
    #expect(try pipe.readEnd.readAvailable(into: &buffer) == [1, 2, 3])
    #expect(try pipe.readEnd.readAvailable(into: &buffer) == [4])
    try pipe.writeEnd.close()
    #expect(try pipe.readEnd.readAvailable(into: &buffer) == nil)
  }

  @Test func `a text is put whole, and its end is read`() throws {
    let file = try MemoryFile.make(named: "text")
    defer { try? file.close() }
    #expect(file.tail(bytes: 10).isEmpty)
    let text = String(repeating: "0123456789", count: 10_000)
    try file.put(text)
    #expect(file.tail(bytes: 1_000_000) == text)
    #expect(file.tail(bytes: 3) == "789")
  }
}

@Suite(.serialized) struct SignalMonitorTests {
  /// Signals that a thread sends to itself, as the monitor that it made shows them.
  private func received(_ signals: [Int32]) throws -> (before: [Int32], after: [Int32]) {
    try OwnThread.run {
      let pipeHandling = signal(SIGPIPE, SIG_DFL)
      defer { signal(SIGPIPE, pipeHandling) }
      let monitor = try SignalMonitor()
      defer { try? monitor.descriptor.close() }
      let before = monitor.pending().filter { $0 != SIGCHLD }
      for signal in signals { pthread_kill(pthread_self(), signal) }
      let events = try Polling.wait(for: [monitor.descriptor], until: nil)
      #expect(events == [monitor.descriptor])
      return (before, monitor.pending().filter { $0 != SIGCHLD })
    }
  }

  @Test(arguments: SignalMonitor.endSignals.sorted())
  func `a signal to end is read instead of delivered`(signal: Int32) throws {
    let (before, after) = try received([signal])
    #expect(before.isEmpty)
    #expect(after == [signal])
  }

  @Test func `all that end a program from outside are heeded, and nothing else`() {
    let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]
    let unheedable = [SIGKILL, SIGSTOP]
    let failedWrites = [SIGPIPE, SIGXFSZ]
    let harmless = [SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU]
    // Below SIGRTMIN the C library keeps two for its threads.
    let others = Set(faults + unheedable + failedWrites + harmless + [32, 33])
    #expect(SignalMonitor.endSignals == Set(1...64).subtracting(others))
  }

  @Test func `what the caller ignores stays ignored, but for what a script ends it by`() throws {
    let ignored = [SIGUSR2, SIGQUIT, SIGINT, SIGTERM]
    for number in ignored { signal(number, SIG_IGN) }
    defer { for number in ignored { signal(number, SIG_DFL) } }
    #expect(Set(try received(ignored).after) == [SIGINT, SIGTERM])
  }

  @Test func `several at once are all seen`() throws {
    #expect(Set(try received([SIGTERM, SIGINT, SIGTERM]).after) == [SIGINT, SIGTERM])
  }

  @Test func `the end of a child is seen`() throws {
    let seen = try OwnThread.run {
      let monitor = try SignalMonitor()
      defer { try? monitor.descriptor.close() }
      pthread_kill(pthread_self(), SIGCHLD)
      return monitor.pending().contains(SignalMonitor.childSignal)
    }
    #expect(seen)
  }

  @Test func `a write to a pipe that nobody reads is an error, not the end`() throws {
    let error = try OwnThread.run { () -> Errno? in
      let monitor = try SignalMonitor()
      defer { try? monitor.descriptor.close() }
      let pipe = try Pipe()
      defer { try? pipe.writeEnd.close() }
      try pipe.readEnd.close()
      do {
        try pipe.writeEnd.writeAll([1])
        return nil
      } catch {
        return error as? Errno
      }
    }
    #expect(error == .brokenPipe)
  }
}
