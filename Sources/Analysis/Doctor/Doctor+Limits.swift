import ProfileModel
import Text

extension Doctor {
  static func quota(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Workers beyond the quota are stopped for part of every period, all at once."
    let allowed = facts.machine.allowedCPUs.count
    guard let cores = facts.machine.cpuQuotaCores else {
      if let reason = facts.machine.unavailable["cpuQuotaCores"] {
        return DoctorFinding(
          .note, what: "Whether a CPU quota is in force is unknown: \(reason).", why: why)
      }
      return DoctorFinding(.ok, what: "No CPU quota is in force.", why: why)
    }
    let what =
      "The CPU quota is \(ListText.counted(amount: cores, "core")), for \(ListText.counted(allowed, "allowed CPU"))."
    guard cores < Double(allowed) else {
      guard let doubt = facts.machine.unavailable["cpuQuotaCores"] else {
        return DoctorFinding(.ok, what: what, why: why)
      }
      return DoctorFinding(.note, what: "\(what) But \(doubt).", why: why)
    }
    let fitting =
      cores < 1 ? "" : ", or keep to --workers \(NumberText.amount(cores.rounded(.up)))"
    return DoctorFinding(
      .warning, what: what,
      why: cores < 1 ? "Even one busy worker is stopped for part of every period." : why,
      remedy: """
        Raise cpu.max (v1: cpu.cfs_quota_us) of the cgroup, such as with docker run --cpus \
        \(allowed)\(fitting).
        """, needsRoot: true)
  }

  static func cpuset(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Workers run on the allowed CPUs only; the others are no part of the answer."
    let whyOne = "On one CPU no strategy can be faster than running in turn."
    let machine = facts.machine
    let allowed = machine.allowedCPUs
    let online = machine.cpus.filter(\.online).map(\.id)
    let what =
      "\(allowed.count) of \(online.count) online CPUs \(allowed.count == 1 ? "is" : "are") allowed"
    guard allowed.count < online.count else {
      let isAlone = online.count == 1
      return DoctorFinding(
        isAlone ? .note : .ok, what: "\(what).",
        why: isAlone ? whyOne : why)
    }
    let bars = bars(on: machine)
    return DoctorFinding(
      allowed.count == 1 ? .warning : .note,
      what: "\(what), by \(bars.map(\.what).joined(separator: ", and by ")).",
      why: allowed.count == 1 ? whyOne : why,
      remedy: bars.map(\.remedy).joined(separator: " "),
      needsRoot: bars.contains(where: \.needsRoot))
  }

  /// Something that keeps online CPUs from this process.
  private struct Bar {
    var what: String
    var remedy: String
    var needsRoot = false
  }

  /// Each that keeps some: the cpuset, isolation at boot, which takes CPUs out of the first process's mask, and other masks.
  private static func bars(on machine: MachineDescription) -> [Bar] {
    let barred = machine.cpus.filter { $0.online && !$0.allowed }
    let members = machine.cpuset.map { Set($0.cpus) }
    let outside = barred.filter { cpu in members.map { !$0.contains(cpu.id) } ?? false }
    let masked = barred.filter { members?.contains($0.id) ?? true }
    let isolated = masked.filter(\.isolated).map(\.id)
    var bars: [Bar] = []
    if let cpuset = machine.cpuset, !outside.isEmpty {
      bars.append(
        Bar(
          what: "the \(cpuset.version) cpuset \(cpuset.path)",
          remedy:
            "Widen the cpuset, such as with docker run --cpuset-cpus, where more CPUs are wanted.",
          needsRoot: true))
    }
    if !isolated.isEmpty {
      bars.append(
        Bar(
          what: "isolation (isolcpus) of \(isolated.idList)",
          remedy: "Where the isolated CPUs are wanted: "
            + "taskset -c \((machine.allowedCPUs + isolated).idList) profile …"))
    }
    if masked.count > isolated.count {
      bars.append(
        Bar(
          what: "an affinity mask (such as taskset's)",
          remedy:
            "Start profile without taskset, or under a wider mask, where more CPUs are wanted."
        ))
    }
    return bars
  }

  static func isolated(_ facts: DoctorFacts) -> DoctorFinding {
    let why = """
      The scheduler does not balance isolated CPUs: unpinned workers can all end up on one of them.
      """
    let isolated = facts.machine.cpus.filter { $0.online && $0.isolated }
    if let reason = facts.machine.unavailable["cpus.isolated"], isolated.isEmpty {
      return DoctorFinding(.note, what: "Isolated CPUs are unknown: \(reason).", why: why)
    }
    let usable = isolated.filter(\.allowed).map(\.id)
    guard !usable.isEmpty else {
      let what = isolated.isEmpty ? "No CPU is isolated." : "No allowed CPU is isolated."
      return DoctorFinding(.ok, what: what, why: why)
    }
    return DoctorFinding(
      .warning, what: "Isolated CPUs are among the allowed ones: \(usable.idList).", why: why,
      remedy: "Give every worker one CPU (--pin core or a list); do not use --pin none.")
  }
}
