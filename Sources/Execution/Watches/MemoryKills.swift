import LinuxSystem
import ProcFS
import Topology

/// Whether the kernel killed for memory in a cgroup that was seen to hold a process of the trial, and by which limit.
struct MemoryKills {
  private var counts: [String: CountSpan] = [:]
  /// The file of each group that counts: opening it takes longer than reading it.
  private var kept: [String: KeptFile] = [:]
  /// The groups that hold a group, itself first: the limit may be a parent's.
  private var chains: [[String]] = []

  /// Limits of the groups when they were first seen, bytes: a group may be gone at the end.
  private var limits: [String: UInt64] = [:]
  /// What the whole machine counts (`oom_kill` of `/proc/vmstat`).
  private var machine: CountSpan?
  private let readMachine: () -> UInt64?

  /// - Parameter machine: reads the machine's count.
  init(machine: @escaping () -> UInt64? = { Self.killsOfMachine }) {
    readMachine = machine
  }

  private static let files = ["memory.events", "memory.oom_control"]
  private static let limits = ["memory.max", "memory.limit_in_bytes"]
  /// v1 tells none by a number near 2^63.
  private static let unlimited: UInt64 = 1 << 60

  /// Takes in the groups of a process.
  mutating func add(_ chain: [String]) {
    guard !chain.isEmpty else { return }
    chains.append(chain)
    for folder in chain where counts[folder] == nil {
      read(folder)
      limits[folder] = Self.limit(folder)
    }
    if machine == nil, let kills = readMachine() { machine = CountSpan(kills) }
  }

  mutating func readAll() {
    for folder in counts.keys { read(folder) }
  }

  /// The trial is over.
  mutating func end() {
    readAll()
    if let kills = readMachine() { machine?.last = kills }
  }

  static var killsOfMachine: UInt64? {
    (try? ProcReader().read("vmstat", as: CgroupEvents.self))?.kills
  }

  private mutating func read(_ folder: String) {
    if kept[folder] == nil {
      kept[folder] = Self.files.lazy.compactMap { try? KeptFile("\(folder)/\($0)") }
        .first { $0.read(CgroupEvents.self)?.kills != nil }
    }
    guard let kills = kept[folder]?.read(CgroupEvents.self)?.kills else { return }
    counts[folder, default: CountSpan(kills)].last = kills
  }

  /// The group in which processes were killed, how many, and its limit, in words; nil when none was.
  var words: String? {
    for chain in chains {
      // The innermost that counted: those around it count along in v2.
      guard let place = chain.firstIndex(where: { kills($0) > 0 }) else { continue }
      let count = kills(chain[place])
      return Self.killed(count)
        + (tightest(chain[place...]).map { "the limit of \($0.folder) is \($0.bytes >> 20) MiB" }
          ?? "in \(chain[place]), which has no limit that can be read")
    }
    return wordsOfGone
  }

  /// A group that was removed after the kill took its own count along; the machine's is left.
  private var wordsOfGone: String? {
    guard let machine, machine.rise > 0,
      let chain = chains.first(where: { $0.first.map { limits[$0] != nil && isGone($0) } == true }),
      let limit = tightest(chain[...])
    else { return nil }
    return Self.killed(machine.rise)
      + "most likely in \(limit.folder), which is gone and had a limit of \(limit.bytes >> 20) MiB"
  }

  private func isGone(_ folder: String) -> Bool {
    (try? FileFacts(of: folder))?.isDirectory != true
  }

  /// The kernel counts its kills (`oom_kill`, mm/oom_kill.c), and several may be of one process.
  ///
  /// Who has not gone yet may be killed once more. *Measured*: 2 for one process, in 1 of 60 runs on a busy machine.
  private static func killed(_ count: UInt64) -> String {
    "the kernel killed \(count == 1 ? "1 process for memory" : "for memory \(count) times"): "
  }

  private func tightest(_ folders: ArraySlice<String>) -> (folder: String, bytes: UInt64)? {
    folders.compactMap { folder in limits[folder].map { (folder, $0) } }.min { $0.1 < $1.1 }
  }

  private func kills(_ folder: String) -> UInt64 {
    counts[folder]?.rise ?? 0
  }

  private static func limit(_ folder: String) -> UInt64? {
    for file in limits {
      guard let bytes = try? ProcReader(root: folder).bytes(file),
        let limit = UInt64(String(decoding: bytes, as: UTF8.self).prefix { $0.isNumber })
      else { continue }
      return limit < unlimited ? limit : nil
    }
    return nil
  }
}
