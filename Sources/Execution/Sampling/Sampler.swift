import HostProtocol
import LinuxSystem
import ProcFS
import ProfileModel

/// Reads every worker at fixed instants of the monotonic clock, and knows what that costs.
///
/// Descriptors are opened before the gate and kept. Nothing is formatted while it runs; a reading that fails
/// is a gap.
final class Sampler {
  /// A process's kept files, and the worker on whose rows its memory stands.
  private struct Process {
    let firstWorker: Int
    let statm: KeptFile?
    let rollup: KeptFile?
  }

  private(set) var samples: [Sample] = []
  /// Instants of the readings.
  private(set) var instants: [UInt64] = []
  private(set) var late = 0
  private(set) var pssSamples = 0
  /// Highest sum over processes at one instant, bytes; nil until a reading of all succeeded.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  /// Highest PSS of each process.
  private(set) var peakPSSByProcess: [UInt64?]

  private let tasks: [ThreadFiles]
  private let processes: [Process]
  private let policy: SamplingPolicy
  private let interval: UInt64
  private let buffer: UnsafeMutableRawBufferPointer
  private var deadline: UInt64 = .max
  private var nextPSS: UInt64 = 0
  /// Start of the series, and this thread's CPU time then, ns.
  private var started: UInt64 = 0
  private var startedCPU: UInt64 = 0

  init(_ group: HostGroup, policy: SamplingPolicy) {
    self.policy = policy
    interval = policy.intervalSeconds.map { UInt64($0 * 1e9) } ?? 0
    buffer = .allocate(byteCount: 16384, alignment: 64)
    tasks = group.ready.enumerated().map { index, ready in
      ThreadFiles(pid: group.pid(ofWorker: index), tid: ready?.tid ?? 0)
    }
    processes = group.hosts.map { host in
      Process(
        firstWorker: host.workers.lowerBound, statm: try? KeptFile("/proc/\(host.pid)/statm"),
        rollup: try? KeptFile("/proc/\(host.pid)/smaps_rollup"))
    }
    peakPSSByProcess = Array(repeating: nil, count: processes.count)
    samples.reserveCapacity(tasks.count * 4096)
    instants.reserveCapacity(4096)
  }

  deinit {
    buffer.deallocate()
  }

  /// Whether this thread has kept to its budget so far, waking up included, so that dear files may be read too.
  private func isWithinBudget(at instant: UInt64) -> Bool {
    Double(CPUClock.thread() - startedCPU) <= policy.budget * Double(instant - started)
  }

  /// When the next reading is due; nil without an interval.
  var nextDeadline: UInt64? { interval == 0 ? nil : deadline }

  /// Starts the series: the first reading is one interval after `instant`.
  func start(at instant: UInt64) {
    deadline = instant + interval
    started = instant
    startedCPU = CPUClock.thread()
    nextPSS = instant
  }

  /// Takes a reading when one is due.
  func readIfDue() {
    let now = MonotonicClock.now()
    guard interval > 0, now >= deadline else { return }
    if now - deadline > interval / 2 { late += 1 }
    read(at: now, everything: false)
    let next = deadline + interval
    let after = MonotonicClock.now()
    let skipped = after > next ? (after - next) / interval + 1 : 0
    // The ones that were passed over while this one was late are late too.
    late += Int(skipped > 0 ? skipped - 1 : 0)
    deadline = next + skipped * interval
  }

  /// Takes a reading now; `everything` includes what the budget would put off.
  func read(at instant: UInt64, everything: Bool) {
    instants.append(instant)
    let base = samples.count
    let withDear = everything || isWithinBudget(at: instant)
    for index in tasks.indices {
      var sample = Sample(instant: instant, worker: index)
      _ = tasks[index].readBasics(into: &sample, buffer)
      if withDear {
        tasks[index].readSwitches(into: &sample, buffer)
        tasks[index].readWait(into: &sample, buffer)
      }
      samples.append(sample)
    }
    if withDear { readRSS(base: base) }
    if everything || (withDear && instant >= nextPSS) { readPSS(base: base) }
  }

  private func readRSS(base: Int) {
    var sum: UInt64? = 0
    for process in processes {
      guard let statm = process.statm?.read(StatM.self, into: buffer) else {
        sum = nil
        continue
      }
      let bytes = statm.residentPages * ProcessControl.pageBytes
      samples[base + process.firstWorker].rssBytes = bytes
      sum = sum.map { $0 + bytes }
    }
    if let sum { peakRSS = max(peakRSS ?? 0, sum) }
  }

  private func readPSS(base: Int) {
    let before = CPUClock.thread()
    var sum: UInt64? = 0
    for (index, process) in processes.enumerated() {
      guard let rollup = process.rollup?.read(SmapsRollup.self, into: buffer) else {
        sum = nil
        continue
      }
      samples[base + process.firstWorker].pssBytes = rollup.pssBytes
      peakPSSByProcess[index] = max(peakPSSByProcess[index] ?? 0, rollup.pssBytes)
      sum = sum.map { $0 + rollup.pssBytes }
    }
    pssSamples += 1
    if let sum { peakPSS = max(peakPSS ?? 0, sum) }
    let cost = Double(CPUClock.thread() - before)
    nextPSS = MonotonicClock.now() + UInt64(cost / policy.pssBudget)
  }
}
