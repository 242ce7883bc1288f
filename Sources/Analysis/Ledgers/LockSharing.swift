import ProfileModel

/// Whether those who wait at one place contend for a lock there; else they wait for work, or for each other's turn.
///
/// Who waits for a mutex waits for its holder. What else a futex may be is told by the crowd: somebody
/// always holds a lock, so that its users never wait all at once, as the idle threads of a pool do.
struct LockSharing {
  let record: WaitRecord
  /// Samples of each waiter.
  let waiters: [Int: Int]
  /// Those that used the CPU in earnest.
  let ran: [Int]
  /// Readings of the trial; nil when they were not counted.
  let readings: Int?
  /// Samples in which one of the waiters waited for a peer instead.
  let peerSamples: Int

  /// In more readings than this share all users of a pool wait at once; a reading may see a lock change hands.
  private static let crowded = 0.1
  /// All but the holder wait at nearly every reading.
  private static let inTurn = 0.8

  var isContended: Bool {
    switch record.primitive {
    case .mutex: true
    case .addressSpace: ran.count >= 2
    // The GIL is a condition variable, and so is what a runtime parks its threads on.
    case .condition:
      ran.count >= 2 && record.symbol == "_PyRuntime"
        || users >= 3 && isHeldInTurn && !isHeldAsleep
    case .semaphore: isHeldInTurn && !isHeldAsleep
    case nil where record.address == nil: ran.count >= 2
    case nil: ran.count >= 2 ? !isCrowd : isHeldInTurn
    }
  }

  private var users: Int {
    if let users = record.users { return users }
    let most = waiters.values.max() ?? 0
    return waiters.values.count { WaitRecord.isUser(samples: $0, most: most) }
  }

  /// Whether the one that holds it mostly waits for a peer, as who is the next to take work from an empty queue.
  private var isHeldAsleep: Bool {
    guard let readings else { return false }
    return 2 * peerSamples > readings
  }

  /// Whether all users waited at once in many readings.
  private var isCrowd: Bool {
    guard let crowds = record.readingsByWaiters, !crowds.isEmpty else {
      return record.maxWaiters >= max(2, waiters.count)
    }
    let all = crowds.dropFirst(max(1, users) - 1).reduce(0, +)
    return Double(all) > Self.crowded * Double(crowds.reduce(0, +))
  }

  /// Whether at nearly every reading all but one of the users waited there.
  var isHeldInTurn: Bool {
    guard record.address != nil, users >= 2, !isCrowd, let readings else { return false }
    return record.samples >= BoundThreshold.samples
      && Double(record.samples) >= Self.inTurn * Double((users - 1) * readings)
  }
}
