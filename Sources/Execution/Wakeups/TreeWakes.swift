import ProfileModel

/// Keeps, of all records of the machine, those of one command's tree: what its launcher makes, and what that makes.
struct TreeWakes {
  private(set) var recording = WakeRecording()
  /// Wakers outside of the tree, whose names are not in the records: their numbers here, and in the first namespace.
  private(set) var newOutsiders: [(number: Int32, tid: Int32)] = []

  private let launcher: Int32
  /// The room for events; the older half goes when it is full.
  private let mostEvents: Int
  private var members: Set<Int32> = []
  /// Who got each CPU last.
  private var seats: [Int: Seat] = [:]
  private var nameNumbers: [TaskName: UInt32] = [:]
  private var outsiders: Set<Int32> = []

  private struct Seat {
    var thread: Int32
    var since: UInt64
  }

  private static let mostOutsiders = 256
  private static let mostNames = 65_536
  private static let otherNames = "(other tasks)"

  /// - Parameters:
  ///   - launcher: its pid in this program's namespace.
  ///   - mostEvents: at 24 bytes each.
  init(launcher: Int32, mostEvents: Int = 2_000_000) {
    self.launcher = launcher
    self.mostEvents = mostEvents
  }

  /// Takes in the next record in the order of time.
  mutating func add(_ note: WakeNote) {
    recording.readRecords += 1
    switch note.kind {
    case .switched: addSwitch(note)
    case .waking: addWaking(note)
    case .forked: addFork(note)
    }
  }

  private mutating func addSwitch(_ note: WakeNote) {
    if let seat = seats[note.cpu], seat.thread != note.runner { mend(seat, note) }
    seats[note.cpu] = Seat(thread: note.subject, since: note.instant)
    if members.contains(note.runner) {
      noteIdentity(note)
      append(
        .init(note.leaving, note.runner, at: note.instant, name: number(of: note.name)))
      // Its number may be another task's before long.
      if note.leaving == .ended { members.remove(note.runner) }
    }
    if members.contains(note.subject) {
      append(.init(.entered, note.subject, at: note.instant, name: number(of: note.nextName)))
    }
  }

  /// A CPU is left by who got it last; where it is not, the kernel has not recorded a switch in between.
  ///
  /// Seen on Linux 6.18: all switches away from one CPU's idle task were missing, and now and then others.
  private mutating func mend(_ seat: Seat, _ note: WakeNote) {
    let concerns = members.contains(note.runner) || members.contains(seat.thread)
    guard concerns else { return }
    recording.mendedRecords += 1
    guard members.contains(note.runner) else { return }
    // It cannot have had this CPU before, and was ready at its own last record: a free CPU takes it at once.
    append(.init(.entered, note.runner, at: seat.since, name: number(of: note.name)))
  }

  private mutating func addWaking(_ note: WakeNote) {
    guard members.contains(note.subject) else { return }
    if members.contains(note.runner) {
      noteIdentity(note)
    } else if note.context == .task {
      addOutsider(note)
    }
    append(
      .init(
        .woken, note.subject, at: note.instant, by: note.runner, context: note.context,
        name: number(of: note.name)))
  }

  private mutating func addFork(_ note: WakeNote) {
    let isMember = members.contains(note.runner)
    guard isMember || note.identity.pid == launcher else { return }
    if isMember { noteIdentity(note) }
    members.insert(note.subject)
    // A number that was another's before: its account begins anew.
    recording.identities[note.subject] = nil
    append(.init(.born, note.subject, at: note.instant, by: isMember ? note.runner : 0))
  }

  /// A thread's own numbers change only when it executes a program while others live, which takes the first one's over.
  private mutating func noteIdentity(_ note: WakeNote) {
    guard note.identity.tid > 0, recording.identities[note.runner] == nil else { return }
    recording.identities[note.runner] = note.identity
  }

  private mutating func addOutsider(_ note: WakeNote) {
    guard outsiders.count < Self.mostOutsiders, note.identity.tid > 0,
      outsiders.insert(note.runner).inserted
    else { return }
    newOutsiders.append((note.runner, note.identity.tid))
  }

  /// Names those that are new.
  mutating func nameOutsiders(_ name: (_ tid: Int32) -> String?) {
    for (number, tid) in newOutsiders { recording.outsiders[number] = name(tid) }
    newOutsiders.removeAll(keepingCapacity: true)
  }

  private mutating func number(of name: TaskName) -> UInt32 {
    if let number = nameNumbers[name] { return number }
    // The last one is for all that come later.
    guard recording.names.count < Self.mostNames - 1 else {
      if recording.names.count < Self.mostNames { recording.names.append(Self.otherNames) }
      return UInt32(Self.mostNames - 1)
    }
    let number = UInt32(recording.names.count)
    nameNumbers[name] = number
    recording.names.append(name.text)
    return number
  }

  /// The path is walked from the end, so that the oldest events are those to do without.
  private mutating func append(_ event: WakeRecording.Event) {
    if recording.events.count >= mostEvents {
      let old = mostEvents / 2
      recording.events.removeFirst(old)
      recording.droppedRecords += UInt64(old)
    }
    recording.events.append(event)
  }
}
