import ProfileModel

extension Doctor {
  static func quota(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Workers beyond the quota are stopped for part of every period, all at once."
    let allowed = facts.machine.allowedCPUs.count
    guard let cores = facts.machine.cpuQuotaCores else {
      if let reason = facts.machine.unavailable["cpuQuotaCores"] {
        return DoctorFinding(
          name: "quota", severity: .note,
          what: "Whether a CPU quota is in force is unknown: \(reason).", why: why)
      }
      return DoctorFinding(
        name: "quota", severity: .ok, what: "No CPU quota is in force.", why: why)
    }
    let what =
      "The CPU quota is \(short(cores)) cores, for \(allowed) allowed \(allowed == 1 ? "CPU" : "CPUs")."
    guard cores < Double(allowed) else {
      return DoctorFinding(name: "quota", severity: .ok, what: what, why: why)
    }
    let fitting = cores < 1 ? "" : ", or keep to --workers \(short(cores.rounded(.down)))"
    return DoctorFinding(
      name: "quota", severity: .warning, what: what,
      why: cores < 1 ? "Even one busy worker is stopped for part of every period." : why,
      remedy: """
        Raise cpu.max (v1: cpu.cfs_quota_us) of the cgroup, such as with docker run --cpus \
        \(allowed)\(fitting).
        """, needsRoot: true)
  }

  static func cpuset(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Workers run on the allowed CPUs only; the others are no part of the answer."
    let machine = facts.machine
    let allowed = machine.allowedCPUs
    let online = machine.cpus.filter(\.online).map(\.id)
    let what = "\(allowed.count) of \(online.count) online CPUs are allowed"
    guard allowed.count < online.count else {
      let isAlone = online.count == 1
      return DoctorFinding(
        name: "cpuset", severity: isAlone ? .note : .ok, what: "\(what).",
        why: isAlone ? "On one CPU no strategy can be faster than running in turn." : why)
    }
    let members = Set(machine.cpuset?.cpus ?? online).intersection(online)
    let isCpuset = members.count < online.count
    let source = machine.cpuset.map { "the \($0.version) cpuset \($0.path)" } ?? "the cpuset"
    return DoctorFinding(
      name: "cpuset", severity: allowed.count == 1 ? .warning : .note,
      what: "\(what), by \(isCpuset ? source : "an affinity mask (such as taskset's)").",
      why: allowed.count == 1
        ? "On one CPU no strategy can be faster than running in turn." : why,
      remedy: isCpuset
        ? "Widen the cpuset, such as with docker run --cpuset-cpus, where more CPUs are wanted."
        : "Start profile without taskset, or under a wider mask, where more CPUs are wanted.",
      needsRoot: isCpuset)
  }

  static func isolated(_ facts: DoctorFacts) -> DoctorFinding {
    let why = """
      The scheduler does not balance isolated CPUs: unpinned workers can all end up on one of them.
      """
    let isolated = facts.machine.cpus.filter { $0.online && $0.isolated }
    if let reason = facts.machine.unavailable["cpus.isolated"], isolated.isEmpty {
      return DoctorFinding(
        name: "isolcpus", severity: .note, what: "Isolated CPUs are unknown: \(reason).", why: why)
    }
    let usable = isolated.filter(\.allowed).map { String($0.id) }
    guard !usable.isEmpty else {
      let what = isolated.isEmpty ? "No CPU is isolated." : "No allowed CPU is isolated."
      return DoctorFinding(name: "isolcpus", severity: .ok, what: what, why: why)
    }
    return DoctorFinding(
      name: "isolcpus", severity: .warning,
      what: "Isolated CPUs are among the allowed ones: \(usable.joined(separator: ",")).", why: why,
      remedy: "Give every worker one CPU (--pin core or a list); do not use --pin none.")
  }
}
