import Glibc
import HostProtocol
import LinuxSystem
import Synchronization
import SystemPackage
import Workloads

/// The workers of this host, each on a thread of its own, the same in every layout.
final class Crew: Sendable {
  private let order: HostOrder
  private let hostStarted: UInt64
  private let finished = Atomic<Int>(0)

  init(order: HostOrder, hostStarted: UInt64) throws(SystemError) {
    self.order = order
    self.hostStarted = hostStarted
    let union = Set(order.workers.flatMap(\.cpus)).sorted()
    if !union.isEmpty { try Affinity.set(union) }
  }

  /// Whether every worker has done its share.
  var isDone: Bool { finished.load(ordering: .acquiring) == order.workers.count }

  func start() throws(SystemError) {
    for worker in order.workers {
      _ = try WorkerThread { [self] in live(worker) }
    }
  }

  /// A worker's life: prepare, gate, work, hold.
  private func live(_ worker: HostOrder.Worker) {
    do {
      let place = try WorkerPlace.settle(worker, memory: order.memory)
      let share = WorkerShare(worker: worker.index, of: order.totalWorkers)
      switch order.work {
      case .sum(let limit, let repeats):
        let kernel = SumKernel(limit: limit, repeats: repeats, share: share)
        try work(worker, at: place) { () throws(SystemError) in kernel.run() }
      case .read(let path, let size, let block, let random, let direct, let seed):
        var kernel = try FileReadKernel(
          .init(
            path: path, sizeBytes: size, blockSizeBytes: block,
            access: random ? .random : .sequential, direct: direct, seed: seed), share: share)
        try work(worker, at: place, on: kernel.memory) { () throws(SystemError) in
          try kernel.run()
        } report: {
          Self.report(
            kernel.latencies().map { .init(nanoseconds: $0.nanoseconds, reads: $0.reads) },
            of: worker.index)
        }
        withExtendedLifetime(kernel) { hold() }
      case .readMemory(let size, let repeats):
        let kernel = try MemoryReadKernel(sizeBytes: size, repeats: repeats, share: share)
        try work(worker, at: place, on: kernel.memory) { () throws(SystemError) in kernel.run() }
        withExtendedLifetime(kernel) { hold() }
      }
    } catch {
      AnswerPipe.send(.failed(worker: worker.index, message: "\(error)"))
    }
    hold()
  }

  /// What surrounds the kernel; nothing is printed, allocated or logged between gate and last snapshot.
  private func work(
    _ worker: HostOrder.Worker, at place: WorkerPlace, on buffer: UnsafeRawBufferPointer? = nil,
    run: () throws(SystemError) -> KernelResult,
    report: () -> Void = {}
  ) throws(SystemError) {
    let gate = try Gate(mapping: FileDescriptor(rawValue: HostDescriptor.gate))
    var counters = WorkerCounters()
    AnswerPipe.send(.ready(ready(worker, at: place, on: buffer)))
    gate.wait()
    let before = counters.snapshot()
    let result = try run()
    let after = counters.snapshot()
    finished.add(1, ordering: .releasing)
    report()
    AnswerPipe.send(
      .finished(after.difference(from: before, worker: worker.index, result: result)))
  }

  private func ready(
    _ worker: HostOrder.Worker, at place: WorkerPlace, on buffer: UnsafeRawBufferPointer?
  ) -> WorkerReady {
    var ready = WorkerReady(
      worker: worker.index, tid: WorkerThread.currentID, obtainedCPUs: place.obtainedCPUs,
      hostStarted: hostStarted, ready: 0)
    ready.memoryRefusal = place.memoryRefusal
    ready.memoryDoubt = place.memoryDoubt
    ready.buffer = buffer.map { .init(address: UInt(bitPattern: $0.baseAddress), count: $0.count) }
    ready.ready = MonotonicClock.now()
    return ready
  }

  private static func report(_ counts: [HostAnswer.LatencyCount], of worker: Int) {
    var rest = counts[...]
    while !rest.isEmpty {
      let part = rest.prefix(HostAnswer.latencyCountsPerLine)
      AnswerPipe.send(.latency(worker: worker, counts: Array(part)))
      rest = rest.dropFirst(part.count)
    }
  }

  /// Stays alive, so that the controller can still read what the kernel says of this thread and its memory.
  ///
  /// It never returns: the process ends when the control pipe closes.
  private func hold() {
    while true { pause() }
  }
}
