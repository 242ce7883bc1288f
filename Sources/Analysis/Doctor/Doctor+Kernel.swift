import ProfileModel

extension Doctor {
  static func numaBalancing(_ facts: DoctorFacts) -> DoctorFinding {
    let why =
      "The kernel unmaps pages to see who uses them, and moves them between nodes meanwhile."
    guard let mode = facts.machine.settings.numaBalancing else {
      return DoctorFinding(
        .ok, what: "No NUMA balancing: \(reason("settings.numaBalancing", facts)).", why: why)
    }
    let nodes = facts.machine.nodes.count
    guard mode != 0, nodes > 1 else {
      let what = mode == 0 ? "NUMA balancing is off." : "One NUMA node: nothing is moved."
      return DoctorFinding(.ok, what: what, why: why)
    }
    return DoctorFinding(
      .warning, what: "NUMA balancing is on, over \(nodes) nodes.", why: why,
      remedy: "sysctl kernel.numa_balancing=0", needsRoot: true)
  }

  static func delayAccounting(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Only with it does the kernel count how long a worker waited for a disk."
    switch facts.machine.settings.taskDelayAccounting {
    case true?:
      return DoctorFinding(.ok, what: "Delay accounting is on.", why: why)
    case false?:
      return DoctorFinding(
        .note, what: "Delay accounting is off: disk wait is estimated from samples.", why: why,
        remedy: "sysctl kernel.task_delayacct=1, before the study", needsRoot: true)
    case nil:
      return DoctorFinding(
        .note,
        what: "Delay accounting is unknown: \(reason("settings.taskDelayAccounting", facts)).",
        why: why)
    }
  }

  static func perfEvents(_ facts: DoctorFacts) -> DoctorFinding {
    let why = """
      From 2 on, an ordinary user's perf counters of context switches and migrations silently read 0.
      """
    guard let level = facts.machine.settings.perfEventParanoid else {
      return DoctorFinding(
        .note, what: "No perf events: \(reason("settings.perfEventParanoid", facts)).",
        why: "Totals of a command's tree then come from cgroups or from sampling.")
    }
    let what = "kernel.perf_event_paranoid is \(level)"
    guard level >= 2, !facts.isRoot else {
      let end = level >= 2 ? ", from which root is exempt." : "."
      return DoctorFinding(.ok, what: what + end, why: why)
    }
    return DoctorFinding(
      .note, what: "\(what).", why: why, remedy: "sysctl kernel.perf_event_paranoid=1",
      needsRoot: true)
  }
}
