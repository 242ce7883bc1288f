import ProfileModel

/// One thread's life in stretches of one state each, from its records.
struct ThreadCourse {
  enum State: Equatable {
    case running
    /// Since it was made, woken, or pushed off its CPU.
    case ready(Cause)
    case asleep
    case ended
  }

  enum Cause: Equatable {
    case preempted
    case born(by: Int32)
    case woken(by: Int32, WakeRecording.Context)
  }

  struct Stretch: Equatable {
    let start: UInt64
    let state: State
    /// In the recording's names; nil where no record of the stretch tells.
    fileprivate(set) var name: UInt32?
  }

  private(set) var stretches: [Stretch] = []
  /// Came while the thread was on its way to sleep: its record may be older than that of the sleep.
  private var early: WakeRecording.Event?

  /// How long a thread may be on its way to sleep, ns: some microseconds, unless its CPU is taken away meanwhile.
  private static let longestWay: UInt64 = 1_000_000

  /// - Parameter events: of one thread, in the order of time.
  init(_ events: some Sequence<WakeRecording.Event>) {
    for event in events { add(event) }
  }

  private mutating func add(_ event: WakeRecording.Event) {
    switch event.kind {
    case .entered: enter(event)
    case .preempted: leave(.ready(.preempted), event)
    case .slept: leave(.asleep, event)
    case .ended: leave(.ended, event)
    case .woken:
      switch stretches.last?.state {
      case .asleep:
        begin(.ready(.woken(by: event.other, event.context)), event.instant, event.name)
      case .running where event.other != event.thread: early = event
      default: break
      }
    case .born:
      early = nil
      begin(.ready(.born(by: event.other)), event.instant, nil)
    }
  }

  private mutating func enter(_ event: WakeRecording.Event) {
    if let early {
      switch stretches.last?.state {
      case .asleep:
        begin(.ready(.woken(by: early.other, early.context)), 0, event.name)
      case .running:
        // That it went to sleep was not recorded.
        begin(.ready(.woken(by: early.other, early.context)), early.instant, event.name)
      default: break
      }
    }
    early = nil
    nameReady(event.name)
    begin(.running, event.instant, event.name)
  }

  /// - Parameter start: not before the last stretch's: what was not recorded is told with the earliest instant there is.
  private mutating func begin(_ state: State, _ start: UInt64, _ name: UInt32?) {
    let start = max(start, stretches.last?.start ?? 0)
    stretches.append(Stretch(start: start, state: state, name: name))
  }

  /// A record of a birth does not name the child.
  private mutating func nameReady(_ name: UInt32) {
    guard let last = stretches.indices.last, stretches[last].name == nil else { return }
    stretches[last].name = name
  }

  private mutating func leave(_ state: State, _ event: WakeRecording.Event) {
    if let last = stretches.indices.last, stretches[last].state == .running {
      // Whoever has executed a program meanwhile did most of it under the new name.
      stretches[last].name = event.name
    }
    if let wake = early, state != .asleep || event.instant - wake.instant > Self.longestWay {
      early = nil
    }
    begin(state, event.instant, event.name)
  }

  /// The place of the last stretch that began before an instant; nil when none did.
  func place(before instant: UInt64) -> Int? {
    let next = stretches.indices.partitioningIndex { stretches[$0].start >= instant }
    return next == 0 ? nil : next - 1
  }
}
