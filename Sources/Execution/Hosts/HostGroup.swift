import HostProtocol
import ProfileModel

/// The hosts of one trial, and what their workers told.
struct HostGroup {
  var hosts: [HostChannel.Host] = []
  private(set) var ready: [WorkerReady?]
  /// All workers have done their share.
  private(set) var isDone = false
  private(set) var finished: [WorkerFinished?]
  /// Of all workers, as they came in.
  private var latencyWords: [LatencyCounts] = []
  var gateOpened: UInt64 = 0
  var released: UInt64 = 0
  var reaped: UInt64 = 0
  private let workersPerProcess: Int
  private let workersPerHost: Int

  init(_ configuration: Configuration) {
    workersPerProcess = configuration.threadsPerProcess
    workersPerHost = configuration.workersPerHost
    ready = Array(repeating: nil, count: configuration.workers)
    finished = Array(repeating: nil, count: configuration.workers)
  }

  var allReady: Bool { ready.allSatisfy { $0 != nil } }
  var allFinished: Bool { finished.allSatisfy { $0 != nil } }

  /// Pid of the process that a worker lives in.
  func pid(ofWorker worker: Int) -> Int32 {
    ready[worker]?.forkedPID ?? hosts[worker / workersPerHost].pid
  }

  /// The workers' threads.
  var tasks: [(pid: Int32, tid: Int32)] {
    ready.enumerated().compactMap { worker, answer in
      answer.map { (pid(ofWorker: worker), $0.tid) }
    }
  }

  /// The processes that the workers live in: the hosts, or what they forked.
  var processes: [(pid: Int32, firstWorker: Int, spawned: UInt64)] {
    let started = min(hosts.count * workersPerHost, ready.count)
    return stride(from: 0, to: started, by: workersPerProcess).map { worker in
      (pid(ofWorker: worker), worker, hosts[worker / workersPerHost].spawned)
    }
  }

  /// How many reads took how long, of all workers.
  var latencies: [HostAnswer.LatencyCount] { latencyWords.flatMap(\.counts) }

  /// Takes in what a host said.
  mutating func take(_ answer: HostAnswer) throws(TrialFault) {
    switch answer {
    case .ready(let answer): ready[try checked(answer.worker)] = answer
    case .done: isDone = true
    case .finished(let answer): finished[try checked(answer.worker)] = answer
    case .latency(_, let counts): latencyWords.append(counts)
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
  /// Whether one host forks the processes; else each is a host that is spawned.
  var isForked: Bool { processStart == .fork && processes > 1 }

  /// Workers of one host, in whatever processes.
  var workersPerHost: Int { isForked ? workers : threadsPerProcess }
}
