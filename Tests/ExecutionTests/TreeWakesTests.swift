import ProcFS
import ProfileModel
import Testing

@testable import Execution

/// Which of the machine's records are the tree's.
@Suite struct TreeWakesTests {
  private static let launcher: Int32 = 10

  private static func name(_ text: String) -> TaskName {
    var bytes = Array(text.utf8)
    bytes += Array(repeating: 0, count: 16 - bytes.count)
    return bytes.withUnsafeBytes {
      TaskName(
        bytes: (
          $0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        ))
    }
  }

  private func note(
    _ kind: WakeNote.Kind, _ runner: Int32, _ subject: Int32, at instant: UInt64, cpu: Int = 0,
    state: UInt64 = 1, flags: UInt8 = 0, pid: Int32? = nil
  ) -> WakeNote {
    var note = WakeNote(
      kind: kind, instant: instant, runner: runner,
      identity: .init(pid: pid ?? runner, tid: runner), subject: subject, flags: flags)
    note.cpu = cpu
    note.state = state
    note.name = Self.name("task-\(runner)")
    note.nextName = Self.name("task-\(subject)")
    return note
  }

  private func recording(_ notes: [WakeNote], mostEvents: Int = 1000) -> WakeRecording {
    var wakes = TreeWakes(launcher: Self.launcher, mostEvents: mostEvents)
    for note in notes { wakes.add(note) }
    wakes.nameOutsiders { "outsider-\($0)" }
    return wakes.recording
  }

  @Test func `what the launcher makes, and what that makes, is the tree`() {
    let recording = recording([
      note(.forked, 10, 20, at: 1), note(.forked, 20, 21, at: 2), note(.forked, 30, 31, at: 3),
      note(.switched, 20, 21, at: 4), note(.switched, 30, 31, at: 5, cpu: 1),
      note(.waking, 21, 20, at: 6), note(.waking, 31, 30, at: 7),
    ])
    #expect(recording.events.map(\.thread) == [20, 21, 20, 21, 20])
    #expect(recording.events.map(\.kind) == [.born, .born, .slept, .entered, .woken])
    #expect(recording.events.map(\.other) == [0, 20, 0, 0, 21])
    #expect(recording.identities[20] == .init(pid: 20, tid: 20))
    #expect(
      recording.events.dropFirst(2).map { recording.names[Int($0.name)] }
        == ["task-20", "task-21", "task-21"])
    #expect(recording.readRecords == 7)
  }

  @Test(
    arguments: [
      (0, .preempted), (0x100, .preempted), (1, .slept), (2, .slept), (4, .slept), (0x82, .slept),
      (0x10, .ended), (0x20, .ended),
    ] as [(UInt64, WakeRecording.Kind)])
  func `how a thread leaves its CPU`(state: UInt64, kind: WakeRecording.Kind) {
    let recording = recording([
      note(.forked, 10, 20, at: 1), note(.switched, 20, 0, at: 2, state: state),
    ])
    #expect(recording.events.last?.kind == kind)
  }

  @Test(
    arguments: [
      (30, 0, .task), (30, 0x05, .task), (30, 0x10, .softInterrupt), (30, 0x08, .interrupt),
      (30, 0x18, .interrupt), (30, 0x40, .interrupt), (0, 0, .interrupt),
    ] as [(Int32, UInt8, WakeRecording.Context)])
  func `what the waker's CPU was doing`(
    runner: Int32, flags: UInt8, context: WakeRecording.Context
  ) {
    let recording = recording([
      note(.forked, 10, 20, at: 1), note(.waking, runner, 20, at: 2, flags: flags),
    ])
    #expect(recording.events.last?.context == context)
    #expect(recording.outsiders[30] == (context == .task ? "outsider-30" : nil))
  }

  @Test func `a number that has ended may be another program's`() {
    let recording = recording([
      note(.forked, 10, 20, at: 1), note(.switched, 20, 0, at: 2, state: 0x20),
      note(.switched, 0, 20, at: 3), note(.waking, 30, 20, at: 4),
    ])
    #expect(recording.events.map(\.kind) == [.born, .ended])
  }

  @Test func `a switch that was not recorded is told by its neighbours`() {
    // An idle task's switches are missing: 20 leaves a CPU that nobody was seen to give it.
    let recording = recording([
      note(.forked, 10, 20, at: 1), note(.switched, 30, 0, at: 5, cpu: 1),
      note(.switched, 20, 0, at: 9, cpu: 1),
    ])
    #expect(recording.events.map(\.kind) == [.born, .entered, .slept])
    #expect(recording.events.map(\.instant) == [1, 5, 9])
    #expect(recording.mendedRecords == 1)
  }

  @Test func `the oldest records make room`() {
    let turns = (0..<10 as Range<UInt64>).map { note(.waking, 30, 20, at: 2 + $0) }
    let recording = recording([note(.forked, 10, 20, at: 1)] + turns, mostEvents: 8)
    #expect(recording.droppedRecords == 4)
    #expect(recording.events.count == 7)
    #expect(recording.events.last?.instant == 11)
  }
}
