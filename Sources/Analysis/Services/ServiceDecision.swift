package import ProfileModel
import Text

/// Who was the limit, from what server and load used and from what binds the server's threads.
package struct ServiceDecision {
  let limit: ServiceLimit
  let evidence: [String]
  let lever: String

  /// From this share of its CPUs on, or of its busiest thread's time, somebody has nothing left.
  static let full = 0.9
  /// A generator that is so busy is the limit of a server that has half of its CPUs left.
  private static let nearlyFull = 0.8
  private static let half = 0.5
  /// So many of a pool's workers have a request in hand, where requests wait for one.
  private static let handsFull = 0.75

  init(
    server: Double, load: Double?, loadBusiest: Double?, bound: Bound?, workers: Int,
    busyHands: Double?, _ service: ServiceSpec
  ) {
    limit = Self.limit(
      server: server, load: load, loadBusiest: loadBusiest, bound: bound, workers: workers,
      busyHands: busyHands, service)
    var evidence = [
      "server \(NumberText.percent(server)) of its \(ListText.counted(service.serverCPUs.count, "CPU"))"
    ]
    if let load {
      evidence.append(
        "load generator \(NumberText.percent(load)) of its \(ListText.counted(service.loadCPUs.count, "CPU"))"
          + (loadBusiest.map { ", its busiest thread \(NumberText.percent(min(1, $0)))" } ?? "")
      )
    }
    if limit == .pool, let connections = service.load.connections {
      evidence.append(
        "\(ListText.counted(connections, "request")) at a time for \(ListText.counted(workers, "worker")), which \(Self.idleness(bound, isOne: workers == 1))"
      )
    }
    if limit == .lock, let lock = bound?.lock {
      evidence.append(
        lock.consistentWithGIL
          ? "its threads wait for one lock, consistent with Python's GIL"
          : "its threads wait for one lock\(lock.mappedFile.map { ", in \($0)" } ?? "")")
    }
    if limit == .starved { evidence += bound?.evidence ?? [] }
    if limit == .mixed, let threads = bound?.evidence.first {
      evidence.append("of its threads: \(threads)")
    }
    self.evidence = evidence
    lever = Self.lever(limit, bound)
  }

  private static func lever(_ limit: ServiceLimit, _ bound: Bound?) -> String {
    switch (limit, bound?.kind) {
    case (.lock, _): bound?.lever ?? limit.lever
    // CPUs are idle, and yet some thread runs for most of the time.
    case (.mixed, .cpuUser), (.mixed, .cpuKernel): "less work per request"
    default: limit.lever
    }
  }

  /// What its workers do meanwhile.
  private static func idleness(_ bound: Bound?, isOne: Bool) -> String {
    switch bound?.kind {
    case .timer: "\(isOne ? "sleeps" : "sleep") on a timer"
    case .peer: "\(isOne ? "waits" : "wait") for others"
    default: "\(isOne ? "leaves" : "leave") CPUs idle"
    }
  }

  package static func limit(
    server: Double, load: Double?, loadBusiest: Double?, bound: Bound?, workers: Int,
    busyHands: Double?, _ service: ServiceSpec
  ) -> ServiceLimit {
    let generator = max(load ?? 0, loadBusiest ?? 0)
    if generator >= full || (generator >= nearlyFull && server < half) { return .generator }
    if server >= full { return .serverCPU }
    switch bound?.kind {
    case .lock, .addressSpace: return .lock
    case .storage: return .storage
    case .throttled: return .throttled
    case .timer: return isCrowded(workers, busyHands, service) ? .pool : .timer
    case .peer: return isCrowded(workers, busyHands, service) ? .pool : .peer
    case .starved:
      // Who used less than half of the CPUs was kept from the rest by others; on shared ones the load is none of these.
      return server + (service.sharesCPUs ? load ?? half : 0) < half ? .starved : .serverCPU
    case .cpuUser, .cpuKernel, .memory:
      // One worker's CPU is full where others' are idle.
      return server * Double(service.serverCPUs.count) >= full * Double(workers)
        ? .pool : .mixed
    case .mixed, nil: return .mixed
    }
  }

  /// More requests at a time than workers, each of which has one in hand.
  ///
  /// An event loop has many in hand while it waits, and a pool that waits for work is not what requests wait for.
  private static func isCrowded(_ workers: Int, _ busyHands: Double?, _ service: ServiceSpec)
    -> Bool
  {
    service.load.model == .closed && (service.load.connections ?? 0) > workers
      && busyHands.map { $0 >= handsFull * Double(workers) } ?? true
  }
}
