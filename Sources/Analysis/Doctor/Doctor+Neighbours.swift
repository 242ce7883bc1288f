import ProfileModel
import Text

extension Doctor {
  static func smt(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Two workers on the hardware threads of one core share it, and each runs slower."
    let isActive =
      facts.machine.settings.smtActive
      ?? facts.machine.cpus.contains { $0.online && $0.siblings.count > 1 }
    if !isActive, let reason = facts.machine.unavailable["cpus.siblings"] {
      return DoctorFinding(
        .note, what: "Whether CPUs share a core is unknown: \(reason).", why: why)
    }
    guard isActive else {
      return DoctorFinding(.ok, what: "Every online CPU is a core of its own.", why: why)
    }
    let summary = facts.machine.summary
    let allowed = facts.machine.cpus.filter { $0.online && $0.allowed }
    let cores = max(1, Set(allowed.map { $0.siblings.min() ?? $0.id }).count)
    let part =
      allowed.count < summary.onlineCPUs
      ? ", of which \(allowed.count) on \(ListText.counted(cores, "core")) are allowed" : ""
    return DoctorFinding(
      .note, what: "SMT is on: \(summary.onlineCPUs) CPUs are \(summary.cores) cores\(part).",
      why: why,
      remedy: "Keep --pin core (whole cores first) and at most "
        + "\(ListText.counted(cores, "worker")).")
  }

  /// Share of the online CPUs' time that the hypervisor took.
  static func steal(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Stolen time is counted as run time by the clock on the wall, and by none of ours."
    let capacity = facts.watchedSeconds * Double(max(1, facts.machine.summary.onlineCPUs))
    guard let stolen = facts.environment.stealSeconds, capacity > 0 else {
      let reason = facts.environment.unavailable[.stealSeconds] ?? "it was not watched"
      return DoctorFinding(.note, what: "Steal is unknown: \(reason).", why: why)
    }
    let share = stolen / capacity
    let what =
      "The hypervisor took \(NumberText.percent(share)) of the CPU time in \(NumberText.amount(facts.watchedSeconds)) s."
    guard share > 0.01 else {
      return DoctorFinding(.ok, what: what, why: why)
    }
    return DoctorFinding(
      .warning, what: what, why: why,
      remedy: "Measure on a host that is not oversubscribed, or with more --trials.")
  }

  /// CPU time of others, where it was watched, else the load average.
  static func load(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "Other work takes CPUs, caches and memory bandwidth from the workers."
    let remedy = "Stop other programs and wait for the load to fall, or raise --trials."
    if let seconds = facts.environment.otherCPUSeconds, facts.watchedSeconds > 0 {
      let cores = seconds / facts.watchedSeconds
      let isBusy = cores > 0.1
      return DoctorFinding(
        isBusy ? .warning : .ok,
        what: "Other programs keep \(ListText.counted(amount: cores, "CPU")) busy.", why: why,
        remedy: isBusy ? remedy : nil)
    }
    guard let average = facts.environment.loadAverage1 else {
      let reason = facts.environment.unavailable[.loadAverage1] ?? "it was not watched"
      return DoctorFinding(.note, what: "The load is unknown: \(reason).", why: why)
    }
    let isBusy = average > 0.5
    return DoctorFinding(
      isBusy ? .warning : .ok,
      what: "The load average of the last minute is \(NumberText.amount(average)).", why: why,
      remedy: isBusy ? remedy : nil)
  }
}
