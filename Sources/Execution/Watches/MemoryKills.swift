import ProcFS
import Topology

/// Whether the kernel killed for memory in a cgroup that was seen to hold a process of the trial, and by which limit.
struct MemoryKills {
  private struct Count {
    var first: UInt64
    var last: UInt64
  }

  private var counts: [String: Count] = [:]
  /// The groups that hold a group, itself first: the limit may be a parent's.
  private var chains: [[String]] = []

  private static let files = ["memory.events", "memory.oom_control"]
  private static let limits = ["memory.max", "memory.limit_in_bytes"]
  /// v1 tells none by a number near 2^63.
  private static let unlimited: UInt64 = 1 << 60

  /// Takes in the groups of a process.
  mutating func add(_ chain: [String]) {
    guard !chain.isEmpty else { return }
    chains.append(chain)
    for folder in chain where counts[folder] == nil { read(folder) }
  }

  mutating func readAll() {
    for folder in counts.keys { read(folder) }
  }

  private mutating func read(_ folder: String) {
    let reader = ProcReader(root: folder)
    for file in Self.files {
      guard let kills = (try? reader.read(file, as: CgroupEvents.self))?.kills else { continue }
      counts[folder, default: Count(first: kills, last: kills)].last = kills
    }
  }

  /// The group in which processes were killed, how many, and its limit, in words; nil when none was.
  var words: String? {
    for chain in chains {
      // The innermost that counted: those around it count along in v2.
      guard let place = chain.firstIndex(where: { kills($0) > 0 }) else { continue }
      let count = kills(chain[place])
      let limits = chain[place...].compactMap { folder in Self.limit(folder).map { (folder, $0) } }
      let limit = limits.min { $0.1 < $1.1 }
      return "the kernel killed \(count == 1 ? "1 process" : "\(count) processes") for memory: "
        + (limit.map { "the limit of \($0.0) is \($0.1 >> 20) MiB" }
          ?? "in \(chain[place]), which has no limit that can be read")
    }
    return nil
  }

  private func kills(_ folder: String) -> UInt64 {
    counts[folder].map { $0.last - min($0.first, $0.last) } ?? 0
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
