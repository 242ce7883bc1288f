import ProfileModel

/// Samples of sleepers, added up by what they wait for.
///
/// Allocates only when a place or a worker is new.
struct WaitTally {
  /// Waiters of one lock may sleep on neighbouring words of it: those of the same 64 bytes are one object.
  static let objectBytes: UInt64 = 64
  private static let mostPlaces = 4096

  struct Place: Hashable {
    let kind: WaitKind
    let pid: Int32
    /// Start of the object; ``Sample/absent`` for waits without an address.
    let object: UInt64

    init(of sample: Sample, pid: Int32) {
      kind = sample.wait ?? .other
      self.pid = pid
      let address = kind == .lock ? sample.lockAddress : Sample.absent
      object = address == Sample.absent ? address : address & ~(WaitTally.objectBytes - 1)
    }
  }

  struct Entry {
    let place: Place
    /// The lowest word that was seen.
    var address: UInt64
    /// No waiter said that the word is used by other processes too.
    var isPrivate: Bool
    var samples = 0
    var maxWaiters = 0
    var byWorker: [Int: Int] = [:]
    /// Samples with a time-out that mostly ends the sleep.
    var timed = 0
    /// Samples of waits for a flush.
    var flushes = 0
    /// Samples whose call gave away what they wait at, by which that is.
    fileprivate var mutexes = 0
    fileprivate var conditions = 0
    /// Readings that saw 1, 2, … waiters; the last one that is still being made is not among them.
    fileprivate var crowds: [Int] = []
    fileprivate var instant: UInt64 = 0
    fileprivate var waitersNow = 0
  }

  private(set) var entries: [Entry] = []
  private var indices: [Place: Int] = [:]
  /// Samples at more places than are kept.
  private(set) var overflow = 0

  init() {
    entries.reserveCapacity(64)
    indices.reserveCapacity(64)
  }

  /// Adds a sample of a sleeper; others are passed by.
  ///
  /// - Returns: whether it waits for a lock at a place that was not seen before.
  @discardableResult
  mutating func add(_ sample: Sample, pid: Int32) -> Bool {
    guard sample.wait != nil else { return false }
    let place = Place(of: sample, pid: pid)
    let address = place.kind == .lock ? sample.lockAddress : Sample.absent
    if let index = indices[place] {
      entries[index].add(sample, address: address)
      return false
    }
    guard entries.count < Self.mostPlaces else {
      overflow += 1
      return false
    }
    var entry = Entry(place: place, address: address, isPrivate: true)
    entry.add(sample, address: address)
    indices[place] = entries.count
    entries.append(entry)
    return address != Sample.absent
  }
}

extension WaitTally.Entry {
  fileprivate mutating func add(_ sample: Sample, address word: UInt64) {
    address = min(address, word)
    isPrivate = isPrivate && sample.lockIsPrivate
    samples += 1
    byWorker[Int(sample.worker), default: 0] += 1
    if sample.isTimed { timed += 1 }
    if sample.isFlush { flushes += 1 }
    switch sample.primitive {
    case .mutex: mutexes += 1
    case .condition: conditions += 1
    case .addressSpace, nil: break
    }
    if sample.instant != instant { count(waitersNow) }
    waitersNow = sample.instant == instant ? waitersNow + 1 : 1
    instant = sample.instant
    maxWaiters = max(maxWaiters, waitersNow)
  }

  private mutating func count(_ waiters: Int) {
    guard waiters > 0 else { return }
    while crowds.count < waiters { crowds.append(0) }
    crowds[waiters - 1] += 1
  }

  /// Readings that saw 1, 2, … waiters.
  var readingsByWaiters: [Int] {
    var entry = self
    entry.count(waitersNow)
    return entry.crowds
  }

  /// What the futex belongs to, where most waiters' calls say so.
  var primitive: LockPrimitive? {
    if 2 * mutexes > samples { return .mutex }
    if 2 * conditions > samples { return .condition }
    return nil
  }
}
