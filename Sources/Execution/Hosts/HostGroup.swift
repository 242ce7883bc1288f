import HostProtocol
import ProfileModel

/// The hosts of one trial, and what their workers told.
struct HostGroup {
  var hosts: [HostChannel.Host] = []
  private(set) var ready: [WorkerReady?]
  private(set) var finished: [WorkerFinished?]
  /// Nanoseconds → reads, of all workers.
  private(set) var latencies: [HostAnswer.LatencyCount] = []
  var gateOpened: UInt64 = 0
  var released: UInt64 = 0
  var reaped: UInt64 = 0
  private let workersPerHost: Int

  init(_ configuration: Configuration) {
    workersPerHost = configuration.threadsPerProcess
    ready = Array(repeating: nil, count: configuration.workers)
    finished = Array(repeating: nil, count: configuration.workers)
  }

  var allReady: Bool { ready.allSatisfy { $0 != nil } }
  var allFinished: Bool { finished.allSatisfy { $0 != nil } }

  /// Pid of the host that a worker lives in.
  func pid(ofWorker worker: Int) -> Int32 { hosts[worker / workersPerHost].pid }

  /// The first worker of a host.
  func firstWorker(ofHost host: Int) -> Int { host * workersPerHost }

  /// Takes in what a host said.
  mutating func take(_ answer: HostAnswer) throws(TrialFault) {
    switch answer {
    case .ready(let answer): ready[try checked(answer.worker)] = answer
    case .finished(let answer): finished[try checked(answer.worker)] = answer
    case .latency(_, let counts): latencies += counts
    case .failed(let worker, let message):
      throw TrialFault.workerFailed(worker: worker, message: message)
    }
  }

  private func checked(_ worker: Int) throws(TrialFault) -> Int {
    guard ready.indices.contains(worker) else { throw .protocolBroken("worker \(worker)") }
    return worker
  }
}

extension Configuration {
  /// Whether each worker has CPUs of its own to keep to.
  var isPinned: Bool { pin != "none" }
}
