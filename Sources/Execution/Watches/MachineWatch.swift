import LinuxSystem
import ProcFS
import ProfileModel

/// What the whole machine did between gate and last end: steal, CPU time in all, pressure, load.
struct MachineWatch {
  private struct Reading {
    var instant: UInt64 = 0
    var stat: SystemStat?
    var interrupts: Interrupts?
    var pressure: [Resource: UInt64] = [:]
    /// CPU time of the profiler itself, ns.
    var ownCPU: UInt64 = 0
  }

  /// Seconds: ten ticks of `/proc/stat`.
  private static let shortest = 0.1

  /// The files of `/proc/pressure`.
  private enum Resource: String, CaseIterable {
    case cpu
    case io
    case memory

    var key: EnvironmentRecord.CodingKeys {
      switch self {
      case .cpu: .cpuPressureSeconds
      case .io: .ioPressureSeconds
      case .memory: .memoryPressureSeconds
      }
    }
  }

  private let proc: ProcReader
  private var start = Reading()
  private var stop: Reading?

  init(proc: ProcReader = ProcReader()) {
    self.proc = proc
  }

  mutating func begin() {
    start = read()
  }

  mutating func end() {
    stop = read()
  }

  /// The record; `hostCPUSeconds` is what the trial's own hosts used meanwhile.
  func record(hostCPUSeconds: Double?) -> EnvironmentRecord {
    var record = EnvironmentRecord()
    guard let stop else {
      record.markAllUnavailable("the trial did not come to its end")
      return record
    }
    addTicks(to: &record, stop: stop, hostCPUSeconds: hostCPUSeconds)
    for resource in Resource.allCases {
      guard let before = start.pressure[resource], let after = stop.pressure[resource] else {
        record.unavailable[resource.key] =
          "/proc/pressure/\(resource) is missing: a kernel with CONFIG_PSI, booted with psi=1, has it"
        continue
      }
      guard after >= before else {
        record.unavailable[resource.key] = Self.backwards("/proc/pressure/\(resource)")
        continue
      }
      let seconds = Double(after - before) / 1e6
      switch resource {
      case .cpu: record.cpuPressureSeconds = seconds
      case .io: record.ioPressureSeconds = seconds
      case .memory: record.memoryPressureSeconds = seconds
      }
    }
    addFrequency(to: &record)
    record.loadAverage1 = file("loadavg", LoadAverage.self)?.oneMinute
    if record.loadAverage1 == nil {
      record.unavailable[.loadAverage1] = "/proc/loadavg could not be read"
    }
    return record
  }

  private func addTicks(
    to record: inout EnvironmentRecord, stop: Reading, hostCPUSeconds: Double?
  ) {
    guard let before = start.stat?.total, let after = stop.stat?.total else {
      record.unavailable[.stealSeconds] = "/proc/stat could not be read"
      record.unavailable[.otherCPUSeconds] = "/proc/stat could not be read"
      record.unavailable[.cpus] = "/proc/stat could not be read"
      return
    }
    let seconds = Double(stop.instant - start.instant) / 1e9
    guard seconds >= Self.shortest else {
      let reason = "/proc/stat counts ticks of 10 ms, which tell nothing of so short a trial"
      record.unavailable[.stealSeconds] = reason
      record.unavailable[.otherCPUSeconds] = reason
      record.unavailable[.cpus] = reason
      return
    }
    record.cpus = CPUTally(start.stat, stop.stat, start.interrupts, stop.interrupts).activities
    let tick = ProcessControl.ticksPerSecond
    // Seen where virtual machines are moved: the hypervisor's own count begins anew.
    if after.steal >= before.steal {
      record.stealSeconds = Double(after.steal - before.steal) / tick
    } else {
      record.unavailable[.stealSeconds] = Self.backwards("stolen time")
    }
    guard after.busy >= before.busy else {
      record.unavailable[.otherCPUSeconds] = Self.backwards("CPU time")
      return
    }
    guard let hostCPUSeconds else {
      record.unavailable[.otherCPUSeconds] = "the hosts' own CPU time is unknown"
      return
    }
    let busy = Double(after.busy - before.busy) / tick
    let own = Double(stop.ownCPU &- start.ownCPU) / 1e9
    let capacity = seconds * Double(max(1, stop.stat?.cpus.count ?? 1))
    record.otherCPUSeconds = min(max(0, busy - own - hostCPUSeconds), capacity)
  }

  private static func backwards(_ what: String) -> String {
    "the kernel's count of \(what) ran backwards"
  }

  /// Mean over the online CPUs (cpufreq, `scaling_cur_freq`).
  private func addFrequency(to record: inout EnvironmentRecord) {
    let reader = ProcReader(root: "/sys/devices/system/cpu")
    let hertz = (stop?.stat?.cpus ?? []).compactMap { cpu -> Double? in
      guard let bytes = try? reader.bytes("cpu\(cpu.id)/cpufreq/scaling_cur_freq") else {
        return nil
      }
      let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return Double(String(decoding: digits, as: UTF8.self)).map { $0 * 1000 }
    }
    if hertz.isEmpty {
      record.unavailable[.frequencyHertz] =
        "no cpufreq on the allowed CPUs: firmware, or the host of a virtual machine, decides"
    } else {
      record.frequencyHertz = hertz.reduce(0, +) / Double(hertz.count)
    }
  }

  private func read() -> Reading {
    var reading = Reading()
    reading.instant = MonotonicClock.now()
    reading.stat = file("stat", SystemStat.self)
    reading.interrupts = file("interrupts", Interrupts.self)
    for resource in Resource.allCases {
      reading.pressure[resource] =
        file("pressure/\(resource)", Pressure.self)?.someMicroseconds
    }
    reading.ownCPU = CPUClock.ownProcess()
    return reading
  }

  private func file<Value: ProcParsable>(_ path: String, _ type: Value.Type) -> Value? {
    try? proc.read(path, as: type)
  }
}
