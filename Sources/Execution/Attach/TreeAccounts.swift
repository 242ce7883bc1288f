import ProcFS

/// What a tree used between two instants, those that came and went in between included.
///
/// A child that has ended is in the account of whoever reaped it, with all that it used in its life. So of each ancestor that is
/// still there, what it reaped in the window counts, less what those children had used before.
struct TreeAccounts {
  typealias Usage = ProcessAccount.Usage

  /// A process as the readings of its threads tell it.
  struct Seen {
    let pid: Int32
    let startTicks: UInt64
    let parent: Int32
    /// In the window.
    let usage: Usage
  }

  private let opening: [Int32: ProcessAccount]
  private var closing: [Int32: ProcessAccount] = [:]

  /// - Parameter processes: all that are there when the window is opened.
  init(_ processes: some Sequence<Int32>) {
    opening = Self.read(processes)
  }

  init(opening: [Int32: ProcessAccount], closing: [Int32: ProcessAccount]) {
    self.opening = opening
    self.closing = closing
  }

  /// - Parameter processes: all that are there when it is closed.
  mutating func close(_ processes: some Sequence<Int32>) {
    closing = Self.read(processes)
  }

  private static func read(_ processes: some Sequence<Int32>) -> [Int32: ProcessAccount] {
    var accounts: [Int32: ProcessAccount] = [:]
    for pid in processes { accounts[pid] = ProcessAccount(pid) }
    return accounts
  }

  /// What a tree used.
  struct Use {
    /// What all used together.
    var all = Usage()
    /// Of each process what the children used that it reaped, as far as the readings saw nothing of it; s of CPU time.
    var unseenOfChildren: [Int32: Double] = [:]
  }

  /// - Parameters:
  ///   - seen: every process that the readings saw.
  ///   - opened: clock ticks since boot at which the window was opened: who is older and came later had an account before.
  func usage(_ seen: [Seen], openedTicks opened: UInt64) -> Use {
    var use = Use()
    var owed: [Int32: Usage] = [:]
    var told: [Int32: Usage] = [:]
    let seenByPID = Dictionary(grouping: seen, by: \.pid)
    for process in dead(seen) {
      guard let heir = heir(of: process, seenByPID) else {
        use.all = use.all + process.usage
        continue
      }
      if let before = opening[process.pid], before.startTicks == process.startTicks {
        owed[heir] = (owed[heir] ?? Usage()) + before.own + before.reaped
      }
      told[heir] = (told[heir] ?? Usage()) + process.usage
    }
    for (pid, last) in closing {
      guard let first = first(pid, last, opened) else {
        // It was moved here in mid-window: only the readings tell since when.
        use.all = (seenByPID[pid] ?? []).filter { $0.startTicks == last.startTicks }
          .reduce(use.all) { $0 + $1.usage }
        continue
      }
      let told = told[pid] ?? Usage()
      let reaped = (last.reaped - first.reaped - (owed[pid] ?? Usage())).atLeast(told)
      use.all = use.all + (last.own - first.own) + reaped
      use.unseenOfChildren[pid] = (reaped - told).cpuSeconds
    }
    return use
  }

  /// Bytes read and written by all that are there at the end, and by those that they reaped; nil where one may not be read.
  func bytes(_ seen: [Seen]) -> Bytes? {
    guard !closing.isEmpty else { return nil }
    var sum = Bytes()
    for (pid, last) in closing {
      guard let now = last.bytes else { return nil }
      let first = opening[pid].flatMap { $0.startTicks == last.startTicks ? $0.bytes : nil }
      sum = sum + (Bytes(now) - (first.map(Bytes.init) ?? Bytes()))
    }
    let seenByPID = Dictionary(grouping: seen, by: \.pid)
    // What was reaped in the window had a life before it.
    for process in dead(seen) where heir(of: process, seenByPID) != nil {
      guard let before = opening[process.pid], before.startTicks == process.startTicks else {
        continue
      }
      guard let told = before.bytes else { return nil }
      sum = sum - Bytes(told)
    }
    return sum
  }

  /// Bytes asked for and handed over, and those that storage saw.
  struct Bytes {
    var asked: UInt64 = 0
    var fetched: UInt64 = 0
    var handed: UInt64 = 0
    var written: UInt64 = 0

    init() {}

    init(_ account: TaskIO) {
      asked = account.requestedReadBytes
      fetched = account.storageReadBytes
      handed = account.requestedWriteBytes
      written = account.keptWriteBytes
    }

    static func + (one: Bytes, other: Bytes) -> Bytes { one.joined(other, +) }

    static func - (one: Bytes, other: Bytes) -> Bytes { one.joined(other) { $0.since($1) } }

    private func joined(_ other: Bytes, _ join: (UInt64, UInt64) -> UInt64) -> Bytes {
      var joined = Bytes()
      joined.asked = join(asked, other.asked)
      joined.fetched = join(fetched, other.fetched)
      joined.handed = join(handed, other.handed)
      joined.written = join(written, other.written)
      return joined
    }
  }

  /// Those that are not there any more at the end, the ones that only the opening knows included.
  private func dead(_ seen: [Seen]) -> [Seen] {
    let gone = seen.filter { closing[$0.pid]?.startTicks != $0.startTicks }
    let known = Set(gone.map { Key(pid: $0.pid, start: $0.startTicks) })
    let forgotten = opening.filter { pid, account in
      closing[pid]?.startTicks != account.startTicks
        && !known.contains(Key(pid: pid, start: account.startTicks))
    }
    return gone
      + forgotten.map { pid, account in
        Seen(pid: pid, startTicks: account.startTicks, parent: account.parent, usage: Usage())
      }
  }

  private struct Key: Hashable {
    let pid: Int32
    let start: UInt64
  }

  /// The nearest of its ancestors that is still there, which has reaped it, or has reaped who did.
  private func heir(of process: Seen, _ seen: [Int32: [Seen]]) -> Int32? {
    var parent = process.parent
    for _ in 0..<64 {
      if closing[parent] != nil { return parent }
      guard let next = seen[parent]?.last?.parent ?? opening[parent]?.parent, next != parent else {
        return nil
      }
      parent = next
    }
    return nil
  }

  /// What a process had used when the window was opened; nil when that is not known.
  private func first(_ pid: Int32, _ last: ProcessAccount, _ opened: UInt64) -> ProcessAccount? {
    if let first = opening[pid], first.startTicks == last.startTicks { return first }
    guard last.startTicks >= opened else { return nil }
    return ProcessAccount(
      startTicks: last.startTicks, parent: last.parent, own: Usage(), reaped: Usage())
  }
}

extension UInt64 {
  fileprivate func since(_ earlier: UInt64) -> UInt64 { self - Swift.min(self, earlier) }
}
