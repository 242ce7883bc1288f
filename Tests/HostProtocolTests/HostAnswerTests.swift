import Builtin
import HostProtocol
import TestSupport
import Testing

@Suite struct HostAnswerTests {
  /// All values distinct, so that two that were swapped are seen.
  private static var finished: WorkerFinished {
    var finished = WorkerFinished(worker: 7, start: 1_000, end: 2_000)
    finished.cpuNanoseconds = 11
    finished.userMicroseconds = 12
    finished.systemMicroseconds = 13
    finished.voluntaryContextSwitches = 14
    finished.involuntaryContextSwitches = 15
    finished.minorFaults = 16
    finished.majorFaults = 17
    finished.runQueueNanoseconds = 18
    finished.requestedReadBytes = 19
    finished.storageReadBytes = 20
    finished.diskWaitTicks = 21
    finished.workDone = .max
    finished.check = Int128.max
    return finished
  }

  private static let fullLine: [HostAnswer.LatencyCount] = (0..<HostAnswer.latencyCountsPerLine)
    .map { .init(nanoseconds: .max - UInt64($0), reads: .max) }

  static let answers: [HostAnswer] = [
    .done,
    .ready(
      WorkerReady(worker: 0, tid: 4321, obtainedCPUs: [], hostStarted: 1, ready: 2)),
    .ready(
      WorkerReady(
        worker: 69, tid: .max, obtainedCPUs: [0, 1, 2, 9, 1022, 1023], hostStarted: .max, ready: 0)
    ),
    .finished(finished),
    .finished(WorkerFinished(worker: 0, start: 0, end: 0)),
    .latency(worker: 3, counts: LatencyCounts([.init(nanoseconds: 64, reads: 1)])),
    .latency(worker: 3, counts: LatencyCounts([])),
    .latency(worker: .max, counts: LatencyCounts(fullLine)),
    .failed(worker: nil, message: "open /a b: No such file or directory"),
    .failed(worker: 5, message: "100 %\n\u{0}ü 日本 = \u{1F600}"),
    .failed(worker: nil, message: ""),
  ]

  /// On every second, or on half of the most CPUs that Linux is built for, with all else that the answer may tell.
  private static func scattered(_ seed: UInt64) -> WorkerReady {
    var generator = SplitMix64(seed: seed)
    let cpus = (0..<8192).filter {
      seed == 0 ? $0 % 2 == 1 : Bool.random(using: &generator) && $0 > 0
    }
    var ready = WorkerReady(
      worker: .max, tid: .max, obtainedCPUs: cpus, hostStarted: .max, ready: .max)
    ready.forkedPID = .max
    ready.memoryRefusal = "set_mempolicy bind:0-63: Operation not permitted"
    ready.buffer = .init(address: .max, count: .max)
    return ready
  }

  private static func line(_ answer: HostAnswer) -> Substring {
    let text = LineCoder.line(answer)
    return text.dropLast()
  }

  @Test(arguments: answers)
  func `an answer is one line, read as it was written`(answer: HostAnswer) throws {
    let text = LineCoder.line(answer)
    #expect(text.hasSuffix("\n"))
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(try LineCoder.decode(HostAnswer.self, from: Self.line(answer)) == answer)
  }

  @Test func `what could not be read stays apart from zero`() throws {
    var some = WorkerFinished(worker: 0, start: 0, end: 0)
    some.storageReadBytes = 0
    guard
      case .finished(let read) = try LineCoder.decode(
        HostAnswer.self, from: Self.line(.finished(some)))
    else {
      Issue.record("another answer")
      return
    }
    #expect(read.storageReadBytes == 0)
    #expect(read.requestedReadBytes == nil)
    #expect(read.runQueueNanoseconds == nil)
    #expect(read.diskWaitTicks == nil)
  }

  /// A pipe takes lines up to `PIPE_BUF` whole; a longer one may be mixed with another worker's.
  @Test(arguments: [
    HostAnswer.latency(worker: .max, counts: LatencyCounts(fullLine)),
    .failed(worker: .max, message: String(repeating: "x", count: 100_000)),
    .failed(worker: .max, message: String(repeating: " ", count: 100_000)),
    .failed(worker: .max, message: String(repeating: "\u{1F469}\u{200D}\u{1F680}", count: 2_000)),
    .ready(
      WorkerReady(
        worker: .max, tid: .max, obtainedCPUs: Array(0..<8192), hostStarted: .max, ready: .max)),
    .ready(
      WorkerReady(
        worker: .max, tid: .max, obtainedCPUs: Array(stride(from: 0, to: 1024, by: 2)),
        hostStarted: .max, ready: .max)),
    .ready(scattered(0)), .ready(scattered(1)), .ready(scattered(2)),
  ])
  func `no line is longer than a pipe takes whole`(answer: HostAnswer) throws {
    #expect(LineCoder.line(answer).utf8.count <= LineCoder.maximumBytes)
    let read = try LineCoder.decode(HostAnswer.self, from: Self.line(answer))
    if case .failed(_, let message) = read {
      #expect(!message.isEmpty)
    } else {
      #expect(read == answer)
    }
  }

