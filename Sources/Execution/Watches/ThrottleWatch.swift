import LinuxSystem
import ProcFS
import Topology

/// How long CPU quotas stop the trial's tasks: `cpu.stat` of every cgroup that was seen to hold one, before and after;
/// and what of them the kernel killed for memory.
///
/// A command may make a group of its own and leave it again, so that its processes are looked at from time to time.
struct ThrottleWatch {
  private let answer: Result<String?, Missing>
  /// Whether this program's own groups count: what it starts is in them at first.
  private let countsOwn: Bool
  private let groups = MemberGroups()
  /// Throttled time of each group, ns.
  private var spans: [String: CountSpan] = [:]
  /// What the kernel does in the same processes' groups when memory is short.
  private(set) var memory = MemoryKills()
  /// Groups that were made for the trial.
  private var ownGroups: [String] = []
  /// Memberships that have been looked up.
  private var known: Set<[UInt8]> = []
  private var next: UInt64 = 0

  /// Between two looks, ns: short at first and after each news, for a command that makes a group does so early.
  private static let intervals: (shortest: UInt64, longest: UInt64) = (50_000_000, 400_000_000)
  private var interval = Self.intervals.shortest
  private static let mostLooks = 16
  private static let looksPerMemory = 2
  private var looks = 0
  /// A process was seen whose groups are not in sight.
  private var isHidden = false

  init(countsOwn: Bool = true) {
    self.countsOwn = countsOwn
    answer = countsOwn ? OwnCgroups.tightestQuota() : .success(nil)
  }

  /// Takes in groups that were made for the trial, before anything runs in them.
  mutating func follow(_ folders: [String]) {
    ownGroups = folders
    let own = (try? ProcReader().bytes("self/cgroup")).map { groups.folders($0, of: .memory) } ?? []
    for folder in folders { memory.add([folder] + own) }
  }

  mutating func begin() {
    if case .success(let folder?) = answer { read(folder) }
    for folder in ownGroups { read(folder) }
    if countsOwn, let own = try? ProcReader().bytes("self/cgroup") {
      memory.add(groups.folders(own, of: .memory))
    }
    next = MonotonicClock.now()
  }

  mutating func end() {
    readAll()
    memory.end()
  }

  /// The trial's groups are about to be removed: what was killed in them may explain how it ended.
  mutating func readKills() { if !ownGroups.isEmpty { memory.end() } }

  /// Looks where the processes are now, at most so often.
  ///
  /// - Returns: memberships (`/proc/PID/cgroup`) that were not seen before.
  mutating func look(at processes: some Collection<Int32>) -> [[UInt8]] {
    let now = MonotonicClock.now()
    guard now >= next else { return [] }
    var found: [[UInt8]] = []
    for pid in processes.prefix(Self.mostLooks) {
      guard let text = try? ProcReader().process(pid).bytes("cgroup"), known.insert(text).inserted
      else { continue }
      let folders = groups.folders(text, of: .cpu)
      isHidden = isHidden || folders.isEmpty
      for folder in folders where spans[folder] == nil { read(folder) }
      memory.add(groups.folders(text, of: .memory))
      found.append(text)
    }
    readAll()
    interval =
      found.isEmpty ? min(2 * interval, Self.intervals.longest) : Self.intervals.shortest
    next = now + interval
    return found
  }

  private mutating func readAll() {
    for folder in spans.keys { read(folder) }
    // Who kills for memory is told by the last look, or by the machine's own count.
    looks += 1
    if looks % Self.looksPerMemory == 0 { memory.readAll() }
  }

  /// Takes in a group's state; one that is gone keeps its last.
  private mutating func read(_ folder: String) {
    let stat = try? ProcReader(root: folder).read("cpu.stat", as: CgroupCPUStat.self)
    guard let throttled = stat?.throttledNanoseconds else { return }
    spans[folder, default: CountSpan(throttled)].last = throttled
  }

  /// Seconds, summed over CPUs; or why they are not known.
  var result: (seconds: Double?, reason: String?) {
    let stopped = spans.values.reduce(0) { $0 + Double($1.rise) / 1e9 }
    if stopped > 0 { return (stopped, nil) }
    if !countsOwn, spans.isEmpty, isHidden {
      return (nil, "the cgroups of its processes cannot be seen from here")
    }
    switch answer {
    case .failure(let missing): return (nil, missing.reason)
    // No quota anywhere up to the root: nothing can have been stopped by one.
    case .success(nil): return (0, nil)
    case .success(let folder?):
      guard spans[folder] != nil else {
        return (nil, "\(folder)/cpu.stat could not be read, or has no throttling")
      }
      return (0, nil)
    }
  }
}
