import ProfileModel

extension Glossary {
  static let columns = [
    Topic(
      "wall", aliases: ["wall (median)", "wall time", "wallSeconds"],
      "from the first worker's first statement of the work to the last worker's last.",
      "The table shows the median over the rounds. Start-up and teardown are listed apart. For a command, wall time runs from just before it is spawned until it has ended."
    ),
    Topic(
      "95 % interval", aliases: ["interval", "confidence interval"],
      "where the true median lies, with 95 % confidence; it needs at least 6 rounds.",
      "It rests on order statistics and assumes no bell curve. Two intervals that overlap prove nothing by themselves: the verdict compares within rounds."
    ),
    Topic("range", "the smallest and the largest value seen; it is no error bar."),
    Topic(
      "speed-up", aliases: ["speedup"],
      "how many times as fast as the reference: above 1 is faster.",
      "It is the inverse of the ratio in findings.json. Under “How it scales” the base is the same strategy with 1 worker."
    ),
    Topic(
      "cores busy", aliases: ["coresBusy"],
      "CPU time over wall time: 2 workers that compute all the time keep 2 cores busy.",
      "Far below the number of workers, they wait. Near it, they compute."),
    Topic(
      "voluntary switches",
      aliases: ["voluntary context switches", "voluntaryContextSwitches", "context switches"],
      "how often a worker gave up the CPU because it had to wait: for a read, a lock, a peer."),
    Topic(
      "involuntary switches",
      aliases: ["involuntary context switches", "involuntaryContextSwitches"],
      "how often a worker was pushed off its CPU because another task was to run.",
      "Many of them mean more runnable tasks than CPUs: too many workers, or a busy machine."),
    Topic(
      "run-queue wait", aliases: ["run queue", "runQueueSeconds"],
      "time in which a worker could have run but had no CPU; per worker.",
      "It comes from the scheduler's own account (schedstat), in nanoseconds, and includes the time that a CPU quota takes away."
    ),
    Topic("outcome", "how a trial ended: completed, failed or interrupted."),
    Topic("reason", "why a trial failed."),
    Topic("reads", "blocks read per second, by all workers together."),
    Topic("throughput", "bytes read per second, by all workers together."),
    Topic(
      "asked for", aliases: ["requestedReadBytes"], "bytes that the workers read, wherever from."),
    Topic(
      "from the device", aliases: ["storageReadBytes"],
      "bytes that this kernel fetched from storage.",
      "Far below the bytes asked for, the page cache answered. A hypervisor's cache cannot be seen from inside."
    ),
    Topic(
      "read latency", aliases: ["read p50", "p90", "p99", "p99.9", "max", "readLatency"],
      "how long single reads took: half were faster than p50, one in a thousand was slower than p99.9."
    ),
    Topic(
      "efficiency", "speed-up divided by the number of workers: 1 is perfect scaling."),
    Topic(
      "disk wait", aliases: ["diskWaitSeconds"],
      "time blocked on storage, as the kernel accounts it.",
      "Since Linux 5.14 it accounts only after: sudo sysctl kernel.task_delayacct=1. Without it this is reported as not measured, never as 0."
    ),
    Topic(
      "not measured", aliases: ["–", "null", "unavailable"],
      "what this machine, kernel or workload does not tell: a dash in tables, null in files.",
      "It is never written as 0. The report lists each with its reason and, where one exists, the command that would enable it."
    ),
  ]

  static let ledgerStates = [
    Topic(
      "ledger", "a worker's wall time split into states that add up to it.",
      "CPU time and run queue are exact; the split of CPU time into user and system follows the kernel's clock ticks. The rest is time off the CPU, apportioned by samples among the reasons below. What is left over is printed as residual, never hidden."
    ),
  ] + LedgerPart.allCases.compactMap(\.topic) + [
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