  @Test func `CPUs in an order of their own keep it`() throws {
    let cpus = (0..<300).map { $0 * 7 % 300 * 2 }
    let answer = HostAnswer.ready(
      WorkerReady(worker: 0, tid: 1, obtainedCPUs: cpus, hostStarted: 1, ready: 2))
    #expect(try LineCoder.decode(HostAnswer.self, from: Self.line(answer)) == answer)
  }

  @Test(arguments: [
    "_", "0_", "_1", "0_g", "-4_1", "0_1_1", "65536_1", "0_\(String(repeating: "1", count: 41))",
  ])
  func `what is no mask is refused`(word: String) {
    let line = "( ready( _0( worker=1 tid=1 obtainedCPUs( =\(word) ) hostStarted=1 ready=1 ) ) )"
    #expect(throws: HostProtocolError.self) {
      try LineCoder.decode(HostAnswer.self, from: line[...])
    }
  }

  @Test(arguments: answers)
  func `a line cut off anywhere is refused`(answer: HostAnswer) {
    let line = Self.line(answer)
    for count in 0..<line.utf8.count {
      let part = String(decoding: line.utf8.prefix(count), as: UTF8.self)
      #expect(throws: HostProtocolError.self, "\(part)") {
        try LineCoder.decode(HostAnswer.self, from: part[...])
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `damage is refused or read, never a crash`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let sources =
      Self.answers.map { Array(Self.line($0).utf8) }
      + HostOrderTests.orders.map { Array(Order.work($0).encoded().utf8) }
    var refused = 0
    for source in sources {
      for _ in 0..<200 {
        var bytes = source
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
            in: 0...127, using: &generator)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if (try? LineCoder.decode(HostAnswer.self, from: text[...])) == nil { refused += 1 }
        _ = try? Order(decoding: text)
      }
    }
    #expect(refused > 1000, "seed \(seed): the damage does not reach what is read")
  }

  static let refused: [(line: String, message: String)] = [
    ("", "malformed: a value is missing or wrong: cut off"),
    ("( dance( ) )", "malformed: ( dance( ) )"),
    ("( ready( ) )", "malformed: _0 is missing or wrong: )"),
    ("( ready( _0( worker=1 ) ) )", "malformed: tid is missing or wrong: )"),
    (
      "( ready( _0( worker=1 tid=99999999999 ) ) )",
      "malformed: tid is missing or wrong: tid=99999999999"
    ),
    (
      "( ready( _0( worker=1 tid=1 obtainedCPUs( =3-1 ) ) ) )",
      "malformed: 3-1 is no run of ids"
    ),
    (
      "( finished( _0( worker=1 start=0x1 ) ) )", "malformed: start is missing or wrong: start=0x1"
    ),
    (
      "( latency( worker=1 counts=1-4294967296 ) )",
      "malformed: counts is missing or wrong: counts=1-4294967296"
    ),
    ("( failed( worker=x message=a ) )", "malformed: worker is missing or wrong: worker=x"),
    ("( failed( worker=1 ) )", "malformed: message is missing or wrong: )"),
    ("( failed( message=a ) ) more", "malformed: ( failed( message=a ) ) more"),
  ]

  @Test(arguments: refused)
  func `what is no answer is refused by its place`(line: String, message: String) {
    let error = #expect(throws: HostProtocolError.self) {
      try LineCoder.decode(HostAnswer.self, from: line[...])
    }
    #expect(error?.description == message)
  }

  @Test func `an optional number that is there must be a number`() {
    let line = Self.line(.finished(Self.finished)).replacing(
      "storageReadBytes=20", with: "storageReadBytes=many")
    #expect(throws: HostProtocolError.self) {
      try LineCoder.decode(HostAnswer.self, from: line[...])
    }
  }

  @Test func `latencies are taken apart as they were put together`() throws {
    let words = LatencyCounts(Self.fullLine)
    #expect(words.counts == Self.fullLine)
    #expect(LatencyCounts("64-3.128-1")?.counts.map(\.reads) == [3, 1])
    #expect(LatencyCounts("")?.counts == [])
  }

  @Test(arguments: [
    "-", "1", "1-", "-1", "1-2.", ".1-2", "1-2..3-4", "1-4294967296", "18446744073709551616-1",
    "a-1", "1-2 ",
  ])
  func `what is no pair of numbers is no latency`(word: String) {
    #expect(LatencyCounts(word) == nil)
  }
}
