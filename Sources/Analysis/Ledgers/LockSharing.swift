import ProfileModel

/// Whether those who wait at one place contend for a lock there; else they wait for work, or for each other's turn.
///
/// Who waits for a mutex waits for its holder. What else a futex may be is told by the crowd: somebody
/// always holds a lock, so that its users never wait all at once, as the idle threads of a pool do.
struct LockSharing {
  let record: WaitRecord
  /// Samples of each waiter.
  let waiters: [Int: Int]
  /// Those of them that used the CPU in earnest.
  let ran: [Int]
  /// Workers that used about as much CPU as the busiest one, while one ran at a time; none where more than one did.
  let turnTakers: Set<Int>
  /// What each worker was seen to do.
  let counts: [Int: WaitCounts]
  /// All threads of the trial, those that do no share of the work included.
  let everyone: [WorkerRecord]

  /// In more readings than this share all users of a pool wait at once; a reading may see a lock change hands.
  private static let crowded = 0.1
  /// All but the holder wait at nearly every reading; one that has just been handed it may still look asleep.
  private static let inTurn = 0.8...1.5
  /// Who hands out work wakes for each piece of it; one that looks now and then whether it is done wakes less often.
  private static let turnsOfFeeder = 0.5

  var isContended: Bool {
    switch record.primitive {
    case .mutex, .file: true
    case .addressSpace: ran.count >= 2
    // The GIL is a condition variable, and so is what a runtime parks its threads on.
    case .condition:
      ran.count >= 2 && record.symbol == "_PyRuntime"
        || users >= 3 && isHeldInTurn && !isHeldAsleep && !isFed || isKept
    case .semaphore: isHeldInTurn && !isHeldAsleep && !isFed || isKept
    case nil where record.address == nil: ran.count >= 2
    case nil: !isFed && (ran.count >= 2 ? !isCrowd(of: users) : isHeldInTurn)
    }
  }

  /// Whether a thread that is none of the users got a CPU more often than each, and about as often as all of them together:
  /// it hands out their work.
  ///
  /// While one of a pool works, the others wait as if it had a lock. Who only joins the users of a lock sleeps until they
  /// are done, and who keeps retaking it runs for long at a time.
  var isFed: Bool {
    let listed = Set(listedUsers)
    // At a place of its own each of a lock's users may be parked by the others.
    guard record.address != nil, record.primitive != .mutex, record.symbol != "_PyRuntime",
      listed.count >= 2
    else { return false }
    let turns = everyone.filter { record.process == nil || record.process == $0.pid }
      .map { (isUser: listed.contains($0.index), count: Double($0.timeslices ?? 0)) }
    let own = turns.filter(\.isUser).map(\.count)
    let most = turns.filter { !$0.isUser }.map(\.count).max() ?? 0
    let all = own.reduce(0, +) * Double(max(users, listed.count)) / Double(listed.count)
    return most > own.max() ?? 0 && most >= Self.turnsOfFeeder * all
  }

  private var users: Int { record.users ?? listedUsers.count }

  private var listedUsers: [Int] {
    let most = waiters.values.max() ?? 0
    return waiters.filter { WaitRecord.isUser(samples: $0.value, most: most) }.map(\.key)
  }

  /// Whether the one that holds it mostly waits for a peer.
  private var isHeldAsleep: Bool {
    let peers = waiters.keys.reduce(0) { $0 + (counts[$1]?[.peer] ?? 0) }
    return 2 * peers > (waiters.keys.compactMap { counts[$0]?.total }.max() ?? 0)
  }

  /// Whether all users waited at once in many readings.
  private func isCrowd(of users: Int) -> Bool {
    guard let crowds = record.readingsByWaiters, !crowds.isEmpty else {
      return record.maxWaiters >= max(2, waiters.count)
    }
    let all = crowds.dropFirst(max(1, users) - 1).reduce(0, +)
    return Double(all) > Self.crowded * Double(crowds.reduce(0, +))
  }

  /// Whether at nearly every reading all but one of the users that lived waited there.
  var isHeldInTurn: Bool {
    record.address != nil && listedUsers.count >= 2 && !isCrowd(of: users)
      && othersWait(Set(listedUsers), all: users)
  }

  /// Whether one user after the other kept it until its work was done: whoever can run takes it again, so that the first
  /// one never waits.
  ///
  /// One at a time, they do as much work each; two that wait together while a third one works, and then run one after the
  /// other all the same, wait for no product of its work.
  private var isKept: Bool {
    let listed = Set(listedUsers)
    guard record.address != nil, listed.count >= 2, listed.isStrictSubset(of: turnTakers),
      turnTakers.count == listed.count + 1, !isHeldAsleep,
      turnTakers.subtracting(listed).allSatisfy({ counts[$0].map(Self.isMostlyAwake) ?? false })
    else { return false }
    return !isCrowd(of: turnTakers.count) && othersWait(turnTakers, all: turnTakers.count)
  }

  private static func isMostlyAwake(_ counts: WaitCounts) -> Bool {
    2 * counts.awake >= counts.total
  }

  private func othersWait(_ users: Set<Int>, all: Int) -> Bool {
    let totals = users.compactMap { counts[$0]?.total }
    let unlisted = Double(all) / Double(max(1, users.count))
    let others = unlisted * Double(totals.reduce(0, +)) - Double(totals.max() ?? 0)
    return record.samples >= BoundThreshold.samples && others > 0
      && Self.inTurn.contains(Double(record.samples) / others)
  }
}
