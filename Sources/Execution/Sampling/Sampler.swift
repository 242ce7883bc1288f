import HostProtocol
import LinuxSystem
import ProfileModel

/// Reads every worker at fixed instants of the monotonic clock, and knows what that costs.
///
/// Descriptors are opened before the gate and kept. Nothing is formatted while it runs; a reading that fails
/// is a gap.
final class Sampler {
  private(set) var samples: [Sample] = []
  private(set) var schedule: ReadingSchedule
  private(set) var memory: HostMemory

  /// Of each worker; nil of one that is not followed, because there are more than files may be opened for.
  private let tasks: [ThreadFiles?]
  private let policy: SamplingPolicy
  private let buffer: UnsafeMutableRawBufferPointer
  private var nextPSS: UInt64 = 0
  /// CPU time that readings of PSS have used, ns.
  private var pssCost: UInt64 = 0
  private var readings = 0
  /// A built-in workload has none.
  private var loop: EventLoop?

  /// The switches are dear, and only their sums count.
  private static let readingsPerSwitches = 10

  /// Room for samples at the beginning.
  private static let mostReserved = 1 << 18

  /// - Parameter room: files that may be kept open.
  init(_ group: HostGroup, policy: SamplingPolicy, room: Int = TreeRoster.roomLeft) {
    self.policy = policy
    schedule = ReadingSchedule(policy, pace: .hosts)
    buffer = .allocate(byteCount: 16384, alignment: 64)
    let count = group.ready.count
    let most = max(0, room - group.processes.count * MemoryFiles.count) / ThreadFiles.count
    tasks = group.ready.enumerated().map { index, ready in
      Self.isFollowed(index, of: count, most: most)
        ? ThreadFiles(pid: group.pid(ofWorker: index), tid: ready?.tid ?? 0) : nil
    }
    memory = HostMemory(
      group.processes.map { ($0.pid, $0.firstWorker) })
    samples.reserveCapacity(min(count * 4096, Self.mostReserved))
  }

  deinit {
    buffer.deallocate()
  }

  /// Some files are missing because this process may open no more.
  var isShort: Bool { memory.isShort || tasks.contains { $0?.isShort ?? true } }

  /// How many workers are read in mid-trial.
  var followed: Int { tasks.count { $0 != nil } }

  /// Whether a worker is one of those that are followed, where not all can be: spread evenly over all of them.
  static func isFollowed(_ index: Int, of count: Int, most: Int) -> Bool {
    guard most < count else { return true }
    return (index + 1) * most / count > index * most / count
  }

  /// Starts the series: the first reading is one interval after `instant`.
  func start(at instant: UInt64) {
    schedule.start(at: instant)
    nextPSS = instant
  }

  /// Takes a reading when one is due.
  func readIfDue() {
    let now = MonotonicClock.now()
    guard schedule.isDue(at: now) else { return }
    let before = pssCost
    read(at: now, everything: false)
    schedule.advance(
      at: MonotonicClock.now(), cpu: CPUClock.thread(), other: pssCost - before)
  }

  /// Takes a reading now; `everything` includes what is read only now and then.
  func read(at instant: UInt64, everything: Bool) {
    schedule.add(instant)
    let base = samples.count
    let withSwitches = everything || readings % Self.readingsPerSwitches == 0
    readings += 1
    for (index, files) in tasks.enumerated() {
      var sample = Sample(instant: instant, worker: index)
      if let files {
        _ = files.readBasics(into: &sample, buffer)
        // At once, for a sleep may be short.
        files.readWait(into: &sample, &loop, tree: [:].keys, buffer)
        if withSwitches { files.readSwitches(into: &sample, buffer) }
      }
      samples.append(sample)
    }
    memory.readRSS(into: &samples, from: base, buffer)
    guard everything || instant >= nextPSS && memory.hasMoved else { return }
    let before = CPUClock.thread()
    memory.readPSS(into: &samples, from: base, buffer)
    let cost = CPUClock.thread() - before
    pssCost += cost
    nextPSS = MonotonicClock.now() + UInt64(Double(cost) / policy.pssBudget)
  }
}
