import Execution
import Glibc
import ProcFS
import ProfileModel
import Testing

/// Threads that are made to wait, seen through wchan and syscall.
@Suite(
  .serialized,
  .enabled(
    if: isReadable("/proc/self/wchan") && isReadable("/proc/self/syscall")
      && SystemCallTable.current != nil,
    "this kernel or user cannot see where a thread sleeps"))
struct LiveWaitTests {
  private struct Sighting {
    var kind: WaitKind?
    var futex: FutexWait?
  }

  /// Looks at a thread once it sleeps; a reading between two states is made again.
  private func look(at sleeper: Sleeper, until expected: WaitKind) throws -> Sighting {
    let task = ProcReader().process(getpid())
    var sighting = Sighting()
    for _ in 0..<2_000 where sighting.kind != expected {
      usleep(1_000)
      let stat: TaskStat = try task.read("task/\(sleeper.tid)/stat")
      let channel = try task.bytes("task/\(sleeper.tid)/wchan")
      let syscall: TaskSyscall = try task.read("task/\(sleeper.tid)/syscall")
      sighting.futex = FutexWait(syscall)
      sighting.kind = channel.withUnsafeBytes {
        WaitKind(state: stat.state, channel: WaitChannel($0), syscall: syscall)
      }
    }
    return sighting
  }

  @Test func `a thread at a mutex waits for a lock, and its address lies in the mutex`() throws {
    nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    defer { mutex.deallocate() }
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    pthread_mutex_lock(mutex)
    let sleeper = try #require(
      Sleeper {
        pthread_mutex_lock(mutex)
        pthread_mutex_unlock(mutex)
      })
    let sighting = try look(at: sleeper, until: .lock)
    pthread_mutex_unlock(mutex)
    sleeper.join()
    #expect(sighting.kind == .lock)
    let futex = try #require(sighting.futex)
    let start = UInt64(UInt(bitPattern: mutex))
    #expect((start..<(start + UInt64(MemoryLayout<pthread_mutex_t>.size))).contains(futex.address))
    #expect(futex.isPrivate)
    let maps: ProcessMaps = try ProcReader().process(getpid()).read("maps")
    #expect(maps.entry(at: futex.address)?.isWritable == true)
  }

  @Test func `a thread at an empty pipe waits for a peer`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let input = ends[0]
    let sleeper = try #require(
      Sleeper {
        var byte: UInt8 = 0
        read(input, &byte, 1)
      })
    let sighting = try look(at: sleeper, until: .peer)
    close(ends[1])
    sleeper.join()
    close(input)
    #expect(sighting.kind == .peer)
    #expect(sighting.futex == nil)
  }

  @Test func `a thread that polls a pipe waits for a peer`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let input = ends[0]
    let sleeper = try #require(
      Sleeper {
        var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
      })
    let sighting = try look(at: sleeper, until: .peer)
    close(ends[1])
    sleeper.join()
    close(input)
    #expect(sighting.kind == .peer)
  }

  @Test func `a thread that sleeps waits for a time, however it does it`() throws {
    let ways: [@Sendable () -> Void] = [{ sleep(60) }, { poll(nil, 0, 60_000) }]
    for way in ways {
      let sleeper = try #require(Sleeper(way))
      let sighting = try look(at: sleeper, until: .timer)
      // It ends with the process: nothing waits for it.
      sleeper.forget()
      #expect(sighting.kind == .timer)
    }
  }

  @Test func `a sleeper's stack pointer lies in a thread stack`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let input = ends[0]
    let sleeper = try #require(
      Sleeper {
        var byte: UInt8 = 0
        read(input, &byte, 1)
      })
    _ = try look(at: sleeper, until: .peer)
    let own = ProcReader().process(getpid())
    let syscall: TaskSyscall = try own.read("task/\(sleeper.tid)/syscall")
    let smaps = try own.bytes("smaps")
    close(ends[1])
    sleeper.join()
    close(input)
    let pointer = try #require(syscall.stackPointer)
    let without = try #require(MemorySegments(parsing: smaps))
    let with = smaps.withUnsafeBytes { MemorySegments(parsing: $0, stackPointers: [pointer]) }
    let maps = try #require(with)
    // With a guard map (glibc before 2.42) the stack was known already; without one it is now.
    #expect(maps[.stack] >= without[.stack])
    #expect(maps[.stack] + maps[.anonymous] == without[.stack] + without[.anonymous])
  }
}

/// Whether this user may read a file of /proc, and it says something.
private func isReadable(_ path: String) -> Bool {
  ((try? ProcReader(root: "/").bytes(path))?.isEmpty ?? true) == false
}
