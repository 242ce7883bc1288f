import LinuxSystem
import ProcFS
import ProfileModel

/// Follows the wake-ups of one trial: empties the rings while it runs, and keeps what is of its tree.
final class WakeupRecorder {
  private let tracepoints: WakeTracepoints
  private let buffers: [TraceBuffer]
  private var wakes: TreeWakes
  /// Read, but perhaps not yet next in the order of time: another CPU's may be older.
  private var waiting: [WakeNote] = []
  private var cpuNanoseconds: UInt64 = 0
  /// When the rings are to be emptied next (`MonotonicClock`).
  private(set) var next: UInt64

  /// At 500,000 switches a second a ring of 4 MiB is full after some 80 ms.
  private static let interval: UInt64 = 20_000_000
  /// A record is in its ring so long after its instant at the latest, unless the machine itself stands still.
  private static let delay: UInt64 = 5_000_000

  init(_ source: WakeupSource, launcher: Int32) throws(SystemError) {
    tracepoints = source.tracepoints
    buffers = try source.buffers()
    wakes = TreeWakes(launcher: launcher)
    next = MonotonicClock.now() + Self.interval
    for buffer in buffers { try buffer.enable() }
  }

  func readIfDue() {
    let now = MonotonicClock.now()
    guard now >= next else { return }
    next = now + Self.interval
    read(upTo: now - Self.delay)
  }

  /// Reads what is left.
  func finish() -> WakeRecording {
    read(upTo: .max)
    var recording = wakes.recording
    recording.lostRecords = buffers.map(\.lost).reduce(0, +)
    recording.readerCPUSeconds = Double(cpuNanoseconds) / 1e9
    return recording
  }

  private func read(upTo horizon: UInt64) {
    let before = CPUClock.thread()
    for (cpu, buffer) in buffers.enumerated() {
      buffer.drain { record in
        guard var note = tracepoints.note(record) else { return }
        note.cpu = cpu
        waiting.append(note)
      }
    }
    waiting.sort { $0.instant < $1.instant }
    let ready = waiting.prefix { $0.instant <= horizon }.count
    for note in waiting[..<ready] { wakes.add(note) }
    waiting.removeFirst(ready)
    let tree = ProcessTree()
    wakes.nameOutsiders { tree.name(of: $0) }
    cpuNanoseconds += CPUClock.thread() - before
  }
}
