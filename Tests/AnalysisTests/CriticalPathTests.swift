import Analysis
import Builtin
import ProfileModel
import Testing

/// What is walked back through made-up wake-ups, whose critical path is plain.
@Suite struct CriticalPathTests {
  /// Records in milliseconds, of threads by their letters; the leader is `m`, its pid 1.
  private struct Script {
    var recording = WakeRecording()

    init(end: UInt64) {
      recording.start = Self.base
      recording.end = Self.base + end * 1_000_000
      recording.leaders = [1]
      recording.names = (UInt8(ascii: "a")...UInt8(ascii: "z")).map {
        String(UnicodeScalar($0))
      }
    }

    static let base: UInt64 = 5_000_000_000

    private func number(_ thread: Character) -> Int32 {
      Int32(thread.asciiValue ?? 0)
    }

    private mutating func add(
      _ kind: WakeRecording.Kind, _ thread: Character, _ time: UInt64, by other: Character? = nil,
      _ context: WakeRecording.Context = .task
    ) {
      let tid = number(thread) - number("m") + 1
      recording.identities[number(thread)] = .init(pid: 1, tid: tid)
      recording.events.append(
        .init(
          kind, number(thread), at: Self.base + time * 1_000_000, by: other.map(number) ?? 0,
          context: context, name: UInt32(number(thread)) - 97))
    }

    mutating func born(_ thread: Character, _ time: UInt64, by parent: Character? = nil) {
      add(.born, thread, time, by: parent)
    }

    mutating func runs(_ thread: Character, _ time: UInt64) { add(.entered, thread, time) }
    mutating func sleeps(_ thread: Character, _ time: UInt64) { add(.slept, thread, time) }
    mutating func isPreempted(_ thread: Character, _ time: UInt64) { add(.preempted, thread, time) }
    mutating func ends(_ thread: Character, _ time: UInt64) { add(.ended, thread, time) }

    mutating func wakes(
      _ thread: Character, _ time: UInt64, by waker: Character?,
      _ context: WakeRecording.Context = .task
    ) {
      add(.woken, thread, time, by: waker, context)
    }

    mutating func isSeen(_ thread: Character, _ kind: WaitKind, _ time: UInt64) {
      recording.sights.append(
        .init(kind, tid: number(thread) - number("m") + 1, at: Self.base + time * 1_000_000))
    }

