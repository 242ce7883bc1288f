public import ProfileModel

extension CriticalPathRecord {
  /// Walks back through a trial's wake-ups; nil when none of them is of the command.
  public init?(walking recording: WakeRecording) {
    var walk = PathWalk(recording)
    var parts = PathParts(recording)
    guard walk.run({ parts.add($0) }) else { return nil }
    self.init(seconds: Double(recording.end - recording.start) / 1e9)
    self.parts = parts.list
    handOvers = parts.handOvers
    stretches = parts.longest
    readRecords = recording.readRecords
    treeRecords = UInt64(recording.events.count) + recording.droppedRecords
    lostRecords = recording.lostRecords
    mendedRecords = recording.mendedRecords
    droppedRecords = recording.droppedRecords
    readerCPUSeconds = recording.readerCPUSeconds
  }
}

/// Adds a path's pieces up, the last one first, by who did what; and keeps its longest stretches.
private struct PathParts {
  /// What makes pieces alike.
  private struct Key: Hashable {
    var name: String
    var role: PathRole?
    var activity: PathActivity
    var wait: WaitKind?
    var wokenBy: String?
  }

  private struct Sum {
    var nanoseconds: UInt64 = 0
    var times = 0
    var threads: Set<Int32> = []
    var name = ""
  }

  /// A stretch on one thread, which is still being gone back through.
  private struct Visit {
    var thread: Int32
    var name: String
    var start: UInt64
    var end: UInt64
    /// The thread that the path goes on with behind it.
    var following: (thread: Int32, name: String)?
  }

  private let recording: WakeRecording
  private let leaders: Set<Int32>
  private var sums: [Key: Sum] = [:]
  private(set) var handOvers = 0
  private var visit: Visit?
  /// The longest of those that are closed; the shortest of them last.
  private var visits: [Visit] = []

  private static let mostStretches = 12

  init(_ recording: WakeRecording) {
    self.recording = recording
    leaders = Set(recording.leaders)
  }

  mutating func add(_ piece: PathWalk.Piece) {
    let name = piece.name.map { recording.names[Int($0)] } ?? ""
    let isKnown = piece.activity != .launch && piece.activity != .unfollowed
    let key = Key(
      name: isKnown ? ThreadName.folded(name) : "", role: isKnown ? role(of: piece.thread) : nil,
      activity: piece.activity, wait: piece.wait,
      wokenBy: piece.wokenBy.flatMap { recording.outsiders[$0] })
    sums[key, default: Sum()].nanoseconds += piece.end - piece.start
    sums[key]?.times += 1
    if isKnown {
      sums[key]?.threads.insert(piece.thread)
      sums[key]?.name = name
      addVisit(piece, name)
    }
  }

  private func role(of thread: Int32) -> PathRole? {
    guard let identity = recording.identities[thread] else { return nil }
    guard leaders.contains(identity.pid) else { return .child }
    return identity.tid == identity.pid ? .first : .thread
  }

  private mutating func addVisit(_ piece: PathWalk.Piece, _ name: String) {
    guard var current = visit else {
      visit = Visit(thread: piece.thread, name: name, start: piece.start, end: piece.end)
      return
    }
    if current.thread == piece.thread {
      current.start = piece.start
      visit = current
      return
    }
    handOvers += 1
    keep(current)
    visit = Visit(
      thread: piece.thread, name: name, start: piece.start, end: piece.end,
      following: (current.thread, current.name))
  }

  private mutating func keep(_ closed: Visit) {
    let length = closed.end - closed.start
    let place = visits.firstIndex { $0.end - $0.start < length } ?? visits.count
    guard place < Self.mostStretches else { return }
    visits.insert(closed, at: place)
    if visits.count > Self.mostStretches { visits.removeLast() }
  }

  var list: [CriticalPathRecord.Part] {
    let parts = sums.map { key, sum in
      CriticalPathRecord.Part(
        name: sum.threads.count == 1 ? sum.name : key.name, role: key.role,
        threads: sum.threads.count,
        tid: sum.threads.count == 1 ? tid(of: sum.threads.first) : nil, activity: key.activity,
        wait: key.wait, wokenBy: key.wokenBy, seconds: Double(sum.nanoseconds) / 1e9,
        times: sum.times)
    }
    return parts.sorted {
      ($1.seconds, $0.name, $0.activity.rawValue, $0.wait?.rawValue ?? "", $0.wokenBy ?? "")
        < ($0.seconds, $1.name, $1.activity.rawValue, $1.wait?.rawValue ?? "", $1.wokenBy ?? "")
    }
  }

  var longest: [CriticalPathRecord.Stretch] {
    var all = self
    if let visit { all.keep(visit) }
    return all.visits.sorted { $0.start < $1.start }.map { visit in
      var stretch = CriticalPathRecord.Stretch(
        startSeconds: Double(visit.start - recording.start) / 1e9,
        seconds: Double(visit.end - visit.start) / 1e9, name: visit.name,
        tid: tid(of: visit.thread))
      stretch.handedTo = visit.following?.name
      stretch.handedToTID = tid(of: visit.following?.thread)
      return stretch
    }
  }

  private func tid(of thread: Int32?) -> Int? {
    thread.flatMap { recording.identities[$0] }.map { Int($0.tid) }
  }
}
