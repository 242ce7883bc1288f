import HostProtocol
import LinuxSystem
import Synchronization

/// The processes that a host forks when it has read its order: they share its pages until they write to them.
struct ForkedHosts {
  private let order: HostOrder
  private let workersPerProcess: Int
  private var pids: [Int32] = []

  init(order: HostOrder, processes: Int) {
    self.order = order
    workersPerProcess = max(1, order.workers.count / max(1, processes))
  }

  /// Forks while this process has a single thread; returns in none of the processes.
  ///
  /// - Parameter run: a forked process's life.
  mutating func run(_ run: (HostOrder, Int32) throws -> Never) throws -> Never {
    var rest = order.workers[...]
    while !rest.isEmpty {
      let part = rest.prefix(workersPerProcess)
      rest = rest.dropFirst(workersPerProcess)
      let pid = try Creation.twofold()
      if pid == 0 { try live(Array(part), run) }
      pids.append(pid)
    }
    try watch()
  }

  /// What a child does: as a host that was spawned with an order of its own.
  private func live(
    _ workers: [HostOrder.Worker], _ run: (HostOrder, Int32) throws -> Never
  ) throws -> Never {
    var own = order
    own.forkedProcesses = nil
    own.workers = workers
    try run(own, ProcessControl.ownPID)
  }

  /// Waits for the children, and tells of one that ends before the control pipe closes.
  private func watch() throws -> Never {
    let closed = Release()
    _ = try WorkerThread { closed.wait() }
    var isDone = true
    var left = pids.count
    while left > 0, let (pid, exit) = try ChildExit.reap(blocking: true) {
      left -= 1
      if exit != .exited(status: HostExit.done) { isDone = false }
      guard !closed.isThere, exit != .exited(status: HostExit.done),
        let place = pids.firstIndex(of: pid)
      else { continue }
      AnswerPipe.send(
        .failed(
          worker: order.workers[place * workersPerProcess].index,
          message: "the forked process \(pid) \(exit)"))
    }
    ControlPipe.waitUntilClosed()
    ProcessControl.exit(isDone ? HostExit.done : HostExit.abandoned)
  }
}

/// Whether the control pipe has closed.
private final class Release: Sendable {
  private let state = Atomic<Bool>(false)

  var isThere: Bool { state.load(ordering: .acquiring) }

  func wait() {
    ControlPipe.waitUntilClosed()
    state.store(true, ordering: .releasing)
  }
}
