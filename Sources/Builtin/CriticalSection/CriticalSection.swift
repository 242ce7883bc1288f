public import LinuxSystem
public import Text

/// A critical section of known length: what a lock is shared with.
public struct CriticalSection: OperationWorkload {
  static let standardOperations: UInt64 = 150_000
  static let standardSection: UInt64 = 1000

  /// Among whom the mutex is shared.
  public enum Sharing: String, Sendable, CaseIterable {
    /// The threads of a process: each process has its own.
    case `private`
    /// All workers, in whatever process.
    case shared
  }

  public let operations: UInt64
  /// Additions inside the critical section, from 1.
  public let section: UInt64
  public let sharing: Sharing

  public init(operations: UInt64, section: UInt64, sharing: Sharing) {
    self.operations = operations
    self.section = section
    self.sharing = sharing
  }

  public init(options texts: [String: String], on machine: MachineMemory) throws(Refusal) {
    let section = try texts["section"].map { text throws(Refusal) in
      UInt64(
        try WholeNumber.parse(
          text, option: "--section", most: 1 << 30, none: "an empty section needs no lock",
          more: "this is more than 2^30", remedy: "Ask for 1 to 2^30 additions"))
    }
    self.init(
      operations: try Self.operations(texts, standard: Self.standardOperations),
      section: section ?? Self.standardSection,
      sharing: try WordList.choice(
        texts["sharing"], option: "--sharing", noun: "way to share a mutex", standard: .private))
  }

  public init?(recorded: [String: String]) {
    guard let operations = Self.operations(recorded: recorded),
      let section = recorded["section"].flatMap({ UInt64($0) }), section > 0, section <= 1 << 30,
      let sharing = recorded["sharing"].flatMap(Sharing.init(rawValue:))
    else { return nil }
    self.init(operations: operations, section: section, sharing: sharing)
  }

  public var recorded: [String: String] {
    ["operations": "\(operations)", "section": "\(section)", "sharing": sharing.rawValue]
  }

  public func common(workers: Int) -> CommonNeed? { CommonNeed(memoryBytes: 4096) }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let isShared = sharing == .shared
    let guarded = try GuardedCounter(
      in: site.found(isShared ? site.commonMemory : site.ownMemory), isShared: isShared,
      users: isShared ? share.workers : site.hostWorkers)
    return OperationKernel(self, share) { guarded.count($0, section: section) }
  }
}

/// A plain counter that only the mutex protects.
private struct GuardedCounter {
  private let mutex: SharedMutex
  private let counter: UnsafeMutablePointer<UInt64>
  private let finished: SharedWord
  private let users: Int

  init(in memory: SharedMemory, isShared: Bool, users: Int) throws(SystemError) {
    mutex = try SharedMutex(in: memory, at: 0, isShared: isShared)
    counter = memory.number(at: SharedMutex.stride)
    finished = memory.word(at: 2 * SharedMutex.stride)
    self.users = users
  }

  /// - Returns: what the counter says when all its users are done; 0 to all but the last of them.
  func count(_ operations: UInt64, section: UInt64) -> UInt64 {
    for _ in 0..<operations {
      mutex.lock()
      let before = counter.pointee
      var number = Int64(section)
      // A step that somebody else makes meanwhile is lost: then the check fails.
      while number > 0 { number = (number &- 1).opaque }
      counter.pointee = before &+ 1
      mutex.unlock()
    }
    return Int(finished.add(1)) + 1 == users ? counter.pointee : 0
  }
}
