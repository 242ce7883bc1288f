import Builtin
import ProfileModel

extension Glossary {
  static let words: [Topic] = [
    Topic(
      "workload", "what is computed: cpu, io, memory, or a command described by a manifest.",
      "Every workload has an answer that is known beforehand. A trial whose answer is wrong has failed, however fast it was."
    ),
    Topic(
      "strategy", "how concurrency is made: sequential, thread, process, or hybrid.",
      "The same worker body runs under each, so that the strategy is the only difference between two configurations."
    ),
    Topic(
      "layout", "a strategy in numbers: P processes of T threads each.",
      "sequential is 1×1, thread is 1×N, process is N×1, and hybrid:PxT is P×T."),
    Topic(
      "worker", aliases: ["workers"],
      "one thread of execution that does a share of the work.",
      "A worker prepares itself (pins itself, opens files, touches its memory), waits at a gate until all are ready, works, and is held until the last readings are taken. Only the work counts as wall time."
    ),
    Topic(
      "placement", "which CPUs each worker may use, and where its memory comes from.",
      "See pin and memory policy. The report shows what was asked for, what the kernel granted, and where the workers were seen."
    ),
    Topic(
      "configuration",
      "workload, layout, placement and parameters together: one row of the comparison.",
      "Its name says them in this order: cpu/thread-2/core. Parameters that differ within the study follow after a semicolon."
    ),
    Topic(
      "trial", aliases: ["trials"], "one measured execution of a configuration.",
      "Every trial runs in processes of its own, so that a crash costs one trial and the profiler's own memory and threads are in no number."
    ),
    Topic(
      "round", aliases: ["rounds"], "one trial of every configuration, in shuffled order.",
      "The order is drawn anew in every round, from the seed. So drift of the machine favours no configuration, and trials can be compared within their round.",
      "The summary on the terminal shows the course over the rounds as little bars: how far each trial lay from its configuration's own median. The lowest and the highest bar are the largest deviation of the workload, which stands beside them; many rounds are summarised."
    ),
    Topic(
      "warm-up", aliases: ["warm-up round"],
      "a first round that is recorded and marked, and counts in no estimate."),
    Topic(
      "seed", aliases: ["how to repeat it"],
      "the number from which the order of trials and of reads is drawn.",
      "The same command line with --seed gives the same order again. The times differ, of course."),
    Topic(
      "sample", aliases: ["samples"], "one reading of /proc at one instant.",
      "The sampler reads every worker each --sample-interval, and more seldom once that would take more than 0.3 % of a CPU; --perturbation measures what that does to the work. What samples give (current CPU, states, peaks of PSS) is an estimate; CPU time, switches and faults are exact counters, read before and after the work."
    ),
    Topic(
      "study", aliases: ["--resume"],
      "everything that one invocation measured: machine, plan and trials.",
      "It is saved as study.json after every trial, so that an interrupted study is a shorter one, not a lost one. It holds no conclusions: profile report and profile show draw them anew.",
      "run, sweep and exec go on with one by --resume FOLDER: where it was interrupted or killed, or for more rounds (--trials)."
    ),
    Topic(
      "finding", aliases: ["findings"],
      "a conclusion drawn from a study, with its uncertainty: findings.json."),
    Topic(
      "metric", aliases: ["metrics", "primary metric", "--metric"],
      "a number that a program tells of its own run, such as its requests per second.",
      "A manifest says under metrics where it is found, exec takes it by --metric NAME=REGEX. The primary one decides which configuration is best, in place of the wall time; the others are compared beside it. --at-most p99=50ms makes one a condition."
    ),
    Topic(
      "service", aliases: ["server", "load generator", "--load-cpus"],
      "a server that is measured under load: what a manifest describes under service, ready, stop and load.",
      "A trial starts the server at a free port, waits until it is ready, warms it up, measures server and load in a window, and ends the server. Server and load have CPUs of their own (--load-cpus), or share them when that is asked for."
    ),
    Topic(
      "window",
      "the part of a server's trial that counts: from when it is warm until the load ends.",
      "Counters of the server's tree and of the load's are read at both ends. Its length stands where other trials have their wall time, start-up is the time until the server was ready, and teardown the time that its end took."
    ),
    Topic(
      "attach", aliases: ["attached", "--windows", "attachments"],
      "to look at a program that is running already, through windows, and to change nothing of it.",
      "profile attach PID reads /proc for --duration, in --windows equal parts. CPU time, waits for a CPU, switches and faults are the differences between a window's ends; what threads wait for is sampled in between. What came and went is in the accounts of those who reaped it, and the report says how much of the CPU time it could tell apart by thread.",
      "Threads are grouped by what their process does among the others and by their name, digits aside. A group that neither runs nor wants to is idle: it is named so, and has no vote in what binds the program.",
      "There is no verdict between threads and processes: a program that runs in one way does not tell how it would run in another."
    ),
    Topic(
      "limit",
      aliases: ["who was the limit", "limited by", "services", "pool", "pool of workers"]
        + ServiceLimit.allCases.filter { $0 != .storage }.map(\.words)
        + ServiceLimit.allCases.map { "limited by \($0.words)" },
      "what kept a server from more requests: its CPUs, a free CPU that others took, a lock, storage, a timer, its pool of workers, or the load generator.",
      "The load generator was the limit when it used 90 % or more of its CPUs, or its busiest thread as much of the time: then the rate is a floor, and no winner is named.",
      "A pool is the limit when more requests are open than there are workers, CPUs are idle, and each worker has a request in hand: the others wait for a worker, which sleeps or waits. An event loop has many in hand while it waits, and workers that wait for work have none."
    ),
    Topic(
      "server's CPUs", aliases: ["load's CPUs"],
      "the share of their own CPUs that the server's tree, or the load's, used while the window was open.",
      "Beside 100 % of the load's CPUs the rate says what the load generator can do, not the server."
    ),
    Topic(
      "CPU per request", aliases: ["cpuSecondsPerRequest"],
      "the CPU time of the server's tree in the window, for each request that was answered in it."),
    Topic(
      "busiest worker", aliases: ["busiestWorkerShare"],
      "the share of the server's CPU time that its busiest thread or process used: how evenly requests are spread."
    ),
    Topic(
      "requests open", aliases: ["openRequests", "Little's law"],
      "the mean number of requests in flight: rate × mean latency (Little's law).",
      "A closed loop has as many as there are connections; fewer say that the load generator itself was slow."
    ),
    Topic("ready", "the time from a server's start until it answered as its manifest says."),
    Topic("stop", "the time from a server's being asked to end until nothing of it was left."),
    Topic(
      "gain", "how many times as good as the reference, by the metric that decides.",
      "Above 1 is better, be more of the metric better or less."),
    Topic(
      "command", "a program that is measured as it is, told by its name where it is measured alone."
    ),
    Topic(
      "reference", "what the others of a workload are compared with: its first configuration.",
      "With the default strategies that is sequential. If sequential is not asked for, it is not added."
    ),
    Topic(
      "twin", "a second trial of the reference in each round, for the noise floor only."),
  ]

  static let strategies: [Topic] = [
    Topic("sequential", "one process with one worker: the base of speed-up."),
    Topic(
      "thread", aliases: ["threads", "thread-N"], "one process with N worker threads.",
      "Threads share one memory map: less memory, faster start-up, and whatever lock the program or its runtime has."
    ),
    Topic(
      "process", aliases: ["process-N"], "N processes with one worker each.",
      "Processes share no lock and no heap. They cost memory and start-up. They are spawned and executed, not forked: a server that forks its workers after loading shares more."
    ),
    Topic(
      "hybrid", aliases: ["hybrid:PxT"], "P processes of T threads each, such as hybrid:2x4.",
      "It sets its own number of workers and ignores --workers."),
  ]

  static let workloads =
    Builtin.explanations.map(Topic.init) + [
      Topic(
        "manifest", "a YAML file that describes a command as a workload.",
        "It says which command runs under which strategy, and how to tell that it did its work. workloads/README.md explains each field."
      )
    ]
}

extension Topic {
  fileprivate init(_ word: Explanation) {
    self.init(
      word.name, aliases: word.aliases, word.summary,
      details: word.details.isEmpty ? [] : [word.details])
  }
}
