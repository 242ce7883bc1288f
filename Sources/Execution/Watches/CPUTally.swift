import LinuxSystem
import ProcFS
import ProfileModel

/// What each CPU did between two readings of `/proc/stat` and `/proc/interrupts`.
struct CPUTally {
  let activities: [CPUActivity]

  init(
    _ before: SystemStat?, _ after: SystemStat?, _ first: Interrupts?, _ last: Interrupts?
  ) {
    let earlier = Dictionary(
      (before?.cpus ?? []).map { ($0.id, $0.ticks) }, uniquingKeysWith: { one, _ in one })
    let tick = ProcessControl.ticksPerSecond
    activities = (after?.cpus ?? []).compactMap { cpu in
      // One that came online meanwhile has no beginning.
      guard let ticks = earlier[cpu.id] else { return nil }
      var activity = CPUActivity(
        cpu: cpu.id, busySeconds: Self.rise(ticks.busy, cpu.ticks.busy) / tick,
        stealSeconds: Self.rise(ticks.steal, cpu.ticks.steal) / tick)
      guard let first, let last, first.cpus == last.cpus,
        let column = last.cpus.firstIndex(of: cpu.id)
      else { return activity }
      let served = Self.served(first, last, column: column)
      activity.interrupts = served.reduce(0) { $0 + $1.count }
      activity.busiestSource = served.max { $0.count < $1.count }.flatMap { busiest in
        busiest.count > 0 && !busiest.name.isEmpty ? busiest.name : nil
      }
      return activity
    }
  }

  private static func rise(_ before: UInt64, _ after: UInt64) -> Double {
    after > before ? Double(after - before) : 0
  }

  /// How often each source was served by a CPU; one that is new counts from 0.
  private static func served(
    _ first: Interrupts, _ last: Interrupts, column: Int
  ) -> [(name: String, count: UInt64)] {
    let earlier = Dictionary(
      first.sources.map { ($0.number, $0.counts[column]) }, uniquingKeysWith: { one, _ in one })
    return last.sources.map { source in
      let before = earlier[source.number] ?? 0
      let after = source.counts[column]
      return (source.name, after > before ? after - before : 0)
    }
  }
}
