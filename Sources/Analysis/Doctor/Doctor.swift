import ProfileModel

/// What on this machine would disturb a measurement or hide a number; it changes nothing.
public enum Doctor {
  private typealias Check = @Sendable (DoctorFacts) -> DoctorFinding

  /// In the order of the report.
  private static let checks: [(name: String, check: Check)] = [
    ("governor", governor), ("turbo", turbo), ("smt", smt), ("steal", steal), ("load", load),
    ("quota", quota), ("cpuset", cpuset), ("isolcpus", isolated),
    ("numa_balancing", numaBalancing), ("task_delayacct", delayAccounting),
    ("perf_event_paranoid", perfEvents), ("data-directory", dataDirectory), ("gnuplot", gnuplot),
  ]

  /// The checks' names, in the order of the report.
  public static let names = checks.map(\.name)

  /// One finding for each check, also for those that found nothing wrong.
  public static func examine(_ facts: DoctorFacts) -> [DoctorFinding] {
    checks.map { name, check in
      var finding = check(facts)
      finding.name = name
      return finding
    }
  }

  /// Why a quantity of the machine is null, as it told itself.
  static func reason(_ key: String, _ facts: DoctorFacts) -> String {
    facts.machine.unavailable[key] ?? "this machine does not tell"
  }
}
