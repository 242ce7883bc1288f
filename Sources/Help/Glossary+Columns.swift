import ProfileModel

extension Glossary {
  private static let quantities: [Quantity] =
    [.wallSeconds] + Quantity.processor + Quantity.switches + Quantity.work + Quantity.reads
    + Quantity.writes

  static let columns: [Topic] =
    quantities.filter { $0 != .migrations }.compactMap(\.topic) + [
      Topic(
        "95 % interval",
        aliases: ["interval", "confidence interval", "the medians' 95 % intervals"],
        "where the true median lies, with 95 % confidence; it needs at least 6 rounds.",
        "It rests on order statistics and assumes no bell curve. Two intervals that overlap prove nothing by themselves: the verdict compares within rounds."
      ),
      Topic("range", "the smallest and the largest value seen; it is no error bar."),
      Topic(
        "speed-up", aliases: ["speedup", "against sequential", "against the reference"],
        "how many times as fast as the reference: above 1 is faster.",
        "It is the inverse of the ratio in findings.json. Under “How it scales” the base is the same strategy with 1 worker."
      ),
      Topic(
        "who",
        "whose time a row tells: a process, a worker, a thread, or all threads of one name."),
      Topic("time", "wall time of the workers that a row stands for, added up."),
      Topic(
        "waited for meanwhile",
        "what threads that had run waited for while fewer cores were busy than there are CPUs; nothing where only others waited, as in a join for them."
      ),
      Topic(
        "critical path", aliases: ["criticalPath", "--critical-path"],
        "what a command's wall time consisted of, walked back from its end along who woke whom.",
        "With --critical-path the kernel's records of switches and wake-ups are read during each trial (perf's events of sched_switch, sched_waking and sched_process_fork: root, or CAP_PERFMON and a readable tracefs). From the command's end the walk goes back: a thread ran, or was ready, or slept until another one woke it; then it goes on with that one. Where an interrupt or another program ended the sleep, the sleep itself is on the path, by the kind that the samples saw.",
        "Its parts add up to the wall time. What is not on it can be made faster without any gain. It cannot see a wait that spins, nor one whose waker did no more than pass something on. Recording slows programs that switch often; compare times of runs without it."
      ),
      Topic(
        "did", aliases: ["PathActivity"],
        "what the thread that a critical path is on did: it ran, was ready to run, or slept.",
        "“a device or a timer” ended a sleep of which no sample told the kind. “woken by” names who ended it from outside of the command."
      ),
      Topic("times", "how many stretches of a critical path a row adds up."),
      Topic("on the path", "the time that a row has on the critical path."),
      Topic("share", "a row's part of the critical path, which is the trial's wall time."),
      Topic(
        "outcome", aliases: ["trials that failed"],
        "how a trial ended: completed, failed or interrupted."),
      Topic("reason", "why a trial failed."),
      Topic("throughput", "bytes read per second, by all workers together."),
      Topic(
        "efficiency", "speed-up divided by the number of workers: 1 is perfect scaling."),
      Topic(
        "not measured",
        aliases: [
          "–", "null", "unavailable", "what could not be measured", "nothing was measured",
        ],
        "what this machine, kernel or workload does not tell: a dash in tables, null in files.",
        "It is never written as 0. The report lists each with its reason and, where one exists, the command that would enable it."
      ),
    ]

  static let ledgerStates: [Topic] =
    [
      Topic(
        "ledger", "a worker's wall time split into states that add up to it.",
        "CPU time and run queue are exact; the split of CPU time into user and system follows the kernel's clock ticks. The rest is time off the CPU, apportioned by samples among the reasons below. What is left over is printed as residual, never hidden."
      )
    ] + LedgerPart.allCases.compactMap(\.topic) + [
      Topic(
        "not started", "the part of a trial's wall time before a worker began its own.",
        "A thread that a command starts late has a long one."),
      Topic(
        "ended", "the part of a trial's wall time after a worker had ended its own.",
        "Much of it tells of uneven shares of the work: the others are still at theirs."),
      Topic(
        "helper", aliases: ["helpers", "coordinator"],
        "a thread of a command that only waited for others, or lived briefly: it is in the totals, not in the ledger's average.",
        "It used less than 20 % of its time on a CPU and otherwise waited for peers, or lived for less than 10 % of the longest-lived worker's time."
      ),
      Topic(
        "coverage", aliases: ["sampleCoverage", "the samples saw"],
        "the share of a command's exact CPU time that belongs to threads which were seen at a reading.",
        "What lived and died between two readings is in the totals alone, and in no ledger."),
    ]
}
