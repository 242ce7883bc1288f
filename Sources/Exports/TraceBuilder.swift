import Analysis
import ProfileModel
import Text

/// Turns a trial's samples into events, track by track.
struct TraceBuilder {
  private(set) var events: [TraceEvent] = []
  let series: TimelineSeries
  let trial: Trial
  /// The CPUs' own process: below every pid that Linux gives away.
  private let cpuProcess = 0

  mutating func addAll() {
    addNames()
    addBeginning()
    for worker in series.workers { addStates(of: worker) }
    addCPUs()
    addCounters()
  }

  /// Pid and tid of a worker; one that the record does not have is a process of its own behind all others.
  private func track(of worker: Int) -> (pid: Int, tid: Int) {
    guard let record = trial.workers.first(where: { $0.index == worker }) else {
      return (1 << 22 + worker, 1 << 22 + worker)
    }
    return (record.pid, record.tid)
  }

  private func microseconds(_ seconds: Double) -> Double {
    // A nanosecond is the samples' resolution.
    ((seconds - series.begin) * 1e9).rounded() / 1e3
  }

  private mutating func addNames() {
    name("process_name", "CPUs", pid: cpuProcess, tid: 0)
    var named = Set<Int>()
    for worker in series.workers {
      let (pid, tid) = track(of: worker)
      if named.insert(pid).inserted {
        name(
          "process_name", "\(OutsideText.line(trial.configuration)) (\(pid))", pid: pid, tid: pid)
      }
      name("thread_name", "worker \(worker)", pid: pid, tid: tid)
    }
  }

  private mutating func name(_ what: String, _ name: String, pid: Int, tid: Int) {
    events.append(
      TraceEvent(ph: "M", name: what, pid: pid, tid: tid, ts: 0, args: ["name": .text(name)]))
  }

  /// The samples begin while the workers still wait at the gate.
  private mutating func addBeginning() {
    guard series.begin <= 0 else { return }
    events.append(
      TraceEvent(
        ph: "i", name: "the work begins", pid: cpuProcess, tid: 0, ts: microseconds(0), s: "g"))
  }

  private mutating func addStates(of worker: Int) {
    let (pid, tid) = track(of: worker)
    for stretch in series.states(of: worker) {
      add(stretch.value, stretch, pid: pid, tid: tid)
    }
  }

  private mutating func add(
    _ name: String, _ stretch: TimelineSeries.Stretch, pid: Int, tid: Int
  ) {
    let start = microseconds(stretch.from)
    events.append(
      TraceEvent(
        ph: "X", name: name, pid: pid, tid: tid, ts: start,
        dur: microseconds(stretch.to) - start))
  }

  /// A track for each CPU: which worker was last seen running on it.
  ///
  /// Two workers may be seen on one CPU at one instant, one of them waiting for it; slices of a track must not
  /// overlap, so the later one ends the earlier.
  private mutating func addCPUs() {
    let running = series.workers.flatMap { worker in series.running(worker) }
    let byCPU = Dictionary(grouping: running, by: \.value)
    for (cpu, stretches) in byCPU.sorted(by: { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }) {
      guard let id = Int(cpu) else { continue }
      name("thread_name", "CPU \(id)", pid: cpuProcess, tid: id + 1)
      let sorted = stretches.sorted { ($0.from, $0.worker) < ($1.from, $1.worker) }
      for (index, stretch) in sorted.enumerated() {
        var clipped = stretch
        if index + 1 < sorted.count { clipped.to = min(stretch.to, sorted[index + 1].from) }
        guard clipped.to > clipped.from else { continue }
        add("worker \(stretch.worker)", clipped, pid: cpuProcess, tid: id + 1)
      }
    }
  }

  private mutating func addCounters() {
    let steps = 200
    counter("voluntary switches/s", series.rate(\.voluntaryContextSwitches, steps: steps))
    counter("involuntary switches/s", series.rate(\.involuntaryContextSwitches, steps: steps))
    counter("RSS (bytes)", series.memory(\.rssBytes, mostPoints: 2000))
    counter("PSS (bytes)", series.memory(\.pssBytes, mostPoints: 2000))
  }

  private mutating func counter(_ name: String, _ points: [(Double, Double)]) {
    for (seconds, value) in points {
      events.append(
        TraceEvent(
          ph: "C", name: name, pid: cpuProcess, tid: 0, ts: microseconds(seconds),
          args: ["value": .number(value)]))
    }
  }
}
