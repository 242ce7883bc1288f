public import ProfileModel

/// The threads of a snapshot by what they do, the busiest first.
public struct LiveGroups: Sendable, Equatable {
  /// Threads of one name in processes of one role.
  public struct Group: Sendable, Equatable {
    public let role: String
    public let name: String
    public let processes: Int
    public let threads: Int
    public let coresBusy: Double
    /// Threads that were ready without a CPU, in the mean.
    public let coresWanted: Double
    /// What most of its samples of sleepers waited for; nil without one.
    public let waitsFor: WaitKind?
    public let isIdle: Bool
  }

  public let groups: [Group]
  public let coresBusy: Double
  public let processes: Int
  public let threads: Int

  public init(_ snapshot: AttachSnapshot) {
    let seconds = max(1e-3, snapshot.seconds)
    let parts = Dictionary(grouping: snapshot.threads) {
      ThreadKind(role: $0.role, name: $0.name)
    }
    groups = parts.map { kind, threads in Self.group(kind, threads, seconds) }
      .sorted {
        ($1.coresBusy, $1.coresWanted, $0.role, $0.name)
          < ($0.coresBusy, $0.coresWanted, $1.role, $1.name)
      }
    coresBusy = snapshot.threads.map(\.cpuSeconds).reduce(0, +) / seconds
    processes = Set(snapshot.threads.map(\.pid)).count
    threads = snapshot.threads.count
  }

  private static func group(
    _ kind: ThreadKind, _ threads: [AttachSnapshot.Thread], _ seconds: Double
  ) -> Group {
    let busy = threads.map(\.cpuSeconds).reduce(0, +) / seconds
    let wanted = threads.map(\.runQueueSeconds).reduce(0, +) / seconds
    let waits = threads.map(\.waits).reduce(into: [WaitKind: Int]()) {
      $0.merge($1, uniquingKeysWith: +)
    }
    let most = waits.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    return Group(
      role: kind.role, name: kind.name, processes: Set(threads.map(\.pid)).count,
      threads: threads.count, coresBusy: busy, coresWanted: wanted, waitsFor: most,
      isIdle: busy + wanted < ThreadKind.idleShare * Double(max(1, threads.count)))
  }
}