    func path(sourceLocation: SourceLocation = #_sourceLocation) throws -> CriticalPathRecord {
      let path = try #require(
        CriticalPathRecord(walking: recording), sourceLocation: sourceLocation)
      let sum = path.parts.map(\.seconds).reduce(0, +)
      #expect(abs(sum - path.seconds) < 1e-9, "the parts add up", sourceLocation: sourceLocation)
      return path
    }
  }

  private func milliseconds(
    _ path: CriticalPathRecord, _ name: String, _ activity: PathActivity, _ wait: WaitKind? = nil
  ) -> Int {
    let parts = path.parts.filter {
      $0.name == name && $0.activity == activity && $0.wait == wait
    }
    return Int((parts.map(\.seconds).reduce(0, +) * 1000).rounded())
  }

  @Test func `a timer's sleep is on the path, by the kind that a sample saw`() throws {
    var script = Script(end: 100)
    script.born("m", 1)
    script.runs("m", 2)
    script.sleeps("m", 10)
    script.isSeen("m", .timer, 30)
    script.wakes("m", 60, by: "x", .interrupt)
    script.runs("m", 65)
    script.ends("m", 99)
    let path = try script.path()
    #expect(milliseconds(path, "", .launch) == 2, "before its birth, and after its end")
    #expect(milliseconds(path, "m", .ready) == 6)
    #expect(milliseconds(path, "m", .running) == 42)
    #expect(milliseconds(path, "m", .asleep, .timer) == 50)
    #expect(path.handOvers == 0)
    #expect(path.parts.first?.role == .first)
    #expect(path.parts.first?.wokenBy == nil)
  }

  @Test func `of two threads of unequal length the path is the longer one`() throws {
    var script = Script(end: 100)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 5, by: "m")
    script.born("o", 6, by: "m")
    script.runs("n", 6)
    script.runs("o", 7)
    script.sleeps("m", 8)
    script.wakes("m", 30, by: "n")
    script.ends("n", 30)
    script.runs("m", 31)
    script.sleeps("m", 32)
    script.wakes("m", 90, by: "o")
    script.ends("o", 90)
    script.runs("m", 91)
    script.ends("m", 100)
    let path = try script.path()
    #expect(milliseconds(path, "o", .running) == 83)
    #expect(milliseconds(path, "o", .ready) == 1)
    #expect(milliseconds(path, "n", .running) == 0, "the shorter one is not on it")
    #expect(milliseconds(path, "m", .running) == 15)
    #expect(path.handOvers == 2)
    let longest = try #require(path.stretches.max { $0.seconds < $1.seconds })
    #expect(longest.name == "o" && longest.handedTo == "m")
    #expect(path.parts.first { $0.name == "o" }?.role == .thread)
  }

  @Test func `a pipeline's path is its slow stage, whoever ends last`() throws {
    var script = Script(end: 100)
    script.born("m", 0)
    script.runs("m", 0)
    // p takes 20 ms an item, m consumes each in 2 ms.
    script.born("p", 0, by: "m")
    script.runs("p", 0)
    script.sleeps("m", 1)
    for item in 1...4 as ClosedRange<UInt64> {
      script.wakes("m", 20 * item, by: "p")
      script.runs("m", 20 * item)
      if item < 4 { script.sleeps("m", 20 * item + 2) }
    }
    script.ends("p", 81)
    script.ends("m", 100)
    let path = try script.path()
    #expect(milliseconds(path, "p", .running) == 80)
    #expect(milliseconds(path, "m", .running) == 20)
  }

  @Test func `a lock convoy's path changes from holder to holder`() throws {
    var script = Script(end: 40)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 0, by: "m")
    script.runs("n", 0)
    script.sleeps("n", 1)
    for turn in 0..<2 as Range<UInt64> {
      let time = 20 * turn
      script.wakes("n", time + 10, by: "m")
      script.sleeps("m", time + 10)
      script.runs("n", time + 10)
      script.wakes("m", time + 19, by: "n")
      script.sleeps("n", time + 19)
      script.runs("m", time + 20)
    }
    script.ends("m", 40)
    let path = try script.path()
    #expect(milliseconds(path, "m", .running) == 20)
    #expect(milliseconds(path, "n", .running) == 18)
    #expect(milliseconds(path, "m", .ready) == 2)
    #expect(path.handOvers == 4)
  }

  @Test func `a parallel part and a serial tail are told apart`() throws {
    var script = Script(end: 100)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 0, by: "m")
    script.runs("n", 0)
    script.isPreempted("n", 20)
    script.runs("n", 30)
    script.sleeps("m", 35)
    script.wakes("m", 40, by: "n")
    script.ends("n", 40)
    script.runs("m", 40)
    script.ends("m", 100)
    let path = try script.path()
    #expect(milliseconds(path, "m", .running) == 60)
    #expect(milliseconds(path, "n", .running) == 30)
    #expect(milliseconds(path, "n", .ready) == 10, "it waited for a core")
  }

  @Test func `a waker outside of the tree is named, and the sleep is on the path`() throws {
    var script = Script(end: 50)
    script.born("m", 0)
    script.runs("m", 0)
    script.sleeps("m", 10)
    script.isSeen("m", .peer, 20)
    script.wakes("m", 40, by: "z")
    script.runs("m", 40)
    script.ends("m", 50)
    script.recording.outsiders[Int32(UInt8(ascii: "z"))] = "postgres"
    let path = try script.path()
    #expect(milliseconds(path, "m", .asleep, .peer) == 30)
    #expect(path.parts.first { $0.activity == .asleep }?.wokenBy == "postgres")
  }

  @Test(arguments: [
    (WakeRecording.Context.task, WaitKind?.none, true), (.softInterrupt, .peer, true),
    (.softInterrupt, nil, true), (.softInterrupt, .disk, false), (.softInterrupt, .timer, false),
    (.interrupt, nil, false), (.interrupt, .peer, false),
  ])
  func `who ran when a sleeper was woken woke it, but for interrupts`(
    context: WakeRecording.Context, wait: WaitKind?, leads: Bool
  ) throws {
    var script = Script(end: 50)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 0, by: "m")
    script.runs("n", 0)
    script.sleeps("m", 10)
    if let wait { script.isSeen("m", wait, 20) }
    script.wakes("m", 40, by: "n", context)
    script.runs("m", 40)
    script.ends("m", 50)
    let path = try script.path()
    #expect(milliseconds(path, "n", .running) == (leads ? 40 : 0))
    #expect(milliseconds(path, "m", .asleep, wait) == (leads ? 0 : 30))
  }

  @Test func `a wake-up whose record is a moment older than that of the sleep counts`() throws {
    var script = Script(end: 50)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 0, by: "m")
    script.runs("n", 0)
    script.wakes("m", 10, by: "n")
    script.sleeps("m", 10)
    script.runs("m", 12)
    script.ends("m", 50)
    let path = try script.path()
    #expect(milliseconds(path, "m", .ready) == 2)
    #expect(milliseconds(path, "n", .running) == 10)
  }

  @Test func `who was woken before it slept at all ran on`() throws {
    var script = Script(end: 50)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 0, by: "m")
    script.runs("n", 0)
    script.wakes("m", 10, by: "n")
    script.isPreempted("m", 20)
    script.runs("m", 25)
    script.ends("m", 50)
    let path = try script.path()
    #expect(milliseconds(path, "m", .running) == 45)
    #expect(milliseconds(path, "m", .ready) == 5)
    #expect(path.handOvers == 0)
  }

  @Test func `a sleep whose wake-up was lost is on the path, and the walk goes on`() throws {
    var script = Script(end: 50)
    script.born("m", 0)
    script.runs("m", 0)
    script.sleeps("m", 10)
    script.runs("m", 40)
    script.ends("m", 50)
    let path = try script.path()
    #expect(milliseconds(path, "m", .asleep) == 30)
    #expect(milliseconds(path, "m", .running) == 20)
  }

  @Test func `what was given up for room is not followed, and is told`() throws {
    var script = Script(end: 50)
    script.runs("m", 30)
    script.ends("m", 50)
    script.recording.droppedRecords = 7
    let path = try script.path()
    #expect(milliseconds(path, "", .unfollowed) == 30)
    #expect(path.droppedRecords == 7)
    #expect(path.treeRecords == 9)
  }

  @Test func `the path begins with the thread that ends the process last`() throws {
    var script = Script(end: 60)
    script.born("m", 0)
    script.runs("m", 0)
    script.born("n", 5, by: "m")
    script.ends("m", 10)
    script.runs("n", 10)
    script.ends("n", 59)
    let path = try script.path()
    #expect(milliseconds(path, "n", .running) == 49)
    #expect(milliseconds(path, "n", .ready) == 5)
    #expect(milliseconds(path, "m", .running) == 5)
  }

  @Test func `no record of the command, no path`() {
    #expect(CriticalPathRecord(walking: Script(end: 50).recording) == nil)
  }

  @Test func `threads whose names differ in a number are one row`() throws {
    var script = Script(end: 30)
    script.recording.names[1] = "worker-1"
    script.recording.names[2] = "worker-2"
    script.born("m", 0)
    script.runs("m", 0)
    script.born("b", 0, by: "m")
    script.runs("b", 0)
    script.born("c", 10, by: "b")
    script.runs("c", 10)
    script.sleeps("m", 1)
    script.wakes("m", 29, by: "c")
    script.runs("m", 29)
    script.ends("m", 30)
    let path = try script.path()
    let part = try #require(path.parts.first)
    #expect(part.name == "worker-*" && part.threads == 2 && part.tid == nil && part.times == 2)
  }

  /// Whatever the records are, the walk ends, and its parts add up.
  @Test(arguments: 0 as UInt64..<200)
  func `made-up nonsense ends too`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var script = Script(end: 100)
    let threads: [Character] = ["m", "n", "o", "p"]
    var time: UInt64 = 0
    script.runs("m", 0)
    while time < 100 {
      time += UInt64.random(in: 0...3, using: &random)
      let thread = threads.randomElement(using: &random) ?? "m"
      switch Int.random(in: 0..<6, using: &random) {
      case 0: script.born(thread, time, by: threads.randomElement(using: &random))
      case 1: script.runs(thread, time)
      case 2: script.sleeps(thread, time)
      case 3: script.isPreempted(thread, time)
      case 4: script.ends(thread, time)
      default:
        script.wakes(thread, time, by: threads.randomElement(using: &random), .task)
      }
    }
    let path = try script.path()
    #expect(path.parts.allSatisfy { $0.seconds > 0 && $0.times > 0 })
  }
}
