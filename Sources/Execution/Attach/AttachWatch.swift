import LinuxSystem
import ProfileModel

/// Tells, second by second, what the threads of an attached program do meanwhile.
struct AttachWatch {
  private struct Account {
    var cpu = 0.0
    var runQueue = 0.0
    var states: [String: Int] = [:]
  }

  /// By the thread's place in the roster and its start, for a place may be taken over.
  private struct Key: Hashable {
    let place: Int
    let start: UInt64
  }

  private var accounts: [Key: Account] = [:]
  private var last: UInt64
  private static let interval: UInt64 = 1_000_000_000

  init(at instant: UInt64) {
    last = instant
  }

  /// When the next snapshot is due.
  var next: UInt64 { last + Self.interval }

  /// What each thread that lives did since the snapshot before.
  mutating func snapshot(
    _ roster: TreeRoster, at instant: UInt64, secondsLeft: Double
  ) -> AttachSnapshot {
    var current: [Key: Account] = [:]
    var threads: [AttachSnapshot.Thread] = []
    for place in roster.live where roster.threads[place].wasRead {
      let thread = roster.threads[place]
      let key = Key(place: place, start: thread.startTicks)
      let now = Account(
        cpu: thread.cpuSeconds, runQueue: thread.runQueueSeconds, states: thread.states.named)
      threads.append(Self.row(thread, now, accounts[key] ?? Account(), roster))
      current[key] = now
    }
    defer {
      accounts = current
      last = instant
    }
    return AttachSnapshot(
      seconds: seconds(from: last, to: instant), secondsLeft: secondsLeft, threads: threads)
  }

  private static func row(
    _ thread: TreeThread, _ now: Account, _ before: Account, _ roster: TreeRoster
  ) -> AttachSnapshot.Thread {
    let process = roster.processes[thread.process]
    let name = process.name ?? thread.name ?? ""
    var waits: [WaitKind: Int] = [:]
    for (state, samples) in now.states {
      let gained = samples - (before.states[state] ?? 0)
      guard gained > 0, let kind = WaitKind(rawValue: state) else { continue }
      waits[kind] = gained
    }
    return AttachSnapshot.Thread(
      pid: Int(thread.pid), role: ProcessRole.text(process.commandLine, name: name),
      name: thread.name ?? name, cpuSeconds: max(0, now.cpu - before.cpu),
      runQueueSeconds: max(0, now.runQueue - before.runQueue), waits: waits)
  }
}
