import ProfileModel

/// Walks back from the end of a trial: what a thread did, and where it slept until another thread of the tree woke it,
/// what that one did up to then.
///
/// The critical path of an execution (Yang and Miller, “Critical path analysis for the execution of parallel and
/// distributed programs”, ICDCS 1988), over the scheduler's records. Each step goes back in time, so that it ends.
struct PathWalk {
  /// What the thread that the path is on did.
  struct Piece: Equatable {
    var thread: Int32
    var name: UInt32?
    var activity: PathActivity
    var wait: WaitKind?
    /// The waker outside of the tree.
    var wokenBy: Int32?
    var start: UInt64
    var end: UInt64
  }

  private let recording: WakeRecording
  private let events: [Int32: [WakeRecording.Event]]
  private let sights: [Int32: [WakeRecording.Sight]]
  private var courses: [Int32: ThreadCourse] = [:]

  init(_ recording: WakeRecording) {
    self.recording = recording
    events = Dictionary(grouping: recording.events, by: \.thread)
    sights = Dictionary(grouping: recording.sights, by: \.tid)
  }

  /// Goes from the end to the start, and hands over each piece, the last one first; they join without gaps.
  ///
  /// - Returns: whether there was a thread to begin with.
  mutating func run(_ take: (Piece) -> Void) -> Bool {
    guard let last = lastThread, recording.end > recording.start else { return false }
    var step = Step(thread: last, instant: recording.end)
    var isFirst = true
    while step.instant > recording.start {
      step = follow(step, isFirst: isFirst, take)
      isFirst = false
    }
    return true
  }

  /// Where the walk is: on a thread, just before an instant.
  private struct Step {
    var thread: Int32
    var instant: UInt64
    /// The stretch of its course that ends there; nil just after the path has come over from another thread.
    var place: Int?
  }

  /// Of the command that ended last the thread that did: its process ends with it.
  private var lastThread: Int32? {
    let own = recording.identities.filter { $0.value.pid == recording.leaders.first }.keys
    return own.max { lastInstant(of: $0) < lastInstant(of: $1) }
  }

  private func lastInstant(of thread: Int32) -> UInt64 {
    events[thread]?.last { $0.instant <= recording.end }?.instant ?? 0
  }

  /// Takes one stretch, and the sleep before it when nobody of the tree ended that.
  private mutating func follow(_ step: Step, isFirst: Bool, _ take: (Piece) -> Void) -> Step {
    let course = course(of: step.thread)
    guard let place = step.place ?? course.place(before: step.instant), place >= 0 else {
      return takeRest(.unfollowed, step, take)
    }
    let stretch = course.stretches[place]
    let activity: PathActivity =
      switch stretch.state {
      case .running: .running
      case .ready: .ready
      case .asleep: .asleep
      case .ended: isFirst ? .launch : .unfollowed
      }
    let next = hand(activity, stretch, step, take)
    guard next.instant > recording.start else { return next }
    let stay = Step(thread: step.thread, instant: next.instant, place: place - 1)
    switch stretch.state {
    case .ready(.born(let parent)):
      guard parent != 0 else { return takeRest(.launch, next, take) }
      return Step(thread: parent, instant: next.instant)
    case .ready(.woken(let waker, let context)):
      guard place > 0 else { return stay }
      let wait = sight(of: step.thread, course.stretches[place - 1].start, next.instant)
      if leads(to: waker, context, wait) { return Step(thread: waker, instant: next.instant) }
      guard course.stretches[place - 1].state == .asleep else { return stay }
      var sleeper = hand(
        .asleep, course.stretches[place - 1], next,
        wokenBy: context == .task ? waker : nil, take)
      sleeper.place = place - 2
      return sleeper
    case .running, .asleep, .ended, .ready(.preempted): return stay
    }
  }

  private mutating func course(of thread: Int32) -> ThreadCourse {
    if let course = courses[thread] { return course }
    let course = ThreadCourse(events[thread] ?? [])
    courses[thread] = course
    return course
  }

  /// Whether the path goes over to who ran when the thread was woken.
  ///
  /// In a softirq that may be one that a device interrupted; who waits for a peer is mostly woken by that peer, which
  /// sends to it on this machine.
  private func leads(
    to waker: Int32, _ context: WakeRecording.Context, _ wait: WaitKind?
  ) -> Bool {
    guard events[waker] != nil else { return false }
    return switch context {
    case .task: true
    case .softInterrupt: wait == nil || wait == .peer
    case .interrupt: false
    }
  }

  /// The last thing that a sample found the sleeper to wait for.
  private func sight(of thread: Int32, _ start: UInt64, _ end: UInt64) -> WaitKind? {
    guard let tid = recording.identities[thread]?.tid, let seen = sights[tid] else { return nil }
    let next = seen.indices.partitioningIndex { seen[$0].instant >= end }
    guard next > 0, seen[next - 1].instant > start else { return nil }
    return seen[next - 1].kind
  }

  /// Hands over a stretch from its start, or the trial's, to where the walk is.
  private func hand(
    _ activity: PathActivity, _ stretch: ThreadCourse.Stretch, _ step: Step, wokenBy: Int32? = nil,
    _ take: (Piece) -> Void
  ) -> Step {
    let start = min(max(stretch.start, recording.start), step.instant)
    if start < step.instant {
      take(
        Piece(
          thread: step.thread, name: stretch.name, activity: activity,
          wait: activity == .asleep ? sight(of: step.thread, start, step.instant) : nil,
          wokenBy: wokenBy, start: start, end: step.instant))
    }
    return Step(thread: step.thread, instant: start)
  }

  /// All the time before: the launcher had not made the command yet, or nothing is known of the thread.
  private func takeRest(
    _ activity: PathActivity, _ step: Step, _ take: (Piece) -> Void
  ) -> Step {
    take(
      Piece(thread: step.thread, activity: activity, start: recording.start, end: step.instant))
    return Step(thread: step.thread, instant: recording.start)
  }
}
