import ProcFS
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
    /// The memory that it lies in, where waiters of several processes may meet; see ``WaitTally/join(_:at:)``.
    fileprivate(set) var shared: ProcessMaps.SharedPlace?
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
    fileprivate var files = 0
    /// Readings that saw 1, 2, … waiters; the last one that is still being made is not among them.
    fileprivate var crowds: [Int] = []
    fileprivate var instant: UInt64 = 0
    fileprivate var waitersNow = 0
  }

  private(set) var entries: [Entry] = []
  private var indices: [Place: Int] = [:]
  private var sharedIndices: [ProcessMaps.SharedPlace: Int] = [:]
  /// Samples at more places than are kept.
  private(set) var overflow = 0

  init() {
    entries.reserveCapacity(64)
    indices.reserveCapacity(64)
  }

  /// Adds a sample of a sleeper; others are passed by.
  ///
  /// - Returns: whether it waits for a lock of which the place should be looked up: it was not seen before, or the first
  ///   waiter has come that made no promise to keep it to its process.
  @discardableResult
  mutating func add(_ sample: Sample, pid: Int32) -> Bool {
    guard sample.wait != nil else { return false }
    let place = Place(of: sample, pid: pid)
    let address = place.kind == .lock ? sample.lockAddress : Sample.absent
    if let index = indices[place] {
      let wasPrivate = entries[index].isPrivate
      entries[index].add(sample, address: address)
      return wasPrivate && !entries[index].isPrivate && address != Sample.absent
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

  /// Takes a lock for the one that other processes see at the same memory, so that its waiters are one crowd.
  ///
  /// Does nothing for a lock of which all waiters promised that it is their process's own.
  mutating func join(_ place: Place, at shared: ProcessMaps.SharedPlace?) {
    guard var shared, let own = indices[place], !entries[own].isPrivate,
      entries[own].shared == nil
    else { return }
    shared.offset &= ~(Self.objectBytes - 1)
    entries[own].shared = shared
    guard let first = sharedIndices[shared] else {
      sharedIndices[shared] = own
      return
    }
    entries[first].add(entries[own])
    // Its place in the list stays, for others are found by theirs.
    entries[own] = Entry(place: place, address: entries[own].address, isPrivate: false)
    indices[place] = first
  }
}

extension WaitTally.Entry {
  fileprivate mutating func add(_ sample: Sample, address word: UInt64) {
    // Of a lock that processes share, as the first of them sees it.
    if shared == nil { address = min(address, word) }
    isPrivate = isPrivate && sample.lockIsPrivate
    samples += 1
    byWorker[Int(sample.worker), default: 0] += 1
    if sample.isTimed { timed += 1 }
    if sample.isFlush { flushes += 1 }
    switch sample.primitive {
    case .mutex: mutexes += 1
    case .condition: conditions += 1
    case .file: files += 1
    case .addressSpace, .semaphore, nil: break
    }
    if sample.instant != instant { count(waitersNow) }
    waitersNow = sample.instant == instant ? waitersNow + 1 : 1
    instant = sample.instant
    maxWaiters = max(maxWaiters, waitersNow)
  }

  /// Adds what was seen of the same lock in another process.
  ///
  /// How its waiters met the others before is not known; from now on it is counted.
  fileprivate mutating func add(_ other: WaitTally.Entry) {
    samples += other.samples
    byWorker.merge(other.byWorker, uniquingKeysWith: +)
    timed += other.timed
    flushes += other.flushes
    mutexes += other.mutexes
    conditions += other.conditions
    files += other.files
    if other.instant == instant { waitersNow += other.waitersNow }
    maxWaiters = max(maxWaiters, other.maxWaiters, waitersNow)
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

  /// How many waited there often enough to be its users.
  var users: Int {
    let most = byWorker.values.max() ?? 0
    return byWorker.values.count { WaitRecord.isUser(samples: $0, most: most) }
  }

  /// What the futex belongs to, where most waiters' calls say so.
  var primitive: LockPrimitive? {
    if 2 * mutexes > samples { return .mutex }
    if 2 * conditions > samples { return .condition }
    if 2 * files > samples { return .file }
    return nil
  }
}
