import Builtin
import HostProtocol
import LinuxSystem
import Synchronization
import SystemPackage

/// The workers of this host: one is the process's only thread, several are threads beside its first, which waits.
///
/// A process with a second thread, however idle, is another thing than one without: the kernel counts references to
/// its open files and guards their table (`fdget` of `fs/file.c`), and the C library takes its locks.
final class Crew: Sendable {
  private let order: HostOrder
  private let workload: any BuiltinWorkload
  private let hostStarted: UInt64
  /// Of a crew that was forked; nil in the host that was spawned.
  private let forkedPID: Int32?
  private let site: WorkSite
  /// One map for all: a thread that unmaps its own would interrupt the others' work.
  private let gate: Gate
  private let finished = Atomic<Int>(0)

  /// - Throws: `HostProtocolError` for work that this host does not know, `SystemError` when it cannot be pinned.
  init(order: HostOrder, hostStarted: UInt64, forkedPID: Int32? = nil) throws {
    self.order = order
    workload = try Self.workload(order.work)
    self.hostStarted = hostStarted
    self.forkedPID = forkedPID
    site = try WorkSite(order)
    gate = try Gate(mapping: FileDescriptor(rawValue: HostDescriptor.gate))
    let union = Set(order.workers.flatMap(\.cpus)).sorted()
    if !union.isEmpty { try Affinity.set(union) }
  }

  private static func workload(
    _ work: HostOrder.Work
  ) throws(HostProtocolError) -> any BuiltinWorkload {
    let workload = Builtin(rawValue: work.workload)?.workload.init(recorded: work.parameters)
    guard let workload else { throw .malformed("unknown work \(work.workload)") }
    return workload
  }

  /// Whether every worker has done its share.
  private var isDone: Bool { finished.load(ordering: .acquiring) == order.workers.count }

  /// The only worker, on the calling thread; nil where there are several.
  private var only: HostOrder.Worker? { order.workers.count == 1 ? order.workers[0] : nil }

  /// Lives until the control pipe closes; one that is at work alone does not see that, and is killed.
  func live() throws(SystemError) -> Never {
    if let only { live(only) }
    for worker in order.workers {
      _ = try WorkerThread { [self] in live(worker) }
    }
    endWhenReleased()
  }

  private func endWhenReleased() -> Never {
    ControlPipe.waitUntilClosed()
    // Workers that are threads hold in a futex, or are at work, and end with the process.
    ProcessControl.exit(isDone ? HostExit.done : HostExit.abandoned)
  }

  /// A worker's life: prepare, gate, work, hold.
  private func live(_ worker: HostOrder.Worker) -> Never {
    do {
      let place = try WorkerPlace.settle(worker, memory: order.memory)
      let share = WorkerShare(worker: worker.index, of: order.totalWorkers)
      let kernel = try workload.kernel(for: share, at: site)
      try work(worker, at: place, on: kernel)
      withExtendedLifetime(kernel) { hold() }
    } catch {
      AnswerPipe.send(.failed(worker: worker.index, message: "\(error)"))
    }
    hold()
  }

  /// What surrounds the kernel; nothing is printed, allocated or logged between gate and last snapshot, and nothing is told
  /// while others work.
  private func work(
    _ worker: HostOrder.Worker, at place: WorkerPlace, on kernel: any Kernel
  ) throws(SystemError) {
    var counters = WorkerCounters()
    AnswerPipe.send(.ready(ready(worker, at: place, on: kernel.memory)))
    gate.wait()
    let before = counters.snapshot()
    let result = try kernel.run()
    let after = counters.snapshot()
    finished.add(1, ordering: .releasing)
    if gate.arrive() == order.totalWorkers { AnswerPipe.send(HostAnswer.done) }
    gate.wait(for: .report)
    report(kernel.latencies().map { .init(nanoseconds: $0.nanoseconds, reads: $0.reads) }, worker)
    AnswerPipe.send(
      .finished(after.difference(from: before, worker: worker.index, result: result)))
  }

  private func ready(
    _ worker: HostOrder.Worker, at place: WorkerPlace, on buffer: UnsafeRawBufferPointer
  ) -> WorkerReady {
    var ready = WorkerReady(
      worker: worker.index, tid: WorkerThread.currentID, obtainedCPUs: place.obtainedCPUs,
      hostStarted: hostStarted, ready: 0)
    ready.forkedPID = forkedPID
    ready.memoryRefusal = place.memoryRefusal
    ready.memoryDoubt = place.memoryDoubt
    ready.buffer = buffer.baseAddress.map {
      .init(address: UInt(bitPattern: $0), count: buffer.count)
    }
    ready.ready = MonotonicClock.now()
    return ready
  }

  private func report(_ counts: [HostAnswer.LatencyCount], _ worker: HostOrder.Worker) {
    var rest = counts[...]
    while !rest.isEmpty {
      let part = rest.prefix(HostAnswer.latencyCountsPerLine)
      AnswerPipe.send(.latency(worker: worker.index, counts: LatencyCounts(part)))
      rest = rest.dropFirst(part.count)
    }
  }

  /// Stays alive, so that the controller can still read what the kernel says of this thread and its memory: the process
  /// ends when the control pipe closes.
  private func hold() -> Never {
    if only != nil { endWhenReleased() }
    WorkerThread.hold()
  }
}
