import ProfileModel

extension Doctor {
  static func governor(_ facts: DoctorFacts) -> DoctorFinding {
    let why = "A governor that follows the load starts work at a low clock and raises it meanwhile."
    guard let governor = facts.machine.frequency?.governor else {
      let key = facts.machine.frequency == nil ? "frequency" : "frequency.governor"
      return DoctorFinding(
        .note, what: "The governor is unknown: \(reason(key, facts)).",
        why: "Changes of the clock cannot be told from changes of the work.",
        remedy: "Compare within one study only; its random order and twin show the noise.")
    }
    guard governor != "performance" else {
      return DoctorFinding(.ok, what: "The governor is performance.", why: why)
    }
    return DoctorFinding(
      .warning, what: "The governor is \(governor).", why: why,
      remedy: "cpupower frequency-set --governor performance", needsRoot: true)
  }

  static func turbo(_ facts: DoctorFacts) -> DoctorFinding {
    let why = """
      With turbo one busy core runs faster than many do, so one worker against several compares \
      clocks too.
      """
    switch facts.machine.frequency?.boost {
    case true?:
      let isIntel = facts.machine.frequency?.driver?.hasPrefix("intel") ?? false
      return DoctorFinding(
        .note, what: "Turbo (boost) is on.", why: why,
        remedy: isIntel
          ? "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo"
          : "echo 0 > /sys/devices/system/cpu/cpufreq/boost", needsRoot: true)
    case false?:
      return DoctorFinding(.ok, what: "Turbo (boost) is off.", why: why)
    case nil:
      let key = facts.machine.frequency == nil ? "frequency" : "frequency.boost"
      return DoctorFinding(
        .note, what: "Whether turbo (boost) is on is unknown: \(reason(key, facts)).", why: why)
    }
  }
}
